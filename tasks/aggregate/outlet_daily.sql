SELECT
    outlet,
    published_date AS day,
    count(*) AS articles,
    count(duplicate_of) AS duplicates,
    sum(words)::BIGINT AS words,
    count(DISTINCT story_id) AS stories,
    -- In whole parts of a billion, so that the order of the rows does not matter.
    sum((original_share * 1e9)::BIGINT * words) / 1e9 / nullif(sum(words), 0) AS original_share
FROM news.articles
GROUP BY outlet, published_date
