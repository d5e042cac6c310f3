-- Who bears a touched surname in full anywhere.
SELECT surname, key, count(DISTINCT article_key) AS articles
FROM surname_uses
WHERE NOT bare
GROUP BY ALL
