CREATE TABLE unmatched_corrections (
    kind VARCHAR NOT NULL,
    subject VARCHAR NOT NULL
);
COMMENT ON TABLE unmatched_corrections IS
    'Names, outlets and articles of corrections.toml that nothing in this database matches';
COMMENT ON COLUMN unmatched_corrections.kind IS 'merge, rename, ignore, type, split, outlet, date or story';
COMMENT ON COLUMN unmatched_corrections.subject IS 'The name, outlet or article';
