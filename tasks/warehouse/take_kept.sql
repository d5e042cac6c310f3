INSERT INTO seed_files BY NAME
SELECT kept.*
FROM origin.seed_files AS kept
WHERE state = 'removed';
INSERT INTO versions BY NAME
SELECT kept.*
FROM origin.versions AS kept
WHERE withdrawn AND path IN (SELECT path FROM origin.seed_files WHERE state = 'removed');
INSERT INTO documents BY NAME
SELECT kept.* REPLACE ($redo AS clean_fingerprint)
FROM origin.documents AS kept
WHERE path IN (SELECT path FROM origin.seed_files WHERE state = 'removed')
