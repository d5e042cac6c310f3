-- Look the days of the pairs up whose first or last article may have gone.
CREATE OR REPLACE TEMP TABLE sure_days AS
WITH wanted AS (
    SELECT entity_a, entity_b FROM changed_pairs WHERE unsure
), bearers AS (
    SELECT DISTINCT article_id
    FROM news.mentions
    WHERE entity_id IN (SELECT entity_a FROM wanted)
), present AS (
    SELECT article_id, entity_id
    FROM news.mentions
    WHERE article_id IN (SELECT article_id FROM bearers)
    GROUP BY article_id, entity_id
    QUALIFY row_number() OVER (
        PARTITION BY article_id ORDER BY count(*) DESC, entity_id
    ) <= getvariable('paired_entities')
)
SELECT
    wanted.entity_a, wanted.entity_b, min(published_date) AS first_seen,
    max(published_date) AS last_seen
FROM wanted
JOIN present AS a ON a.entity_id = wanted.entity_a
JOIN present AS b ON b.entity_id = wanted.entity_b AND b.article_id = a.article_id
JOIN news.articles ON articles.article_id = a.article_id
GROUP BY wanted.entity_a, wanted.entity_b;

UPDATE changed_pairs
SET first_seen = sure_days.first_seen, last_seen = sure_days.last_seen
FROM sure_days
WHERE changed_pairs.entity_a = sure_days.entity_a AND changed_pairs.entity_b = sure_days.entity_b;
DROP TABLE sure_days;
