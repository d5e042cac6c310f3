-- A copy has nothing of its own; nor has the first article with an agency's words.
UPDATE story_members SET original_share = CASE
    WHEN taken_articles.article_key <> taken_articles.text_key THEN 0.0
    WHEN NOT taken_articles.by_agency AND groups.by_agency THEN 0.0
    ELSE shares.original_share END
FROM taken_articles
JOIN shares ON shares.article_key = taken_articles.text_key
JOIN (SELECT text_key, bool_or(by_agency) AS by_agency FROM taken_articles
      WHERE text_key IN (SELECT article_key FROM shares) GROUP BY text_key) groups
  ON groups.text_key = taken_articles.text_key
WHERE story_members.article_key = taken_articles.article_key;
