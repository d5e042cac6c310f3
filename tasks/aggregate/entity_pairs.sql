-- Only the entities that an article mentions most are paired, see paired_entities.sql.
WITH present AS (
    SELECT mentions.article_id, mentions.entity_id
    FROM news.mentions
    GROUP BY mentions.article_id, mentions.entity_id
    QUALIFY row_number() OVER (
        PARTITION BY mentions.article_id ORDER BY count(*) DESC, mentions.entity_id
    ) <= getvariable('paired_entities')
)

SELECT
    a.entity_id AS entity_a,
    b.entity_id AS entity_b,
    count(*) AS articles,
    count(DISTINCT articles.story_id) AS stories,
    min(articles.published_date) AS first_seen,
    max(articles.published_date) AS last_seen
FROM present AS a
JOIN present AS b ON a.article_id = b.article_id AND a.entity_id < b.entity_id
JOIN news.articles ON articles.article_id = a.article_id
GROUP BY a.entity_id, b.entity_id
