-- The pairs of an article grow with the square of its entities, so that only the 40 it mentions
-- most are paired; ordinary articles have fewer.
WITH present AS (
    SELECT mentions.article_id, mentions.entity_id
    FROM news.mentions
    GROUP BY mentions.article_id, mentions.entity_id
    QUALIFY row_number() OVER (
        PARTITION BY mentions.article_id ORDER BY count(*) DESC, mentions.entity_id
    ) <= 40
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
