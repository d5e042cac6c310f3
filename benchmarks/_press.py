"""Made-up news for the benchmarks, the same for the same seed.

Articles of 400 words on average about invented events, with people, organisations, places,
quotations, sums and days; agency copy that outlets print with a few words changed; exact copies.
The share of each is an argument. Sentences are built word by word, so that five words in a row
recur between events about as seldom as in real news.
"""

import gzip
import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from importlib import resources
from pathlib import Path
from random import Random

WORDS = 400
WIRE_SHARE, EXACT_SHARE, QUOTES_EACH = 0.2, 0.1, 4
OUTLETS = tuple(f"{town}-{kind}" for town in ("harbour", "lakeside", "northern", "valley", "coast")
                for kind in ("times", "post", "mail", "review", "echo"))  # fmt: skip
AGENCY = "reuters"
FIRST_DAY = date(2024, 1, 1)

_NOUNS = """
budget bridge harbour strike drought school hospital railway court mine factory fishery election
airport harvest tunnel reservoir museum stadium pipeline ferry market clinic tariff pension
union council ministry inquiry contract licence lease survey audit verdict subsidy permit
shortage shipment refinery quarry vaccine orchard canal dam depot warehouse vineyard cable
satellite merger loan bond mortgage wage rent curriculum archive chapel festival orchestra
regiment border quota sanction ceasefire delegation summit treaty amendment petition referendum
ballot coalition deficit surplus outage blackout wildfire landslide cyclone flood avalanche
tremor epidemic outbreak herd crop fertiliser pesticide sewer turbine reactor battery grid
charger lithium copper cobalt timber cotton cocoa coffee sugar wheat maize barley rice tea
salmon tuna shrimp oyster
"""
_VERBS = """
approve reject delay inspect repair abandon finance question review extend cancel expand reopen
audit defend oppose announce postpone replace survey privatise restore demolish relocate suspend
resume condemn welcome monitor investigate negotiate ratify amend withdraw rescue evacuate
upgrade insure subsidise tax license auction lease inherit protect blame overrule delegate
verify modernise dismantle
"""
_JOINTS = """
because although while after before unless since whereas once until
"""
_WHERE = """
beside behind near outside across beneath along around within beyond
"""
_BODIES = """Authority|Council|Bank|University|Institute|Union|Airways|Holdings|Committee|Agency
Foundation|Corporation|Court|Railways|Federation""".replace("\n", "|").split("|")
_ROLES = ["Mayor", "Minister", "Professor", "Judge", "Governor", "Director", "Captain", "Senator"]
_PARTS = """
ab al an ar be bo cha da de dor el en er fa fen ga gor ha hal il in ja ka kel la lin lo ma mar
mi mo na ne nor o or pa pel ra ri ro sa sen sha so ta tan to tor u va ve vi wa ya za zo
"""


@cache
def split(words: str) -> tuple[str, ...]:
    """Return the words of a list."""
    return tuple(words.split())


def choose(random: Random, words: str) -> str:
    """Choose a word of a list."""
    return random.choice(split(words))


@dataclass(frozen=True)
class Cast:
    """Who an event is about."""

    people: tuple[str, ...]
    bodies: tuple[str, ...]
    places: tuple[str, ...]
    topic: tuple[str, ...]
    manners: tuple[str, ...]
    deeds: tuple[str, ...]


@dataclass(frozen=True)
class Piece:
    """One made-up article: where it would stand, what it says, and of which event it is."""

    outlet: str
    day: date
    title: str
    text: str
    event: int
    number: int

    @property
    def slug(self) -> str:
        """A file's name."""
        return f"{self.day}-{self.number:07d}"


@cache
def vocabulary() -> tuple[str, ...]:
    """Return nouns, as it were: words of newspapers that are neither frequent nor names."""
    file = resources.files("tasks.deduplicate").joinpath("background_idf.txt.gz")
    rows = (line.split() for line in gzip.decompress(file.read_bytes()).decode().splitlines())
    return tuple(row[0] for row in rows if len(row) > 1 and row[0].isalpha() and len(row[0]) > 4)


@cache
def given_names() -> tuple[str, ...]:
    """Return the given names that the project lists."""
    file = resources.files("tasks.extract").joinpath("data/speech/given_names.txt")
    lines = file.read_text("utf-8").splitlines()
    return tuple(name for line in lines if line[:2] in ("f ", "m ") for name in line.split()[1:])


@cache
def cities() -> tuple[str, ...]:
    """Return the larger cities that the project lists."""
    file = resources.files("tasks.extract").joinpath("data/places.tsv")
    rows = (line.split("\t") for line in file.read_text("utf-8").splitlines())
    return tuple(row[0] for row in rows if len(row) > 5 and row[5].isdigit()
                 and int(row[5]) > 400_000 and row[0].isalpha())  # fmt: skip


def make_surname(random: Random) -> str:
    """Make up a surname of two to four syllables."""
    return "".join(choose(random, _PARTS) for _ in range(random.randint(2, 4))).capitalize()


def make_cast(random: Random) -> Cast:
    """Choose who and what an event is about."""
    places = tuple(random.choice(cities()) for _ in range(6))
    people = tuple(f"{random.choice(given_names())} {make_surname(random)}" for _ in range(8))
    bodies = tuple(
        f"{random.choice(places)} {choose(random, _NOUNS).title()} {random.choice(_BODIES)}"
        for _ in range(5)
    )
    return Cast(
        people,
        bodies,
        places,
        tuple(random.sample(vocabulary(), 20)),
        tuple(random.sample(vocabulary(), 20)),
        tuple(random.sample(vocabulary(), 30)),
    )


def make_clause(random: Random, cast: Cast) -> str:
    """Write who does what to what, where."""
    topic, manner = random.choice(cast.topic), random.choice(cast.manners)
    actors = (
        f"the {random.choice(vocabulary())} {random.choice(cast.topic)}",
        random.choice(cast.bodies),
        random.choice(cast.people).split()[-1],
        f"{random.choice(cast.manners)} {random.choice(cast.topic)} owners",
    )
    verb = f"{choose(random, 'will may must should would')} {random.choice(cast.deeds)}"
    where = f"{choose(random, _WHERE)} the {random.choice(vocabulary())}"
    return f"{random.choice(actors)} {verb} the {manner} {topic} {where}"


def make_sentence(random: Random, cast: Cast) -> str:
    """Write a sentence of one or two clauses, some with a sum, a day or a place."""
    first, draw = make_clause(random, cast), random.random()
    if draw < 0.45:
        sentence = f"{first} {choose(random, _JOINTS)} {make_clause(random, cast)}"
    elif draw < 0.6:
        cost = f"at a cost of ${random.randint(2, 900)} million"
        sentence = f"{first} in {random.choice(cast.places)}, {cost}"
    elif draw < 0.75:
        sentence = f"{first} on {choose(random, 'Monday Tuesday Thursday Friday')}"
    else:
        share = f"{random.randint(2, 98)} percent"
        sentence = f"{share} of the {random.choice(cast.topic)}s say {first}"
    return sentence[0].upper() + sentence[1:] + "."


def make_quote(random: Random, cast: Cast) -> str:
    """Write a quotation with its speaker."""
    person = f"{random.choice(_ROLES)} {random.choice(cast.people)}"
    said = f"{make_clause(random, cast)} {choose(random, _JOINTS)} {make_clause(random, cast)}"
    body = random.choice(cast.bodies)
    return f'"{said[0].upper()}{said[1:]}," said {person} of the {body}.'


def make_text(random: Random, cast: Cast, words: int) -> str:
    """Write paragraphs of two or three sentences until there are enough words."""
    lines, count = [], 0
    quotes = max(1, QUOTES_EACH * words // WORDS)
    while count < words:
        quote = random.random() < quotes / (words / 17)
        lines.append(make_quote(random, cast) if quote else make_sentence(random, cast))
        count += len(lines[-1].split())
    starts = range(0, len(lines), 2)
    return "\n\n".join(" ".join(lines[start : start + 2]) for start in starts)


def write_press(
    articles: int,
    seed: int = 1,
    wire: float = WIRE_SHARE,
    exact: float = EXACT_SHARE,
    first: date = FIRST_DAY,
    days: int | None = None,
) -> Iterator[Piece]:
    """Give articles, about a thousand a day unless `days` says else.

    `wire` is the share that prints agency copy with words of its own, `exact` that which prints
    another article to the letter; the rest are own reports, three of an event on average.
    """
    random = Random(seed)
    days = days or max(1, articles // 1000)
    agency: list[Piece] = []
    cast, left, event = make_cast(random), 0, 0
    for number in range(articles):
        day = first + timedelta(days=number * days // articles)
        outlet = random.choice(OUTLETS)
        draw = random.random()
        if agency and draw < wire + exact:
            source = agency[random.randrange(max(0, len(agency) - 30), len(agency))]
            text = (
                source.text if draw < exact else f"{source.text}\n\n{make_text(random, cast, 60)}"
            )
            yield Piece(outlet, day, source.title, text, source.event, number)
            continue
        if left == 0:
            cast, left, event = make_cast(random), random.randint(1, 5), event + 1
        left -= 1
        words = max(80, int(random.gauss(WORDS - 5, 120)))
        text = make_text(random, cast, words)
        topic = cast.topic
        title = f"{cast.places[0]} {topic[0]} to {choose(random, _VERBS)} {topic[1]}"
        piece = Piece(outlet, day, title, text, event, number)
        if random.random() < 0.3:
            piece = Piece(
                outlet, day, title, f"{cast.places[0].upper()} (Reuters) - {text}", event, number
            )
            agency.append(piece)
        yield piece


def write_inbox(folder: Path, pieces: Iterator[Piece]) -> int:
    """Write each article into a text file under its outlet; returns how many."""
    count = 0
    for piece in pieces:
        path = folder / piece.outlet / f"{piece.slug}.txt"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(f"{piece.title}\n\n{piece.text}\n", "utf-8")
        count += 1
    return count


def write_records(path: Path, pieces: Iterator[Piece]) -> int:
    """Write the articles as records of one JSONL file; returns how many."""
    path.parent.mkdir(parents=True, exist_ok=True)
    count = 0
    with path.open("w", encoding="utf-8") as file:
        for piece in pieces:
            record = {"id": str(piece.number), "outlet": piece.outlet, "title": piece.title,
                      "published_at": f"{piece.day}T08:00:00Z", "text": piece.text}  # fmt: skip
            file.write(json.dumps(record, ensure_ascii=False) + "\n")
            count += 1
    return count
