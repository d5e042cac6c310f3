-- What touched bare surnames meant before, to tell afterwards which of them turned.
CREATE OR REPLACE TEMP TABLE bare_before AS
SELECT resolved_entities.*
FROM resolved_entities
JOIN entity_keys USING (article_key, entity)
WHERE entity_keys.bare AND entity_keys.surname IN (SELECT surname FROM touched_surnames)
