-- How many articles, stories and outlets has the period, and how much is original?
SELECT
    count(*) AS articles,
    count(DISTINCT story_id) AS stories,
    count(DISTINCT outlet) AS outlets,
    count(duplicate_of) AS copies,
    sum(original_share * words) / nullif(sum(words), 0) AS original_share,
    sum(words)::BIGINT AS words
FROM articles
WHERE in_period(published_date, $as_of, $days)
