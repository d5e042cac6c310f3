-- Which quotations of the period travelled furthest, and in which wordings?
WITH recent AS (
    SELECT DISTINCT quotes.utterance_id
    FROM quotes
    JOIN articles USING (article_id)
    WHERE in_period(articles.published_date, $as_of, $days) AND quotes.speaker IS NOT NULL
)

SELECT
    utterance_id,
    any_value(speaker) AS speaker,
    list(wording ORDER BY articles DESC, wording) AS wordings,
    list(carried_by ORDER BY articles DESC, wording) AS carried_by,
    any_value(dropped_by) AS dropped_by,
    len(list_distinct(flatten(list(carried_by)))) AS outlets
FROM v_quote_variants
JOIN recent USING (utterance_id)
GROUP BY utterance_id
ORDER BY outlets DESC, count(*) DESC, max(articles) DESC, speaker, utterance_id
LIMIT 8
