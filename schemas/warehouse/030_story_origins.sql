-- The story that an article was in before the run under way moved it; emptied into story_lineage
-- at the run's end.
CREATE TABLE story_origins (
    article_id VARCHAR NOT NULL,
    story_id VARCHAR NOT NULL
);
