-- Hold each article against what was published of it. A pair counts for both its ends, and through
-- `text_key` for their copies; followers decide which article names a story.
DELETE FROM changed_articles;

INSERT INTO changed_articles (article_key, article_id, digest, "day")
WITH hashed_pairs AS (
    SELECT key_a, key_b, hash(duplicate_pairs) AS pair FROM duplicate_pairs
), pair_digests AS (
    SELECT article_key, bit_xor(pair) AS pairs
    FROM (SELECT key_a AS article_key, pair FROM hashed_pairs
          UNION ALL SELECT key_b, pair FROM hashed_pairs)
    GROUP BY article_key
), hashed_links AS (
    SELECT key_a, key_b, hash(story_links) AS link FROM story_links
), link_digests AS (
    SELECT article_key, bit_xor(link) AS links
    FROM (SELECT key_a AS article_key, link FROM hashed_links
          UNION ALL SELECT key_b, link FROM hashed_links)
    GROUP BY article_key
), groups AS (
    SELECT text_key, count(*) AS copies FROM taken_articles GROUP BY text_key
), followers AS (
    SELECT duplicate_of AS article_key, count(*) AS followers
    FROM story_members
    WHERE duplicate_of IS NOT NULL
    GROUP BY duplicate_of
), digests AS (
    SELECT
        articles.article_key, articles.article_id,
        hash(
            story_members.story_id, story_members.similarity, story_members.duplicate_of,
            story_members.original_share, story_members.copy_group, lent_dates.published_date,
            taken_articles.text_key, groups.copies, texts.leader_key, followers.followers,
            own.pairs, shared.pairs, link_digests.links
        ) AS digest,
        coalesce(articles.published_date, lent_dates.published_date) AS "day"
    FROM articles
    LEFT JOIN story_members USING (article_key)
    LEFT JOIN lent_dates USING (article_key)
    LEFT JOIN taken_articles USING (article_key)
    LEFT JOIN groups ON groups.text_key = taken_articles.text_key
    LEFT JOIN texts ON texts.article_key = taken_articles.text_key
    LEFT JOIN followers ON followers.article_key = articles.article_key
    LEFT JOIN pair_digests AS own ON own.article_key = articles.article_key
    LEFT JOIN pair_digests AS shared ON shared.article_key = taken_articles.text_key
    LEFT JOIN link_digests ON link_digests.article_key = articles.article_key
)
SELECT
    article_key, coalesce(digests.article_id, published_articles.article_id), digests.digest,
    digests.day
FROM digests
FULL JOIN published_articles USING (article_key)
WHERE digests.digest IS DISTINCT FROM published_articles.digest
    OR digests.day IS DISTINCT FROM published_articles.day
    OR article_key IN (SELECT article_key FROM rewritten_articles);
