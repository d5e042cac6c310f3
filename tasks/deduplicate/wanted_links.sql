-- The links that hold the touched stories together: alike texts, near-duplicates, copies.
CREATE OR REPLACE TEMP TABLE wanted_links AS
WITH inside AS (
    SELECT gathered.*, story_id FROM gathered JOIN story_members USING (article_key)
), sides AS (
    SELECT n.article_key AS one, n.other_key AS other, n.score, 'TF-IDF cosine x time' AS method
    FROM story_neighbours n
    JOIN inside a ON a.article_key = n.article_key
    JOIN inside b ON b.article_key = n.other_key AND a.story_id = b.story_id
    UNION ALL
    SELECT a.article_key, a.text_key, 1.0, 'exact copy' FROM inside a
    WHERE a.article_key <> a.text_key
    UNION ALL
    SELECT p.key_a, p.key_b, p.score, 'near-duplicate'
    FROM duplicate_pairs p
    JOIN inside a ON a.article_key = p.key_a
    JOIN inside b ON b.article_key = p.key_b AND a.story_id = b.story_id
    WHERE kind = 'near' AND (a.home_key <> a.article_key OR b.home_key <> b.article_key)
      AND (a.leader_key = b.article_key OR b.leader_key = a.article_key
           OR a.leader_key IS NULL OR b.leader_key IS NULL)
)
SELECT DISTINCT
       CASE WHEN a.article_id < b.article_id THEN one ELSE other END AS key_a,
       CASE WHEN a.article_id < b.article_id THEN other ELSE one END AS key_b,
       score, method
FROM sides JOIN inside a ON a.article_key = one JOIN inside b ON b.article_key = other;

DELETE FROM story_links
WHERE (key_a IN (SELECT article_key FROM members_before)
       OR key_b IN (SELECT article_key FROM members_before))
  AND (key_a, key_b, score, method) NOT IN (SELECT (key_a, key_b, score, method) FROM wanted_links);

CREATE OR REPLACE TEMP TABLE new_links AS
SELECT * FROM wanted_links ANTI JOIN story_links USING (key_a, key_b);
