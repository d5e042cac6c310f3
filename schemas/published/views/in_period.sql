CREATE MACRO in_period(day, as_of, days) AS (
    (as_of IS NULL AND days IS NULL)
    OR (
        day <= coalesce(CAST(as_of AS DATE), latest_day())
        AND (
            days IS NULL
            OR day > coalesce(CAST(as_of AS DATE), latest_day()) - CAST(days AS INTEGER)
        )
    )
);
COMMENT ON MACRO in_period IS
    'Whether a day is one of the `days` up to `as_of`, or up to the latest day; without both, any day is';
