-- `crossed` are the hashes in question that became boilerplate, ceased to be or changed sort.
CREATE OR REPLACE TEMP TABLE crossed AS
SELECT hash, recurring.anywhere FROM recurring LEFT JOIN boilerplate USING (hash)
WHERE recurring.anywhere IS DISTINCT FROM boilerplate.anywhere
UNION ALL
SELECT hash, NULL FROM boilerplate SEMI JOIN met_hashes USING (hash)
ANTI JOIN recurring USING (hash);

DELETE FROM boilerplate WHERE hash IN (SELECT hash FROM crossed);

INSERT INTO boilerplate SELECT hash, anywhere FROM crossed WHERE anywhere IS NOT NULL;
