UPDATE story_members SET copy_group = copy_groups.copy_group
FROM copy_groups JOIN taken_articles ON taken_articles.text_key = copy_groups.article_key
WHERE story_members.article_key = taken_articles.article_key
  AND story_members.copy_group <> copy_groups.copy_group;
