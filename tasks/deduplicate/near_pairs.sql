SELECT longer_key, CASE WHEN longer_key = key_a THEN key_b ELSE key_a END AS shorter_key,
       score, cover_start, cover_end
FROM duplicate_pairs SEMI JOIN near_component ON near_component.article_key = key_a
WHERE kind = 'near';
