-- BM25 (Robertson and Walker 1994) with k1 = 1.2 and b = 0.75, as DuckDB's fts extension reckons
-- it, over all articles; then the filters; then copies collapse to the best of each text.
WITH wanted AS (
    SELECT DISTINCT unnest($terms::VARCHAR[]) AS term
),

stats AS (
    SELECT count(*) AS documents, avg(length) AS length FROM documents
),

hits AS (
    SELECT
        terms.doc, terms.term, terms.frequency,
        count(*) OVER (PARTITION BY terms.term) AS found_in
    FROM terms
    WHERE terms.term IN (SELECT term FROM wanted)
),

scores AS (
    SELECT
        documents.article_id,
        sum(
            log10((stats.documents - found_in + 0.5) / (found_in + 0.5) + 1)
            * (frequency * (1.2 + 1))
            / (frequency + 1.2 * (1 - 0.75 + 0.75 * documents.length / stats.length))
        ) AS score
    FROM hits
    JOIN documents USING (doc)
    CROSS JOIN stats
    GROUP BY documents.article_id
),

kept AS (
    SELECT
        scores.score, articles.article_id, articles.path, articles.item, articles.outlet,
        articles.published_date, articles.title,
        coalesce(articles.duplicate_of, articles.article_id) AS original
    FROM scores
    JOIN news.articles USING (article_id)
    WHERE ($since IS NULL OR articles.published_date >= $since)
        AND ($until IS NULL OR articles.published_date <= $until)
        AND ($outlet IS NULL OR lower(articles.outlet) = lower($outlet))
        AND ($entities IS NULL OR articles.article_id IN (
            SELECT mentions.article_id FROM news.mentions
            WHERE mentions.entity_id IN (SELECT unnest($entities::VARCHAR[]))
        ))
        AND ($only IS NULL OR articles.article_id IN (SELECT unnest($only::VARCHAR[])))
)

SELECT
    score, article_id, path, item, outlet, published_date, title,
    count(*) OVER (PARTITION BY original) - 1 AS copies
FROM kept
QUALIFY row_number() OVER (
    PARTITION BY original
    ORDER BY score DESC, article_id = original DESC, published_date, article_id
) = 1
ORDER BY score DESC, published_date DESC NULLS LAST, article_id
LIMIT $limit
