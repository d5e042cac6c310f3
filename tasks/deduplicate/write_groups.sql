-- The new groups are made first: DuckDB may join them to the members by the `<>`, pair by pair.
WITH new_groups AS MATERIALIZED (
    SELECT taken_articles.article_key, copy_groups.copy_group
    FROM copy_groups JOIN taken_articles ON taken_articles.text_key = copy_groups.article_key
)
UPDATE story_members SET copy_group = new_groups.copy_group
FROM new_groups
WHERE story_members.article_key = new_groups.article_key
  AND story_members.copy_group <> new_groups.copy_group;
