-- Who is in the news more than in the 28 days before (log-odds with an informative prior)?
SELECT name, label, articles, expected, ratio, score, rising
FROM trending(as_of := $as_of, days := $days)
WHERE label IN ('PERSON', 'ORG')
ORDER BY score DESC, articles DESC, name
LIMIT 12
