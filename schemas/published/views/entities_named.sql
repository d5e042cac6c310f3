-- Accents and letter case do not matter; a part of a name will do, a whole name is preferred.
CREATE MACRO entities_named(wanted) AS TABLE
WITH forms AS (
    SELECT entity_id, lower(strip_accents("name")) AS form FROM entities
    UNION
    SELECT entity_id, lower(strip_accents(alias)) AS form FROM entity_aliases
),

found AS (
    SELECT entity_id, bool_or(form = lower(strip_accents(trim(wanted)))) AS whole
    FROM forms
    WHERE contains(form, lower(strip_accents(trim(wanted))))
    GROUP BY entity_id
)

SELECT entity_id
FROM found
QUALIFY whole = max(whole) OVER ();
COMMENT ON MACRO TABLE entities_named IS
    'Entities that bear a name, or form of a name: in full where one does, else as a part';
