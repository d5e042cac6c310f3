-- `crossed` are the hashes in question that became boilerplate or ceased to be.
CREATE OR REPLACE TEMP TABLE crossed AS
SELECT hash, true AS now FROM recurring ANTI JOIN boilerplate USING (hash)
UNION ALL
SELECT hash, false FROM boilerplate SEMI JOIN met_hashes USING (hash)
ANTI JOIN recurring USING (hash);

DELETE FROM boilerplate WHERE hash IN (SELECT hash FROM crossed WHERE NOT now);

INSERT INTO boilerplate SELECT hash FROM crossed WHERE now;
