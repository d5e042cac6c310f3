-- Which versions of the touched keys stand, and which one stands for them. A withdrawal without a
-- version is final; a document that states no version stands by itself unless it is withdrawn.
CREATE OR REPLACE TEMP TABLE ranked_versions AS
WITH touched AS (
    SELECT
        versions.*,
        withdrawn OR version IS NOT NULL OR versioned_at IS NOT NULL AS versioned,
        withdrawn AND version IS NULL AND versioned_at IS NULL AS final
    FROM versions
    WHERE key IN (SELECT key FROM touched_keys)
),

ranked AS (
    SELECT
        article_id, key, withdrawn, versioned,
        first_value(article_id) OVER best AS winner_id,
        first_value(withdrawn) OVER best AS gone
    FROM touched
    WINDOW best AS (
        PARTITION BY key
        ORDER BY
            versioned DESC, final DESC, version DESC NULLS LAST, versioned_at DESC NULLS LAST,
            path DESC, item DESC NULLS LAST
    )
)

SELECT
    article_id, winner_id, gone,
    NOT gone AND (article_id = winner_id OR NOT versioned) AS standing
FROM ranked
WHERE NOT withdrawn
