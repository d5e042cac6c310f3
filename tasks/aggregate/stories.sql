-- A story's headline is that of its representative: an original with a headline that most others
-- are copies of, and among equals the one most like the rest, then the first. Independent articles
-- are counted
-- by copy group: near-duplicates and reuse, also of an outlet's own earlier report, count once.
WITH followed AS (
    SELECT coalesce(duplicate_of, article_key) AS article_key, count(*) AS copies
    FROM warehouse.story_members AS story_members GROUP BY ALL
), members AS (
    SELECT story_members.story_id, story_members.copy_group, articles.article_id, articles.outlet,
           coalesce(articles.published_date, lent_dates.published_date) AS published_date,
           coalesce(articles.title, array_to_string(
               list_slice(string_split_regex(trim(articles.text), '\s+'), 1, 12), ' '
           )) AS headline,
           row_number() OVER (
               PARTITION BY story_members.story_id
               ORDER BY duplicate_of IS NOT NULL, articles.title IS NULL, copies DESC, similarity DESC NULLS LAST,
                        articles.published_date NULLS LAST, articles.article_id
           ) AS place
    FROM story_members
    JOIN articles USING (article_key)
    LEFT JOIN lent_dates ON lent_dates.article_key = articles.article_key
    LEFT JOIN followed ON followed.article_key = articles.article_key
)
SELECT story_id,
       min(headline) FILTER (place = 1) AS headline,
       min(published_date) AS first_published,
       max(published_date) AS last_published,
       count(*) AS articles,
       count(DISTINCT outlet) AS outlets,
       count(DISTINCT copy_group) AS independent_articles
FROM members
GROUP BY story_id
ORDER BY story_id
