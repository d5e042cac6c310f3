-- The story of each article that deduplicate has taken, and how alike the article is to the
-- story's other members. Articles of one `copy_group` are copies or reuse of each other, so that
-- a story has as many independent articles as copy groups.
CREATE TABLE story_members (
    article_key BIGINT NOT NULL,
    story_id VARCHAR NOT NULL,
    similarity DOUBLE,
    duplicate_of BIGINT,
    original_share DOUBLE NOT NULL,
    copy_group BIGINT NOT NULL
);
