"""The lexical features that the embedded pipeline reads."""

import gzip
from pathlib import Path

import pytest
import spacy
from spacy.attrs import LANG, SHAPE

from tasks.extract import gazetteer


@pytest.fixture
def lexicon(tmp_path: Path) -> Path:
    """A lexicon of three words."""
    path = tmp_path / "lexicon.txt.gz"
    path.write_bytes(gzip.compress(b"Amara\tf0\t2a\nKano\tC0\t7\ncouncil\t\t9\n"))
    return path


def test_a_listed_word_brings_its_classes(lexicon: Path) -> None:
    """A capitalised word's shape carries the classes of the lexicon; another's says unknown."""
    entries = gazetteer.read_lexicon(lexicon)
    assert gazetteer.describe_shape(entries, "Amara") == "Xxxxx|f0"
    assert gazetteer.describe_shape(entries, "Zyx") == "Xxx|?"
    assert gazetteer.describe_shape(entries, "council") == "xxxx"


def test_capitals_and_compounds_find_the_same_entry(lexicon: Path) -> None:
    """`KANO` and `Kano-based` are Kano; a word in capitals may be a lower-case word."""
    entries = gazetteer.read_lexicon(lexicon)
    assert gazetteer.describe_cluster(entries, "KANO") == "7"
    assert gazetteer.describe_cluster(entries, "Kano-based") == "7"
    assert gazetteer.describe_cluster(entries, "COUNCIL") == "9"
    assert gazetteer.describe_cluster(entries, "unheard") == gazetteer.UNKNOWN


def test_one_letter_is_not_looked_up_in_lower_case(lexicon: Path) -> None:
    """A single capital letter is an initial, not a word in capitals."""
    entries = {**gazetteer.read_lexicon(lexicon), "a": "\t5"}
    assert gazetteer.find_entry(entries, "A") is None


def test_the_callback_reaches_words_known_and_unknown_to_the_tokenizer(lexicon: Path) -> None:
    """Both a word met later and a tokenizer exception carry the features, one pipeline alone."""
    nlp = gazetteer.create_lexical_features(str(lexicon))(spacy.blank("en"))
    doc = nlp("Gen. Amara")
    assert [token.shape_ for token in doc] == ["Xxx.|?", "Xxxxx|f0"]
    assert doc.to_array([LANG])[1] == nlp.vocab.strings["2a"]
    untouched = spacy.blank("en")("Amara")
    assert untouched[0].shape_ == "Xxxxx"
    assert doc.to_array([SHAPE])[1] != untouched.to_array([SHAPE])[0]


def test_a_missing_lexicon_is_an_error(tmp_path: Path) -> None:
    """A pipeline without its lexicon does not load with worse results, it does not load."""
    with pytest.raises(FileNotFoundError):
        gazetteer.create_lexical_features(str(tmp_path / "none.gz"))(spacy.blank("en"))


def test_the_packaged_lexicon_knows_names_of_many_cultures() -> None:
    """People, places and companies from every continent are in the lexicon."""
    entries = gazetteer.read_lexicon(gazetteer.locate("en_news/lexicon.txt.gz"))
    people = [
        "Adeyemi",
        "Wanjiru",
        "Nguyen",
        "Fatima",
        "Rajesh",
        "Sergei",
        "Mehmet",
        "Xiaoming",
        "Siobhan",
        "Jorge",
    ]
    found = [gazetteer.find_entry(entries, name) for name in people]
    assert all(entry and set("fs") & set(entry.classes) for entry in found)
    places = ["Lagos", "Osaka", "Bogota", "Karachi", "Lyon", "Nairobi"]
    found = [gazetteer.find_entry(entries, name) for name in places]
    assert all(entry and set("Cc") & set(entry.classes) for entry in found)
