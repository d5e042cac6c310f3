-- Look the days of the pairs up whose first or last article may have gone; in the warehouse, since
-- a publish by day has not all articles at hand.
CREATE OR REPLACE TEMP TABLE sure_days AS
WITH wanted AS (
    SELECT entity_a, entity_b FROM changed_pairs WHERE unsure
), bearers AS (
    SELECT DISTINCT article_key
    FROM resolved_entities
    WHERE entity_id IN (SELECT entity_a FROM wanted)
), present AS (
    SELECT article_key, entity_id
    FROM mentions
    JOIN resolved_entities USING (article_key, entity)
    WHERE article_key IN (SELECT article_key FROM bearers)
    GROUP BY article_key, entity_id
    QUALIFY row_number() OVER (
        PARTITION BY article_key ORDER BY count(*) DESC, entity_id
    ) <= getvariable('paired_entities')
), dated AS (
    SELECT
        article_key,
        coalesce(articles.published_date, lent_dates.published_date) AS published_date
    FROM articles
    LEFT JOIN lent_dates USING (article_key)
)
SELECT
    wanted.entity_a, wanted.entity_b, min(published_date) AS first_seen,
    max(published_date) AS last_seen
FROM wanted
JOIN present AS a ON a.entity_id = wanted.entity_a
JOIN present AS b ON b.entity_id = wanted.entity_b AND b.article_key = a.article_key
JOIN dated ON dated.article_key = a.article_key
GROUP BY wanted.entity_a, wanted.entity_b;

UPDATE changed_pairs
SET first_seen = sure_days.first_seen, last_seen = sure_days.last_seen
FROM sure_days
WHERE changed_pairs.entity_a = sure_days.entity_a AND changed_pairs.entity_b = sure_days.entity_b;
DROP TABLE sure_days;
