-- Two articles speak of the same thing where three words of five letters or more stand around both
-- figures. They disagree where the figures then differ by more than the rounding of newspapers
-- (2 %), or the days do not meet, and neither article has the other's figure anywhere. Copies
-- and reuse confirm nothing, nor does an outlet itself.
CREATE VIEW v_story_facts AS
WITH facts AS (
    SELECT
        article_id, start_char, end_char, surface, kind, unit,
        amount AS low, amount AS high,
        concat_ws(' ', amount, unit) AS value
    FROM amounts
    UNION ALL
    SELECT
        article_id, start_char, end_char, surface, 'date' AS kind, 'day' AS unit,
        epoch(date_from) / 86400 AS low, epoch(date_to) / 86400 AS high,
        CASE WHEN date_from = date_to THEN date_from::VARCHAR
            ELSE date_from || ' to ' || date_to END AS value
    FROM dates
    WHERE date_from IS NOT NULL
),

placed AS (
    SELECT
        articles.story_id,
        voices.voice AS report,
        coalesce(articles.outlet, articles.path) AS source,
        facts.*,
        list_distinct(regexp_extract_all(
            lower(
                substr(articles.text, greatest(1, facts.start_char - 79),
                    least(80, facts.start_char))
                || ' ' || substr(articles.text, facts.end_char + 1, 80)
            ), '\p{L}{5,}'
        )) AS around
    FROM facts
    JOIN articles USING (article_id)
    JOIN article_voices() AS voices USING (article_id)
    JOIN stories ON stories.story_id = articles.story_id AND stories.articles > 1
),

stating AS (
    SELECT report, kind, list(DISTINCT value) AS stated_values
    FROM placed
    GROUP BY report, kind
),

met AS (
    SELECT
        one.story_id, one.kind, one.value, other.report, other.source,
        other.value AS other_value,
        CASE
            WHEN one.kind = 'date' THEN one.low <= other.high AND other.low <= one.high
            ELSE abs(one.low - other.low) <= 0.02 * greatest(abs(one.low), abs(other.low))
        END AS same
    FROM placed AS one
    JOIN placed AS other
        ON other.story_id = one.story_id AND other.kind = one.kind
        AND other.unit IS NOT DISTINCT FROM one.unit AND other.report <> one.report
    JOIN stating AS own ON own.report = one.report AND own.kind = one.kind
    JOIN stating AS others ON others.report = other.report AND others.kind = one.kind
    WHERE other.value = one.value
        OR (
            len(list_intersect(one.around, other.around)) >= 3
            AND NOT list_contains(own.stated_values, other.value)
            AND NOT list_contains(others.stated_values, one.value)
        )
),

found AS (
    SELECT
        story_id, kind, value,
        coalesce(
            list(DISTINCT other_value ORDER BY other_value) FILTER (NOT same), []
        ) AS other_values,
        coalesce(list(DISTINCT report) FILTER (same), []) AS supporters,
        coalesce(list(DISTINCT source) FILTER (same), []) AS supporting_sources
    FROM met
    GROUP BY story_id, kind, value
),

stated AS (
    SELECT
        story_id, kind, unit, value,
        min(surface) AS surface,
        list(DISTINCT report) AS reports,
        list(DISTINCT source) AS sources,
        list(DISTINCT article_id ORDER BY article_id) AS article_ids
    FROM placed
    GROUP BY story_id, kind, unit, value
)

SELECT
    stated.story_id,
    stated.kind,
    stated.value,
    stated.surface,
    CASE
        WHEN len(found.other_values) > 0 THEN 'disagree'
        WHEN len(list_distinct(list_concat(
            stated.reports, coalesce(found.supporters, [])))) > 1
            AND len(list_distinct(list_concat(
                stated.sources, coalesce(found.supporting_sources, [])))) > 1 THEN 'agree'
        ELSE 'one source'
    END AS agreement,
    list_sort(list_distinct(list_concat(
        stated.sources, coalesce(found.supporting_sources, [])))) AS sources,
    coalesce(found.other_values, []) AS other_values,
    stated.article_ids
FROM stated
LEFT JOIN found USING (story_id, kind, value)
ORDER BY stated.story_id, stated.kind, stated.value;
COMMENT ON VIEW v_story_facts IS
    'Dates and amounts of stories with several articles, and whether independent articles agree on them';
COMMENT ON COLUMN v_story_facts.story_id IS 'See stories';
COMMENT ON COLUMN v_story_facts.kind IS 'date, money, percent or quantity';
COMMENT ON COLUMN v_story_facts.value IS 'The day or days, or the amount with its unit';
COMMENT ON COLUMN v_story_facts.surface IS 'As an article writes it';
COMMENT ON COLUMN v_story_facts.agreement IS 'disagree: another article has something else in the same words; agree: two outlets have it independently; else one source';
COMMENT ON COLUMN v_story_facts.sources IS 'Outlets that have it';
COMMENT ON COLUMN v_story_facts.other_values IS 'What other articles have in the same words';
COMMENT ON COLUMN v_story_facts.article_ids IS 'Articles that have it so';
