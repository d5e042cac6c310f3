-- The day under which an article was published, which says whose files a publish by day writes
-- anew. Homes of before are published whole once, since theirs are not known.
ALTER TABLE published_articles ADD COLUMN "day" DATE;
ALTER TABLE changed_articles ADD COLUMN "day" DATE;
DELETE FROM published_articles;
