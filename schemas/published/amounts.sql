CREATE TABLE amounts (
    article_id VARCHAR NOT NULL,
    start_char INTEGER NOT NULL,
    end_char INTEGER NOT NULL,
    surface VARCHAR NOT NULL,
    kind VARCHAR NOT NULL,
    amount DOUBLE NOT NULL,
    unit VARCHAR
);
COMMENT ON TABLE amounts IS
    'Money, percentages and measured quantities';
COMMENT ON COLUMN amounts.article_id IS 'The article, see articles.article_id';
COMMENT ON COLUMN amounts.start_char IS 'Offset of the first character in articles.text, from 0';
COMMENT ON COLUMN amounts.end_char IS 'Offset behind the last character';
COMMENT ON COLUMN amounts.surface IS 'The text between the offsets';
COMMENT ON COLUMN amounts.kind IS 'money, percent or quantity';
COMMENT ON COLUMN amounts.amount IS 'The number, in units';
COMMENT ON COLUMN amounts.unit IS 'ISO 4217 code for money, % for percentages, else the measure';
