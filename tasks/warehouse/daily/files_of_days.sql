SELECT "name"
FROM news.days.files
WHERE table_name = $table
    AND EXISTS (
        FROM (SELECT unnest($days::DATE[]) AS "day") AS wanted
        WHERE wanted.day IS NOT DISTINCT FROM files.day
    )
ORDER BY "name"
