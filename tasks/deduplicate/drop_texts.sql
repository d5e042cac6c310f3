-- Keep what the texts that go leave behind for the comparison with before, then drop them.
CREATE OR REPLACE TEMP TABLE leaving_prints AS
SELECT fingerprints.* FROM fingerprints SEMI JOIN texts_gone USING (article_key);

-- Homes before the chunk, of all texts whose articles it touches.
CREATE OR REPLACE TEMP TABLE old_homes AS
SELECT article_key, home_key FROM texts
WHERE article_key IN (SELECT text_key FROM old_articles);

DELETE FROM fingerprints WHERE article_key IN (SELECT article_key FROM texts_gone);
DELETE FROM texts WHERE article_key IN (SELECT article_key FROM texts_gone);
