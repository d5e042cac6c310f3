DELETE FROM duplicate_pairs WHERE kind <> 'exact'
AND (key_a, key_b) IN (SELECT (key_a, key_b) FROM dropped);

DELETE FROM reused_passages WHERE (key_a, key_b) IN (SELECT (key_a, key_b) FROM dropped);
