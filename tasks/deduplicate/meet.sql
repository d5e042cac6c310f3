-- The part of the index that holds the hashes in question: the one scan of the index.
CREATE OR REPLACE TEMP TABLE met AS
SELECT fingerprints.* FROM fingerprints SEMI JOIN met_hashes USING (hash);
