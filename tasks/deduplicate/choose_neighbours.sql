-- Keep the strongest links of each text.
CREATE OR REPLACE TEMP TABLE kept AS
SELECT rivals.* FROM rivals JOIN taken_articles ON taken_articles.article_key = rivals.other_key
QUALIFY row_number() OVER (
    PARTITION BY rivals.article_key ORDER BY score DESC, article_id
) <= $neighbours;
