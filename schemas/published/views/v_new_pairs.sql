CREATE VIEW v_new_pairs AS
SELECT
    day, name_a, label_a, name_b, label_b, articles, stories, both_known, entity_a, entity_b
FROM new_pairs();
COMMENT ON VIEW v_new_pairs IS
    'Entities seen together for the first time in the latest 7 days; new_pairs(as_of, days) for other periods';
COMMENT ON COLUMN v_new_pairs.day IS 'Day of the first article that has both';
COMMENT ON COLUMN v_new_pairs.name_a IS 'One';
COMMENT ON COLUMN v_new_pairs.label_a IS 'What it is';
COMMENT ON COLUMN v_new_pairs.name_b IS 'The other';
COMMENT ON COLUMN v_new_pairs.label_b IS 'What it is';
COMMENT ON COLUMN v_new_pairs.articles IS 'Articles that mention both';
COMMENT ON COLUMN v_new_pairs.stories IS 'Stories that mention both';
COMMENT ON COLUMN v_new_pairs.both_known IS 'Whether both had been in the news on an earlier day, each without the other';
COMMENT ON COLUMN v_new_pairs.entity_a IS 'See entities';
COMMENT ON COLUMN v_new_pairs.entity_b IS 'See entities';
