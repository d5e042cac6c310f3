-- Dropped by: outlets with an article on the story that have the utterance in no wording at all.
CREATE VIEW v_quote_variants AS
WITH said AS (
    SELECT
        quotes.utterance_id, quotes.text, quotes.speaker, quotes.speaker_entity_id,
        articles.story_id, articles.article_id,
        coalesce(articles.outlet, articles.path) AS source
    FROM quotes
    JOIN articles USING (article_id)
),

utterances AS (
    SELECT
        utterance_id,
        min(story_id) AS story_id,
        coalesce(min(entities.name), min(said.speaker)) AS speaker,
        min(speaker_entity_id) AS speaker_entity_id,
        count(DISTINCT text) AS wordings,
        list(DISTINCT source) AS carriers
    FROM said
    LEFT JOIN entities ON entities.entity_id = said.speaker_entity_id
    GROUP BY utterance_id
),

sources AS (
    SELECT story_id, list(DISTINCT coalesce(outlet, path)) AS outlets
    FROM articles
    GROUP BY story_id
),

dropped AS (
    SELECT
        utterances.*,
        list_sort(list_filter(
            coalesce(sources.outlets, []),
            lambda outlet: NOT list_contains(utterances.carriers, outlet)
        )) AS dropped_by
    FROM utterances
    LEFT JOIN sources USING (story_id)
)

SELECT
    utterances.story_id,
    utterances.utterance_id,
    utterances.speaker,
    utterances.speaker_entity_id,
    utterances.wordings,
    said.text AS wording,
    count(DISTINCT said.article_id) AS articles,
    list(DISTINCT said.source ORDER BY said.source) AS carried_by,
    utterances.dropped_by
FROM said
JOIN dropped AS utterances USING (utterance_id)
GROUP BY ALL
ORDER BY utterances.story_id, utterances.utterance_id, articles DESC, wording;
COMMENT ON VIEW v_quote_variants IS
    'One row a wording: which outlets carried an utterance in these words, which dropped it';
COMMENT ON COLUMN v_quote_variants.story_id IS 'See stories';
COMMENT ON COLUMN v_quote_variants.utterance_id IS 'The utterance, in whatever wording';
COMMENT ON COLUMN v_quote_variants.speaker IS 'Who said it; NULL where unknown';
COMMENT ON COLUMN v_quote_variants.speaker_entity_id IS 'The speaker, see entities';
COMMENT ON COLUMN v_quote_variants.wordings IS 'Wordings that the utterance has';
COMMENT ON COLUMN v_quote_variants.wording IS 'This one';
COMMENT ON COLUMN v_quote_variants.articles IS 'Articles that have it so';
COMMENT ON COLUMN v_quote_variants.carried_by IS 'Outlets that have it so';
COMMENT ON COLUMN v_quote_variants.dropped_by IS 'Outlets of the story that have it in no wording';
