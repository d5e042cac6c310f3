-- Log-odds ratio with an informative prior (Monroe, Colaresi and Quinn 2008, "Fightin' Words"),
-- counted in independent reports: a report and its copies are one, dated by the first of them. The
-- prior is the entity's share over both periods, as strong as the recent period is long, so that a
-- few articles move the score little and nothing rises where there is no baseline. The score is
-- in standard deviations; from 1.96 on the rise is called one.
CREATE MACRO trending(as_of := NULL, days := 7, baseline_days := 28) AS TABLE
WITH period AS (
    SELECT
        coalesce(CAST(as_of AS DATE), latest_day()) AS last_day,
        coalesce(CAST(as_of AS DATE), latest_day()) - CAST(days AS INTEGER) AS last_baseline_day
),

dated AS (
    SELECT coalesce(duplicate_of, article_id) AS report, article_id, published_date
    FROM articles
    WHERE published_date <= (SELECT last_day FROM period)
        AND published_date > (
            SELECT last_baseline_day - CAST(baseline_days AS INTEGER) FROM period
        )
),

reports AS (
    SELECT
        report,
        min(published_date) > (SELECT last_baseline_day FROM period) AS recent
    FROM dated
    GROUP BY report
),

totals AS (
    SELECT
        count(*) FILTER (recent) AS recent_total,
        count(*) FILTER (NOT recent) AS baseline_total
    FROM reports
),

counts AS (
    SELECT
        entity_id,
        count(DISTINCT report) FILTER (recent) AS articles,
        count(DISTINCT report) FILTER (NOT recent) AS baseline_articles
    FROM mentions
    JOIN dated USING (article_id)
    JOIN reports USING (report)
    GROUP BY entity_id
),

priors AS (
    SELECT
        *,
        recent_total * (articles + baseline_articles + 0.5) / (recent_total + baseline_total + 1)
            AS prior
    FROM counts
    CROSS JOIN totals
    WHERE articles > 0
),

odds AS (
    SELECT
        *,
        articles + prior AS recent_for,
        2 * recent_total - articles - prior AS recent_against,
        baseline_articles + prior AS baseline_for,
        baseline_total + recent_total - baseline_articles - prior AS baseline_against
    FROM priors
)

SELECT
    entities.entity_id,
    entities.name,
    entities.label,
    odds.articles,
    odds.baseline_articles,
    round(odds.baseline_articles * odds.recent_total / nullif(odds.baseline_total, 0), 2)
        AS expected,
    round(
        (recent_for / (recent_for + recent_against))
        / (baseline_for / (baseline_for + baseline_against)), 2
    ) AS ratio,
    round(
        (ln(recent_for / recent_against) - ln(baseline_for / baseline_against))
        / sqrt(1 / recent_for + 1 / recent_against + 1 / baseline_for + 1 / baseline_against), 3
    ) AS score,
    score >= 1.96 AS rising
FROM odds
JOIN entities USING (entity_id)
ORDER BY score DESC, odds.articles DESC, entities.name, entities.entity_id;
COMMENT ON MACRO TABLE trending IS
    'Who and what is mentioned more in the `days` up to `as_of` than in the `baseline_days` before: log-odds ratio with an informative prior (Monroe et al. 2008)';
