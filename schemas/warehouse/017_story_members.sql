-- The story of each article, and how alike the article is to its story's other members.
CREATE TABLE story_members (
    article_key BIGINT NOT NULL,
    story_id VARCHAR NOT NULL,
    similarity DOUBLE,
    duplicate_of BIGINT,
    original_share DOUBLE
);
