-- A change in a story concerns all its members: names, utterances and lent dates may turn.
INSERT INTO pending
SELECT DISTINCT mates.article_key, 'resolve'
FROM pending
JOIN story_members USING (article_key)
JOIN story_members AS mates USING (story_id)
WHERE pending.stage = 'resolve'
    AND mates.article_key NOT IN (SELECT article_key FROM pending WHERE stage = 'resolve')
