CREATE VIEW v_outlet_originality AS
SELECT
    outlet,
    count(*) AS articles,
    sum(words)::BIGINT AS words,
    count(duplicate_of) AS copies,
    count(agency) AS credited_articles,
    coalesce(list(DISTINCT agency ORDER BY agency) FILTER (agency IS NOT NULL), []) AS agencies,
    -- In whole parts of a billion, so that the order of the rows does not matter.
    round(sum((original_share * 1e9)::BIGINT * words) / 1e9 / nullif(sum(words), 0), 4)
        AS original_share,
    round(1 - sum((original_share * 1e9)::BIGINT * words) / 1e9 / nullif(sum(words), 0), 4)
        AS reused_share
FROM articles
GROUP BY outlet
ORDER BY articles DESC, outlet;
COMMENT ON VIEW v_outlet_originality IS
    'How much of its words each outlet wrote itself, and how much stood elsewhere before';
COMMENT ON COLUMN v_outlet_originality.outlet IS 'Outlet; NULL where unknown';
COMMENT ON COLUMN v_outlet_originality.articles IS 'Articles';
COMMENT ON COLUMN v_outlet_originality.words IS 'Words of them';
COMMENT ON COLUMN v_outlet_originality.copies IS 'Articles that are an exact or near copy of another';
COMMENT ON COLUMN v_outlet_originality.credited_articles IS 'Articles that credit a news agency';
COMMENT ON COLUMN v_outlet_originality.agencies IS 'The agencies';
COMMENT ON COLUMN v_outlet_originality.original_share IS 'Part of the words that no earlier or agency article has, 0 to 1';
COMMENT ON COLUMN v_outlet_originality.reused_share IS 'The rest';
