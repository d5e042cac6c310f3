SELECT
    article_id, run_id, "at", kind, old_hash, new_hash, words_added, words_removed, headline_before,
    headline_after
FROM article_changes
