-- TF-IDF vectors of the texts that are compared for stories: term ids ascending, weights of
-- Euclidean length 1.
CREATE TABLE story_vectors (
    article_key BIGINT NOT NULL,
    day DATE,
    terms INTEGER[] NOT NULL,
    weights FLOAT[] NOT NULL
);
