-- Articles that have every phrase, word after word.
SELECT article_id
FROM news.articles
WHERE list_bool_and(list_transform(
    $phrases::VARCHAR[][],
    lambda phrase: contains(
        ' ' || array_to_string(words_of("text"), ' ') || ' ',
        ' ' || array_to_string(phrase, ' ') || ' '
    )
))
