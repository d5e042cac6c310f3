-- The texts most alike to each text, strongest first; two texts are linked if either lists the
-- other.
CREATE TABLE story_neighbours (
    article_key BIGINT NOT NULL,
    other_key BIGINT NOT NULL,
    score DOUBLE NOT NULL
);
