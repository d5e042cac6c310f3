-- Who and what is in the news more than in the weeks before?
-- days integer = 7: how many days back
-- baseline integer = 28: how many days before those they are held against
-- as_of date: the last day, else the latest of all
-- label text: PERSON, ORG, GPE, LOC, FAC, NORP or EVENT
-- limit integer = 20: how many rows
SELECT name, label, articles, expected, ratio, score, rising
FROM trending(as_of := $as_of, days := $days, baseline_days := $baseline)
WHERE $label IS NULL OR label = upper($label)
ORDER BY score DESC, articles DESC, name, entity_id
LIMIT $limit
