-- A name is new to the story in the first article that gives it; articles of one day follow the
-- moment of publication where it is known, then their id.
CREATE VIEW v_story_timeline AS
WITH ordered AS (
    SELECT
        articles.*,
        row_number() OVER (
            PARTITION BY story_id ORDER BY published_date, published_at, article_id
        ) AS position
    FROM articles
    WHERE published_date IS NOT NULL
),

first_named AS (
    SELECT
        ordered.story_id,
        mentions.entity_id,
        min(ordered.position) AS position
    FROM mentions
    JOIN ordered USING (article_id)
    GROUP BY ordered.story_id, mentions.entity_id
),

new_names AS (
    SELECT
        first_named.story_id,
        first_named.position,
        list(entities.name ORDER BY entities.name) AS names
    FROM first_named
    JOIN entities USING (entity_id)
    GROUP BY first_named.story_id, first_named.position
)

SELECT
    stories.story_id,
    stories.headline,
    ordered.position,
    ordered.published_date AS day,
    ordered.published_date - stories.first_published AS days_since_first,
    ordered.article_id,
    ordered.outlet,
    coalesce(ordered.title, regexp_replace(left(ordered.text, 80), '\s+\S*$', '') || ' …')
        AS title,
    originals.outlet AS copied_from,
    ordered.original_share,
    coalesce(new_names.names, []) AS new_names
FROM ordered
JOIN stories USING (story_id)
LEFT JOIN articles AS originals ON originals.article_id = ordered.duplicate_of
LEFT JOIN new_names
    ON new_names.story_id = ordered.story_id AND new_names.position = ordered.position
ORDER BY stories.story_id, ordered.position;
COMMENT ON VIEW v_story_timeline IS
    'How each story went on: its dated articles in order, and what each was the first to name';
COMMENT ON COLUMN v_story_timeline.story_id IS 'See stories';
COMMENT ON COLUMN v_story_timeline.headline IS 'Headline of the story';
COMMENT ON COLUMN v_story_timeline.position IS 'Place in the story, from 1';
COMMENT ON COLUMN v_story_timeline.day IS 'Day of publication';
COMMENT ON COLUMN v_story_timeline.days_since_first IS 'Days since the first article of the story';
COMMENT ON COLUMN v_story_timeline.article_id IS 'The article';
COMMENT ON COLUMN v_story_timeline.outlet IS 'Who published it';
COMMENT ON COLUMN v_story_timeline.title IS 'Its headline, else its first words';
COMMENT ON COLUMN v_story_timeline.copied_from IS 'Outlet of the article that this is a copy of';
COMMENT ON COLUMN v_story_timeline.original_share IS 'Part of its words that is its own, 0 to 1';
COMMENT ON COLUMN v_story_timeline.new_names IS 'Who and what the story had not named before';
