-- Keep the strongest links of each text, and those to the earliest texts: on the second day of a
-- large event the strongest are all of that day.
CREATE OR REPLACE TEMP TABLE kept AS
SELECT rivals.* FROM rivals JOIN taken_articles ON taken_articles.article_key = rivals.other_key
QUALIFY row_number() OVER (PARTITION BY rivals.article_key ORDER BY score DESC, article_id)
            <= $neighbours
     OR row_number() OVER (
            PARTITION BY rivals.article_key
            ORDER BY day NULLS LAST, moment NULLS LAST, length DESC, article_id
        ) <= $heads;
