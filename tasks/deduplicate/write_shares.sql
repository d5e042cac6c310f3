-- A copy has nothing of its own; nor has the first article with an agency's words.
UPDATE story_members SET original_share = new_shares.original_share
FROM (
    SELECT side_articles.article_key, CASE
        WHEN side_articles.article_key <> text_key THEN 0.0
        WHEN any_agency AND NOT by_agency THEN 0.0
        ELSE shares.original_share END AS original_share
    FROM side_articles JOIN shares ON shares.article_key = text_key
) new_shares
WHERE story_members.article_key = new_shares.article_key
  AND story_members.original_share <> new_shares.original_share;
