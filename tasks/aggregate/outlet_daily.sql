SELECT
    outlet,
    published_date AS day,
    count(*) AS articles,
    count(duplicate_of) AS duplicates,
    sum(words)::BIGINT AS words,
    count(DISTINCT story_id) AS stories,
    sum(original_share * words) / nullif(sum(words), 0) AS original_share
FROM news.articles
GROUP BY outlet, published_date
