-- Articles of other days in the stories that changed: counts of a story need all its members.
CREATE OR REPLACE TEMP TABLE other_members AS
WITH touched AS (
    SELECT story_id FROM open_days.articles
    WHERE article_id IN (SELECT article_id FROM changed_articles)
    UNION
    SELECT story_id FROM story_members
    WHERE article_key IN (SELECT article_key FROM changed_articles)
)

SELECT published_articles.article_id, published_articles.day
FROM story_members
JOIN published_articles USING (article_key)
WHERE story_members.story_id IN (SELECT story_id FROM touched)
    AND NOT EXISTS (
        FROM written_days WHERE written_days.day IS NOT DISTINCT FROM published_articles.day
    )
