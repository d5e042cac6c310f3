-- Distinct texts, named by their first article. `leader_key` is the text that this one is a
-- near-duplicate of, `home_key` the text that brings it into a story (itself, if it is compared).
CREATE TABLE texts (
    article_key BIGINT NOT NULL,
    grams INTEGER NOT NULL,
    leader_key BIGINT,
    home_key BIGINT
);
