-- A voice belongs to the outlet of its earliest article, see article_voices.
CREATE VIEW v_independent_coverage AS
SELECT
    stories.story_id,
    stories.headline,
    stories.first_published,
    stories.articles,
    stories.outlets,
    stories.independent_articles,
    count(DISTINCT leads.outlet) AS independent_outlets,
    count(articles.duplicate_of) AS copies,
    coalesce(list(DISTINCT articles.outlet ORDER BY articles.outlet)
        FILTER (articles.outlet IS NOT NULL), []) AS sources,
    coalesce(list(DISTINCT leads.outlet ORDER BY leads.outlet)
        FILTER (leads.outlet IS NOT NULL), []) AS voices
FROM stories
JOIN articles USING (story_id)
JOIN article_voices() AS voices USING (article_id)
JOIN articles AS leads ON leads.article_id = voices.voice
GROUP BY ALL
ORDER BY independent_outlets DESC, stories.articles DESC, stories.story_id;
COMMENT ON VIEW v_independent_coverage IS
    'How many outlets report each story themselves: copies, edited copies and wire reuse collapsed';
COMMENT ON COLUMN v_independent_coverage.story_id IS 'See stories';
COMMENT ON COLUMN v_independent_coverage.headline IS 'Headline of the story';
COMMENT ON COLUMN v_independent_coverage.first_published IS 'First day';
COMMENT ON COLUMN v_independent_coverage.articles IS 'Articles';
COMMENT ON COLUMN v_independent_coverage.outlets IS 'Outlets that carried it';
COMMENT ON COLUMN v_independent_coverage.independent_articles IS 'Articles, counting each text that was passed on once';
COMMENT ON COLUMN v_independent_coverage.independent_outlets IS 'Outlets that were the first with a text of their own';
COMMENT ON COLUMN v_independent_coverage.copies IS 'Articles that are an exact or near copy of another';
COMMENT ON COLUMN v_independent_coverage.sources IS 'The outlets that carried it';
COMMENT ON COLUMN v_independent_coverage.voices IS 'The outlets that had a text of their own';
