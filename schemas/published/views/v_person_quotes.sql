CREATE VIEW v_person_quotes AS
WITH spread AS (
    SELECT
        quotes.utterance_id,
        count(DISTINCT quotes.text) AS wordings,
        count(DISTINCT articles.outlet) AS outlets
    FROM quotes
    JOIN articles USING (article_id)
    GROUP BY quotes.utterance_id
)

SELECT
    entities.entity_id,
    entities.name AS person,
    articles.published_date AS day,
    articles.outlet,
    quotes.text,
    quotes.cue,
    spread.wordings,
    spread.outlets,
    articles.story_id,
    quotes.article_id,
    quotes.quote_id,
    quotes.utterance_id,
    quotes.start_char,
    quotes.end_char
FROM quotes
JOIN entities ON entities.entity_id = quotes.speaker_entity_id
JOIN articles USING (article_id)
JOIN spread ON spread.utterance_id = quotes.utterance_id
WHERE entities.label = 'PERSON'
ORDER BY person, day, articles.path, articles.item, quotes.start_char;
COMMENT ON VIEW v_person_quotes IS
    'What each person said, under the full name, and how far each utterance travelled';
COMMENT ON COLUMN v_person_quotes.entity_id IS 'The person, see entities';
COMMENT ON COLUMN v_person_quotes.person IS 'Name';
COMMENT ON COLUMN v_person_quotes.day IS 'Day of publication';
COMMENT ON COLUMN v_person_quotes.outlet IS 'Who published it';
COMMENT ON COLUMN v_person_quotes.text IS 'The words, as this article has them';
COMMENT ON COLUMN v_person_quotes.cue IS 'Word that tells the speaker';
COMMENT ON COLUMN v_person_quotes.wordings IS 'Wordings of the utterance, over all articles';
COMMENT ON COLUMN v_person_quotes.outlets IS 'Outlets that carried the utterance';
COMMENT ON COLUMN v_person_quotes.story_id IS 'See stories';
COMMENT ON COLUMN v_person_quotes.article_id IS 'The article';
COMMENT ON COLUMN v_person_quotes.quote_id IS 'The quotation, see quotes';
COMMENT ON COLUMN v_person_quotes.utterance_id IS 'The utterance, in whatever wording';
COMMENT ON COLUMN v_person_quotes.start_char IS 'Offset in articles.text';
COMMENT ON COLUMN v_person_quotes.end_char IS 'Offset behind it';
