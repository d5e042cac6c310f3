CREATE TABLE story_lineage (
    run_id VARCHAR NOT NULL,
    from_story VARCHAR NOT NULL,
    to_story VARCHAR NOT NULL,
    kind VARCHAR NOT NULL
);
