-- The files of which any row stands. An article that stands has a document.
SELECT DISTINCT path FROM (
    SELECT path FROM documents
    UNION ALL
    SELECT path FROM versions
    UNION ALL
    SELECT path FROM quarantine
    UNION ALL
    SELECT path FROM held_items
)
WHERE path IN (FROM paths)
