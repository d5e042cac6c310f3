-- A name as an article gives it in full; surnames that another article explains do not count.
SELECT resolved_entities.entity_id
FROM warehouse.resolved_entities AS resolved_entities
JOIN warehouse.article_entities AS article_entities USING (article_key, entity)
WHERE article_entities.name = $name AND resolved_entities.method = 'name'
GROUP BY resolved_entities.entity_id
ORDER BY count(*) DESC, resolved_entities.entity_id
