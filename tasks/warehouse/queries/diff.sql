-- What have some articles of a story that others have not?
-- story text required: words of the story's headline, or of the path of one of its articles
-- limit integer = 100: how many rows
SELECT v_coverage_diff.kind, v_coverage_diff.shown, v_coverage_diff.carried_by,
    v_coverage_diff.missing_from
FROM v_coverage_diff
WHERE v_coverage_diff.story_id IN (FROM stories_about($story))
ORDER BY v_coverage_diff.kind, v_coverage_diff.articles_with DESC, v_coverage_diff.shown
LIMIT $limit
