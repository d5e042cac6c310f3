-- Why articles share a story (key_a has the smaller article_id).
CREATE TABLE story_links (
    key_a BIGINT NOT NULL,
    key_b BIGINT NOT NULL,
    score DOUBLE NOT NULL,
    method VARCHAR NOT NULL,
    evidence VARCHAR NOT NULL
);
