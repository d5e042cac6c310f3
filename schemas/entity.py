"""Entities of one article and where they are mentioned."""

from typing import Literal

from schemas.contract import Contract

Label = Literal["PERSON", "ORG", "GPE", "LOC", "FAC", "NORP", "EVENT"]


class ArticleEntity(Contract):
    """A person, organisation or place as one article knows it.

    `name` is the fullest form that the article gives, without titles (`Volodymyr Zelensky`).
    `bare` says that the article gives a surname alone, so that other articles may explain it.
    Places and nationalities carry an ISO 3166 alpha-2 `country_code`; places that the gazetteer
    knows carry degrees north and east.
    """

    name: str
    label: Label
    bare: bool = False
    country_code: str | None = None
    latitude: float | None = None
    longitude: float | None = None


class Mention(Contract):
    """One occurrence: `text[start_char:end_char] == surface`.

    `entity` is the index into the article's entities; `method` is `pipeline` or the rule's name.
    """

    start_char: int
    end_char: int
    surface: str
    label: Label
    entity: int
    method: str
