-- Who bears a touched surname in full within a story that also gives it alone.
SELECT bearers.surname, members.story_id, bearers.key,
    count(DISTINCT bearers.article_key) AS articles
FROM surname_uses AS bearers
JOIN story_members AS members USING (article_key)
WHERE NOT bearers.bare
    AND (bearers.surname, members.story_id) IN (
        SELECT bare.surname, story_members.story_id
        FROM surname_uses AS bare
        JOIN story_members USING (article_key)
        WHERE bare.bare
    )
GROUP BY ALL
