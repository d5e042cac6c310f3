-- Facts about the home itself: its inbox, fingerprints of set-wise stages, what is unpublished.
CREATE TABLE meta (
    key VARCHAR NOT NULL,
    value VARCHAR
);
