SELECT path, item, stage, error_type, error, first_seen_at, attempts
FROM quarantine
