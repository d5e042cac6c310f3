-- Changes of other articles keep their words and hashes, and lose the headline of one that is
-- forgotten: versions name each other's.
UPDATE article_changes
SET
    headline_before = CASE WHEN hashes.before THEN NULL ELSE headline_before END,
    headline_after = CASE WHEN hashes.after THEN NULL ELSE headline_after END
FROM (
    WITH gone AS (
        SELECT content_hash FROM articles WHERE article_id IN (FROM ids)
        UNION
        SELECT content_hash FROM shelved_articles WHERE article_id IN (FROM ids)
    )

    SELECT
        changes.rowid AS place,
        coalesce(changes.old_hash IN (SELECT content_hash FROM gone), false) AS before,
        coalesce(changes.new_hash IN (SELECT content_hash FROM gone), false) AS after
    FROM article_changes AS changes
) AS hashes
WHERE article_changes.rowid = hashes.place AND (hashes.before OR hashes.after)
