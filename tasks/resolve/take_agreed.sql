UPDATE entity_keys
SET
    key = agreed.key, entity_id = agreed.entity_id, surname = agreed.surname, bare = agreed.bare,
    label = agreed.label, method = agreed.method, score = agreed.score, evidence = agreed.evidence
FROM agreed_rows AS agreed
WHERE entity_keys.article_key = agreed.article_key AND entity_keys.entity = agreed.entity
