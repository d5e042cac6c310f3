-- A hash of what a document says, whoever prints it: where it is that of an article which stands,
-- both have most likely the same text. NULL in rows that were written before.
ALTER TABLE documents ADD COLUMN source_hash VARCHAR;
