-- A quotation is one item in whatever wording, an amount is its number and unit, an entity its
-- identity: what two articles can have in common without sharing a word.
CREATE MACRO article_items() AS TABLE
SELECT
    mentions.article_id, 'entity' AS kind, mentions.entity_id AS item,
    any_value(entities.name) AS shown
FROM mentions
JOIN entities USING (entity_id)
GROUP BY mentions.article_id, mentions.entity_id
UNION ALL
SELECT
    article_id, 'figure' AS kind, concat_ws(' ', kind, amount, unit) AS item, min(surface) AS shown
FROM amounts
GROUP BY article_id, kind, amount, unit
UNION ALL
SELECT article_id, 'quote' AS kind, utterance_id AS item, min("text") AS shown
FROM quotes
GROUP BY article_id, utterance_id;
COMMENT ON MACRO TABLE article_items IS
    'Entities, figures and quotes of each article, each once';
