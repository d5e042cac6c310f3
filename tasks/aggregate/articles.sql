SELECT
    articles.article_id, articles.path, articles.item, articles.outlet, articles.agency,
    articles.agency_basis, articles.author, articles.title, articles.dateline,
    articles.published_at,
    coalesce(articles.published_date, lent_dates.published_date) AS published_date,
    CASE
        WHEN articles.published_date IS NULL AND lent_dates.published_date IS NOT NULL
            THEN 'story sibling'
        ELSE articles.date_basis
    END AS date_basis,
    articles.language, articles.text, articles.words, articles.url, articles.content_hash,
    originals.article_id AS duplicate_of,
    story_members.story_id,
    story_members.original_share
FROM articles
LEFT JOIN story_members USING (article_key)
LEFT JOIN lent_dates USING (article_key)
LEFT JOIN warehouse.articles AS originals ON originals.article_key = story_members.duplicate_of
