-- Sampled 5-grams that recur across stories and so are no sign of reuse.
CREATE TABLE boilerplate (
    hash UBIGINT NOT NULL
);
