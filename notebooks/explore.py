import marimo

__generated_with = "0.25.2"
app = marimo.App(width="medium", app_title="Five questions to the news")


@app.cell
def _():
    import os
    from pathlib import Path

    import duckdb
    import marimo as mo

    home = Path(os.environ.get("DATELINE_HOME", "var"))
    news = duckdb.connect(str(home / "news.duckdb"), read_only=True)

    def ask(sql, **parameters):
        """Return the rows of a query with their column names."""
        cursor = news.execute(sql, parameters)
        names = [column[0] for column in cursor.description]
        return [dict(zip(names, row, strict=True)) for row in cursor.fetchall()]

    return ask, mo


@app.cell
def _(ask, mo):
    known = ask("FROM v_last_run")[0]
    mo.md(
        f"""
        # Five questions to the news

        The database holds **{known["articles"]}** articles in **{known["stories"]}** stories; the
        latest day is {known["latest_day"]}. Every query below runs in any DuckDB client.
        """
    )
    return


@app.cell
def _(ask, mo):
    coverage = ask(
        """
        SELECT headline, outlets, independent_outlets, sources, voices
        FROM v_independent_coverage
        WHERE outlets > 1
        ORDER BY independent_outlets DESC, outlets DESC, headline
        LIMIT 10
        """
    )
    mo.vstack([
        mo.md(
            """
            ## 1. Which stories do several outlets report, and how many report them themselves?

            An outlet that prints the wire, or a neighbour's text, adds to `outlets` and not to
            `independent_outlets`: copies, edited copies and reuse are collapsed.
            """
        ),
        mo.ui.table(coverage, selection=None),
    ])
    return (coverage,)


@app.cell
def _(ask, mo):
    reused = ask(
        """
        SELECT a.outlet AS outlet, b.outlet AS other, left(substr(a.text, start_char_a + 1,
            end_char_a - start_char_a), 160) AS passage, reused_passages.words
        FROM reused_passages
        JOIN articles AS a ON a.article_id = article_a
        JOIN articles AS b ON b.article_id = article_b
        ORDER BY reused_passages.words DESC, outlet, other, passage
        LIMIT 10
        """
    )
    mo.vstack([
        mo.md(
            """
            ## 2. Which words did they take from each other?

            Offsets count the characters of `articles.text`, so that `substr` cuts the passage out.
            """
        ),
        mo.ui.table(reused, selection=None),
    ])
    return (reused,)


@app.cell
def _(ask, mo):
    said = ask(
        """
        SELECT person, count(DISTINCT utterance_id) AS utterances,
            count(DISTINCT outlet) AS outlets, arg_max(text, outlets) AS furthest
        FROM v_person_quotes
        GROUP BY entity_id, person
        ORDER BY utterances DESC, person
        LIMIT 10
        """
    )
    mo.vstack([
        mo.md(
            """
            ## 3. Who is quoted most, and with what?

            An utterance counts once, in whatever wording and however many papers it stands.
            """
        ),
        mo.ui.table(said, selection=None),
    ])
    return (said,)


@app.cell
def _(ask, mo):
    rising = ask(
        """
        SELECT name, label, articles, expected, ratio, score, rising
        FROM v_trending
        ORDER BY score DESC, name
        LIMIT 10
        """
    )
    mo.vstack([
        mo.md(
            """
            ## 4. Who and what is rising?

            The score is a log-odds ratio with an informative prior, in standard deviations: from
            1.96 on the rise is more than chance. `trending(as_of, days, baseline_days)` takes
            other periods.
            """
        ),
        mo.ui.table(rising, selection=None),
    ])
    return (rising,)


@app.cell
def _(ask, mo):
    facts = ask(
        """
        SELECT headline, kind, surface, agreement, sources, other_values
        FROM v_story_facts
        JOIN stories USING (story_id)
        WHERE agreement <> 'one source'
        ORDER BY agreement DESC, headline, kind, surface
        LIMIT 10
        """
    )
    mo.vstack([
        mo.md(
            """
            ## 5. On which figures do independent outlets agree, on which not?

            Copies confirm nothing; two outlets that took one wire text are one source.
            """
        ),
        mo.ui.table(facts, selection=None),
    ])
    return (facts,)


if __name__ == "__main__":
    app.run()
