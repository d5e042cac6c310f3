"""What needs other articles: names across articles, utterances, dates lent by siblings."""

# Raised when the rows of resolve would come out otherwise.
CODE_VERSION = "3"
