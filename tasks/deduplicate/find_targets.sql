-- Texts whose candidates may have changed: the new ones, those that went, and those that entered
-- or left the heads of a crowded posting list.
CREATE OR REPLACE TEMP TABLE pairing AS
WITH holders AS (
    SELECT met.hash, met.article_key, true AS after, texts_new.article_key IS NULL AS before
    FROM met LEFT JOIN texts_new USING (article_key)
    UNION ALL
    SELECT hash, article_key, false, true FROM leaving_prints
), crowded_prints AS (
    SELECT * FROM holders
    WHERE hash IN (SELECT hash FROM holders GROUP BY hash HAVING count(*) > $heads)
), known AS (
    SELECT article_key, article_id, day, moment, length FROM met_articles
    UNION
    SELECT article_key, article_id, day, moment, length FROM old_articles
), ranked AS (
    SELECT article_key, before, after,
           count(*) FILTER (before) OVER earlier <= $heads AS head_before,
           count(*) FILTER (after) OVER earlier <= $heads AS head_after
    FROM crowded_prints JOIN known USING (article_key)
    WINDOW earlier AS (
        PARTITION BY hash ORDER BY day NULLS LAST, moment NULLS LAST, length DESC, article_id
        ROWS BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW
    )
)
SELECT article_key FROM texts_new
UNION
SELECT article_key FROM texts_gone
UNION
SELECT article_key FROM ranked WHERE before AND after AND head_before <> head_after;
