CREATE TABLE story_lineage (
    run_id VARCHAR NOT NULL,
    from_story VARCHAR NOT NULL,
    to_story VARCHAR NOT NULL,
    kind VARCHAR NOT NULL
);
COMMENT ON TABLE story_lineage IS
    'How stories were renamed, merged and split';
COMMENT ON COLUMN story_lineage.run_id IS 'Run in which it happened';
COMMENT ON COLUMN story_lineage.from_story IS 'Story before';
COMMENT ON COLUMN story_lineage.to_story IS 'Story after';
COMMENT ON COLUMN story_lineage.kind IS 'rename, merge or split';
