-- Who is mentioned in most articles?
SELECT name, articles, mentions, first_seen, last_seen
FROM entities
WHERE label = 'PERSON'
ORDER BY articles DESC, mentions DESC, name
LIMIT 20
