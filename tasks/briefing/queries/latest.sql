-- Which day does the period count back from?
SELECT coalesce($as_of::DATE, latest_day()) AS day
