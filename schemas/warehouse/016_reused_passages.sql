CREATE TABLE reused_passages (
    key_a BIGINT NOT NULL,
    start_char_a INTEGER NOT NULL,
    end_char_a INTEGER NOT NULL,
    key_b BIGINT NOT NULL,
    start_char_b INTEGER NOT NULL,
    end_char_b INTEGER NOT NULL,
    words INTEGER NOT NULL
);
