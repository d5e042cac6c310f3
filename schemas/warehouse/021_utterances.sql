CREATE TABLE utterances (
    quote_id VARCHAR NOT NULL,
    article_key BIGINT NOT NULL,
    utterance_id VARCHAR NOT NULL
);
