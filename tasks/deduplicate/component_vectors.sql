SELECT rank, day, terms, weights
FROM story_component JOIN story_vectors USING (article_key)
ORDER BY rank;
