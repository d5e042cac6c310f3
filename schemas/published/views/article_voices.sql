-- Articles of a story that pairs of copies or reuse connect are one voice, named by the earliest
-- article: newsrooms that carried the same wire text speak with one voice.
CREATE MACRO article_voices() AS TABLE
WITH RECURSIVE pairs AS (
    SELECT a.article_id AS one, b.article_id AS other
    FROM duplicate_pairs
    JOIN articles AS a ON a.article_id = article_a
    JOIN articles AS b ON b.article_id = article_b
    WHERE a.story_id = b.story_id
),

linked AS (
    SELECT one, other FROM pairs
    UNION ALL
    SELECT other, one FROM pairs
),

reached AS (
    SELECT article_id, article_id AS mate
    FROM articles
    UNION
    SELECT reached.article_id, linked.other
    FROM reached
    JOIN linked ON linked.one = reached.mate
)

SELECT
    reached.article_id,
    arg_min(mates.article_id, (
        coalesce(mates.published_date, DATE '9999-12-31'),
        coalesce(mates.published_at, TIMESTAMPTZ '9999-12-31'),
        mates.article_id
    )) AS voice
FROM reached
JOIN articles AS mates ON mates.article_id = reached.mate
GROUP BY reached.article_id;
COMMENT ON MACRO TABLE article_voices IS
    'Each article with the first article of its story that copies or reuse connect it with';
