-- Remember the story that each moved article had before this run, '' for none: story_lineage
-- is reckoned from there, whatever the chunks did in between.
INSERT INTO story_origins
SELECT article_id, coalesce(min(from_story), '') FROM moves
JOIN (
    SELECT article_key, article_id FROM gathered
    UNION SELECT article_key, article_id FROM leaving
) USING (article_key)
WHERE article_id NOT IN (SELECT article_id FROM story_origins)
GROUP BY article_id;
