-- The kind that an article's name has in its story where the article itself gave it another one, or
-- the longer name that it stands for there; NULL: the article's own word holds.
ALTER TABLE entity_keys ADD COLUMN label VARCHAR;
ALTER TABLE entity_keys ADD COLUMN method VARCHAR;
ALTER TABLE entity_keys ADD COLUMN score DOUBLE;
ALTER TABLE entity_keys ADD COLUMN evidence VARCHAR;
ALTER TABLE resolved_entities ADD COLUMN label VARCHAR;
