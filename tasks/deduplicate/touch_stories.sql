-- Stories whose members or pairs changed, and their texts in order of precedence.
CREATE OR REPLACE TEMP TABLE stories_touched AS
SELECT DISTINCT story_id FROM story_members
WHERE article_key IN (
    SELECT article_key FROM members_after
    UNION SELECT article_key FROM repaired
);

CREATE OR REPLACE TEMP TABLE texts_touched AS
SELECT story_id, taken_articles.article_key, row_number() OVER (
    ORDER BY day NULLS LAST, moment NULLS LAST, length DESC, article_id
) AS precedence
FROM taken_articles JOIN story_members USING (article_key)
WHERE taken_articles.article_key = text_key
  AND story_id IN (SELECT story_id FROM stories_touched);
