-- How alike each article is to the member of its story that it is most like.
UPDATE story_members SET similarity = best.similarity
FROM (
    SELECT gathered.article_key, max(score) AS similarity
    FROM gathered LEFT JOIN (
        SELECT key_a AS article_key, score FROM wanted_links
        UNION ALL SELECT key_b, score FROM wanted_links
    ) USING (article_key)
    GROUP BY gathered.article_key
) best
WHERE story_members.article_key = best.article_key
  AND story_members.similarity IS DISTINCT FROM best.similarity;
