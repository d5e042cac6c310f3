DELETE FROM news.days.files
WHERE EXISTS (FROM written_days WHERE written_days.day IS NOT DISTINCT FROM files.day)
