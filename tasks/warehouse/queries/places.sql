-- Which places are mentioned in most articles?
SELECT name, country_code AS country, articles, mentions
FROM entities
WHERE label IN ('GPE', 'LOC')
ORDER BY articles DESC, mentions DESC, name
LIMIT 20
