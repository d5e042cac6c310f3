CREATE MACRO coverage_diff(article, other) AS TABLE
WITH compared AS (
    SELECT article AS article_id, 1 AS place
    UNION ALL
    SELECT other AS article_id, 2 AS place
),

items AS (
    SELECT items.kind, items.item, min(items.shown) AS shown, min(compared.place) AS place
    FROM article_items() AS items
    JOIN compared USING (article_id)
    GROUP BY items.kind, items.item
    HAVING count(*) = 1
)

SELECT items.kind, items.shown, compared.article_id AS only_in, items.item
FROM items
JOIN compared USING (place)
ORDER BY items.place, items.kind, items.shown, items.item;
COMMENT ON MACRO TABLE coverage_diff IS
    'Entities, figures and quotes that one of two articles has and the other has not';
