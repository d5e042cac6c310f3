-- Names of the pending stories that may be another's: of one form but several kinds, letters that
-- may stand for a body, and places that may be called without their `River`. With each the methods
-- of its mentions, and what stands before them, for the kinds to be weighed.
WITH named AS (
    SELECT
        story_members.story_id, article_key, entity, article_entities.name,
        article_entities.label, entity_keys.bare, entity_keys.key, entity_keys.entity_id,
        entity_keys.surname,
        article_entities.country_code IS NOT NULL OR article_entities.latitude IS NOT NULL
            AS located,
        CASE WHEN article_entities.label IN ('GPE', 'LOC', 'FAC') THEN 'PLACE'
            ELSE article_entities.label END AS kind,
        regexp_replace(strip_accents(lower(article_entities.name)), '^the ', '') AS form,
        list_filter(
            string_split(replace(form, '-', ' '), ' '),
            word -> word NOT IN ('', 'of', 'the', 'and', 'for', 'de', 'del', 'la', 'in', 'on', 'to')
        ) AS words,
        CASE
            WHEN len(words) < 2 THEN NULL
            WHEN kind = 'ORG' THEN list_aggregate(list_transform(words, word -> word[1]), 'string_agg', '')
            WHEN kind = 'PLACE' THEN nullif(regexp_replace(
                form,
                '^(lake|mount|river) | (river|lake|mountain|mountains|island|valley|desert)$', ''
            ), form)
        END AS short_form
    FROM article_entities
    JOIN entity_keys USING (article_key, entity)
    JOIN story_members USING (article_key)
    WHERE article_key IN (SELECT article_key FROM pending WHERE stage = 'resolve')
), explained AS (
    SELECT long.story_id, unnest([long.form, short.form]) AS form
    FROM named AS short
    JOIN named AS long
        ON long.story_id = short.story_id AND long.kind = short.kind
        AND long.short_form = replace(short.form, '.', '')
), bearers AS (
    SELECT DISTINCT story_id, surname, true AS borne
    FROM named
    WHERE surname IS NOT NULL AND NOT bare
), wanted AS (
    SELECT story_id, form
    FROM named
    GROUP BY story_id, form
    HAVING count(DISTINCT kind) > 1
    UNION
    SELECT story_id, form FROM explained
)
SELECT
    story_id, form, article_key, entity, named.name, named.label, kind, bare, key, entity_id,
    surname, short_form, located, bare AND coalesce(borne, false) AS borne,
    list(DISTINCT mentions.method ORDER BY mentions.method) AS methods,
    list(DISTINCT before ORDER BY before) AS before
FROM wanted
JOIN named USING (story_id, form)
LEFT JOIN bearers USING (story_id, surname)
JOIN (
    SELECT
        article_key, entity, mentions.method,
        articles.text[greatest(start_char - 11, 1):start_char] AS before
    FROM mentions
    JOIN articles USING (article_key)
    -- Said again, or the texts of the whole archive are read.
    WHERE article_key IN (SELECT article_key FROM pending WHERE stage = 'resolve')
) AS mentions USING (article_key, entity)
GROUP BY ALL
ORDER BY story_id, form, article_key, entity
