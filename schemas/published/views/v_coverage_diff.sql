CREATE VIEW v_coverage_diff AS
WITH members AS (
    SELECT
        story_id,
        list({'id': article_id, 'source': coalesce(outlet, path)}) AS articles
    FROM articles
    GROUP BY story_id
    HAVING count(*) > 1
),

carried AS (
    SELECT
        articles.story_id, items.kind, items.item,
        min(items.shown) AS shown,
        list(DISTINCT items.article_id) AS has
    FROM article_items() AS items
    JOIN articles USING (article_id)
    GROUP BY articles.story_id, items.kind, items.item
)

SELECT
    carried.story_id,
    carried.kind,
    carried.shown,
    len(carried.has) AS articles_with,
    len(members.articles) - len(carried.has) AS articles_without,
    list_sort(list_distinct(list_transform(
        list_filter(members.articles, lambda one: list_contains(carried.has, one.id)),
        lambda one: one.source
    ))) AS carried_by,
    list_sort(list_distinct(list_transform(
        list_filter(members.articles, lambda one: NOT list_contains(carried.has, one.id)),
        lambda one: one.source
    ))) AS missing_from,
    list_sort(carried.has) AS article_ids,
    carried.item
FROM carried
JOIN members USING (story_id)
WHERE len(carried.has) < len(members.articles)
ORDER BY carried.story_id, carried.kind, carried.shown, carried.item;
COMMENT ON VIEW v_coverage_diff IS
    'Entities, figures and quotes that some articles of a story have and others have not; coverage_diff(article, other) for two articles';
COMMENT ON COLUMN v_coverage_diff.story_id IS 'See stories';
COMMENT ON COLUMN v_coverage_diff.kind IS 'entity, figure or quote';
COMMENT ON COLUMN v_coverage_diff.shown IS 'Name, figure or words';
COMMENT ON COLUMN v_coverage_diff.articles_with IS 'Articles of the story that have it';
COMMENT ON COLUMN v_coverage_diff.articles_without IS 'Articles of the story that have it not';
COMMENT ON COLUMN v_coverage_diff.carried_by IS 'Outlets with an article that has it; an outlet with several articles can stand on both sides';
COMMENT ON COLUMN v_coverage_diff.missing_from IS 'Outlets with an article that has it not';
COMMENT ON COLUMN v_coverage_diff.article_ids IS 'The articles that have it';
COMMENT ON COLUMN v_coverage_diff.item IS 'What is compared: entity_id, kind with amount and unit, or utterance_id';
