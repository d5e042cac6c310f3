CREATE VIEW v_last_run AS
SELECT
    runs.*,
    epoch(runs.finished_at - runs.started_at) AS seconds,
    (SELECT count(*) FROM quarantine) AS in_quarantine,
    (SELECT count(*) FROM articles) AS articles,
    (SELECT count(*) FROM stories) AS stories,
    (SELECT latest_day()) AS latest_day
FROM runs
ORDER BY runs.started_at DESC, runs.run_id
LIMIT 1;
COMMENT ON VIEW v_last_run IS
    'The run that made this database, and what the database holds';
COMMENT ON COLUMN v_last_run.seconds IS 'How long it took';
COMMENT ON COLUMN v_last_run.in_quarantine IS 'Files and items that stand in quarantine';
COMMENT ON COLUMN v_last_run.articles IS 'Articles in the database';
COMMENT ON COLUMN v_last_run.stories IS 'Stories in the database';
COMMENT ON COLUMN v_last_run.latest_day IS 'Latest day of publication';
