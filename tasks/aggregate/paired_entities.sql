-- The pairs of an article grow with the square of its entities, so that only so many that it
-- mentions most are paired; ordinary articles have fewer.
SET VARIABLE paired_entities = 40
