"""What needs other articles: names across articles, utterances, dates lent by siblings."""
