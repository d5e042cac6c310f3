CREATE MACRO stories_about(words) AS TABLE
SELECT story_id
FROM stories
WHERE contains(lower(strip_accents(headline)), lower(strip_accents(trim(words))))
UNION
SELECT story_id
FROM articles
WHERE contains(lower(strip_accents(coalesce(title, ''))), lower(strip_accents(trim(words))))
    OR contains(lower(path), lower(trim(words)));
COMMENT ON MACRO TABLE stories_about IS
    'Stories with these words in their headline, or in the headline or path of one of their articles';
