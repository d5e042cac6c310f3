-- Vectors that may be alike to those compared: undated ones, and those close enough in time.
SELECT article_key, day, terms, weights FROM story_vectors
WHERE day IS NULL OR $first IS NULL OR day BETWEEN $first AND $last
ORDER BY article_key;
