SELECT DISTINCT least(a.rank, b.rank) AS a, greatest(a.rank, b.rank) AS b, score
FROM story_neighbours
JOIN story_component a ON a.article_key = story_neighbours.article_key
JOIN story_component b ON b.article_key = story_neighbours.other_key
ORDER BY a, b;
