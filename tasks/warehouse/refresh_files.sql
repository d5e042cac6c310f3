-- A file of which nothing could be taken is in quarantine; one that is not read to its end yet, or
-- is gone, keeps its state.
UPDATE seed_files
SET
    articles = counted.articles,
    state = CASE
        WHEN counted.articles > 0 OR counted.versions > 0 THEN 'processed'
        ELSE 'quarantined'
    END
FROM (
    SELECT
        given.path,
        (SELECT count(*) FROM articles WHERE articles.path = given.path) AS articles,
        (SELECT count(*) FROM versions WHERE versions.path = given.path) AS versions
    FROM (SELECT DISTINCT value AS path FROM paths) AS given
) AS counted
WHERE seed_files.path = counted.path AND seed_files.state IN ('processed', 'quarantined')
