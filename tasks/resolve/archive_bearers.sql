-- Who bears a touched surname in full anywhere.
SELECT surname, key, count(DISTINCT article_key) AS articles
FROM entity_keys
WHERE NOT bare AND surname IN (SELECT surname FROM touched_surnames)
GROUP BY ALL
