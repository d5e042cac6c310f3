"""What a person knows better: `corrections.toml` in the home, replayed on every run."""

from datetime import date

from pydantic import Field

from schemas.contract import Contract
from schemas.entity import Label


class Merge(Contract):
    """Names that are one entity; the first is its name."""

    names: tuple[str, ...] = Field(min_length=2)


class Rename(Contract):
    """An entity that gets another name."""

    name: str
    to: str


class Ignore(Contract):
    """A name that is no entity."""

    name: str


class SetType(Contract):
    """An entity that is of another kind."""

    name: str
    label: Label


class Split(Contract):
    """An entity that is somebody else in some articles (`path`, or `path#item`)."""

    name: str
    articles: tuple[str, ...] = Field(min_length=1)
    to: str


class SetOutlet(Contract):
    """An outlet that gets another name."""

    outlet: str
    to: str


class PinDate(Contract):
    """The day on which an article was published."""

    article: str
    day: date


class PlaceInStory(Contract):
    """An article that belongs to the story of another; stories have no lasting ids."""

    article: str
    beside: str


class Corrections(Contract):
    """All corrections of a home, each kind a list of tables in the file."""

    merge: tuple[Merge, ...] = ()
    rename: tuple[Rename, ...] = ()
    ignore: tuple[Ignore, ...] = ()
    type: tuple[SetType, ...] = ()
    split: tuple[Split, ...] = ()
    outlet: tuple[SetOutlet, ...] = ()
    date: tuple[PinDate, ...] = ()
    story: tuple[PlaceInStory, ...] = ()


class Unmatched(Contract):
    """A correction, or a part of one, that matches nothing: its kind, and the name or article."""

    kind: str
    subject: str
