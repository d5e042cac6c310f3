-- Days that undated articles take from a sibling of their story.
CREATE TABLE lent_dates (
    article_key BIGINT NOT NULL,
    published_date DATE NOT NULL,
    evidence VARCHAR NOT NULL
);
