CREATE VIEW v_trending AS
SELECT entity_id, name, label, articles, baseline_articles, expected, ratio, score, rising
FROM trending();
COMMENT ON VIEW v_trending IS
    'The latest 7 days against the 28 before: log-odds ratio with an informative prior (Monroe et al. 2008), which small counts cannot fool; trending(as_of, days, baseline_days) for other periods';
COMMENT ON COLUMN v_trending.entity_id IS 'See entities';
COMMENT ON COLUMN v_trending.name IS 'Name';
COMMENT ON COLUMN v_trending.label IS 'PERSON, ORG, GPE, LOC, FAC, NORP or EVENT';
COMMENT ON COLUMN v_trending.articles IS 'Independent articles of the week that mention it';
COMMENT ON COLUMN v_trending.baseline_articles IS 'Independent articles of the 28 days before';
COMMENT ON COLUMN v_trending.expected IS 'Articles that the baseline would lead to expect; NULL without a baseline';
COMMENT ON COLUMN v_trending.ratio IS 'Share of the week''s articles over that of the baseline, both smoothed by the prior';
COMMENT ON COLUMN v_trending.score IS 'Standard deviations by which the log-odds exceed those of the baseline';
COMMENT ON COLUMN v_trending.rising IS 'Whether the score is 1.96 or more';
