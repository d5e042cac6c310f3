-- Sampled 5-grams that are no sign of reuse: those that recur across stories anywhere, the others
-- (held by several texts, and not by several outlets within a few days) between texts that have
-- nothing else in common.
CREATE TABLE boilerplate (
    hash UBIGINT NOT NULL,
    anywhere BOOLEAN NOT NULL
);
