-- The names with a touched surname, which several questions are about: one pass over all names.
CREATE OR REPLACE TEMP TABLE surname_uses AS
SELECT article_key, entity, key, entity_id, surname, bare, label
FROM entity_keys
WHERE surname IN (SELECT surname FROM touched_surnames)
