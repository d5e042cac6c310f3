-- Which stories, how many articles, how many independent ones?
SELECT first_published AS since, articles, outlets, independent_articles AS independent, headline
FROM stories
ORDER BY articles DESC, independent DESC, since DESC, headline
LIMIT 20
