-- Which entities each article pairs: those that it mentions most, see paired_entities.sql. Entities,
-- articles and stories are numbered, entities in the order of their ids: pairs of numbers take a
-- third of the memory of pairs of names.
CREATE OR REPLACE TEMP TABLE paired_names AS
SELECT entity_id, row_number() OVER (ORDER BY entity_id) AS entity
FROM (SELECT DISTINCT entity_id FROM news.mentions);

CREATE OR REPLACE TEMP TABLE paired_articles AS
SELECT
    article_id, published_date, row_number() OVER () AS article,
    dense_rank() OVER (ORDER BY story_id) AS story
FROM news.articles;

CREATE OR REPLACE TEMP TABLE paired_uses AS
WITH uses AS (
    SELECT article, entity, count(*) AS mentions
    FROM news.mentions
    JOIN paired_articles USING (article_id)
    JOIN paired_names USING (entity_id)
    GROUP BY article, entity
), present AS (
    SELECT article, entity
    FROM uses
    QUALIFY row_number() OVER (PARTITION BY article ORDER BY mentions DESC, entity)
        <= getvariable('paired_entities')
)
SELECT article, entity, story, published_date
FROM present
JOIN paired_articles USING (article);
