"""Quotations and their speakers, with the names of each case marked by hand.

In a case `[Ana Silva]` is a person, `{Kelvar Mining}` an organisation and `<Toronto>` a place.
"""

import re

import pytest

from schemas.entity import ArticleEntity, Label, Mention
from schemas.quote import Quote
from tasks.extract.quotes import find_quotes
from tests.growth import assert_linear, clock

LABELS: dict[str, Label] = {"[": "PERSON", "{": "ORG", "<": "GPE"}
MARKED = re.compile(r"(?<=\w)\[\w+\]|(?P<open>[\[{<])(?P<name>[^\]}>]+)[\]}>]")


def read(marked: str) -> tuple[str, list[ArticleEntity], list[Mention]]:
    """Return the text of a case and its names; a surname belongs to the full name that has it."""
    names = {match["name"]: match["open"] for match in MARKED.finditer(marked) if match["name"]}
    entities: list[ArticleEntity] = []
    index: dict[str, int] = {}
    for name in sorted(names, key=len, reverse=True):
        full = next((one for one in index if one.split()[-1] == name.split()[-1]), None)
        if full is None or names[name] != "[":
            index[name] = len(entities)
            entities.append(ArticleEntity(name=name, label=LABELS[names[name]]))
        else:
            index[name] = index[full]
    text, mentions, at = "", [], 0
    for match in MARKED.finditer(marked):
        if match["name"]:
            text += marked[at : match.start()]
            start, name = len(text), match["name"]
            text += name
            mentions.append(
                Mention(
                    start_char=start,
                    end_char=len(text),
                    surface=name,
                    label=LABELS[match["open"]],
                    entity=index[name],
                    method="test",
                )
            )
            at = match.end()
    return text + marked[at:], entities, mentions


def quotes_of(marked: str) -> list[Quote]:
    return find_quotes(*read(marked))


def speakers_of(marked: str) -> list[str | None]:
    return [quote.speaker for quote in quotes_of(marked)]


SPEAKERS: list[tuple[str, list[str | None]]] = [
    (
        '"They will come for us next," [Ana Silva] of the {Dockers\' Federation} predicted.',
        ["Ana Silva"],
    ),
    (
        '"There will be no second round," read a statement from the {Electoral Commission}.',
        ["Electoral Commission"],
    ),
    (
        'In the words of the mayor, [Ana Silva], "a list is not yet a cabinet of ministers".',
        ["Ana Silva"],
    ),
    # behind the quotation
    ('"The road is under water again," [Ana Silva] said.', ["Ana Silva"]),
    ('"The road is under water again," said Mr [Silva]. [Joao Silva] is mayor.', ["Joao Silva"]),
    ('“We close the gate at noon,” [Tom Lee] told reporters on Monday.', ["Tom Lee"]),
    ('"We close the gate at noon," fire chief [Tom Lee] told the {BBC}.', ["Tom Lee"]),
    ('"Prices will fall by spring," {Bank of Ghana} governor [Ama Addo] said.', ["Ama Addo"]),
    ('"We cannot accept this plan," said {Hamas} official [Osama Badr].', ["Osama Badr"]),
    ('"It went dark at once," said [Ivo Kos], 43, a driver from <Split>.', ["Ivo Kos"]),
    ('"It went dark at once," [Ivo Kos], who drives a bus in <Split>, said.', ["Ivo Kos"]),
    ('"It went dark at once," [Ivo Kos] – a bus driver – later recalled.', ["Ivo Kos"]),
    ('"I never read what they write," laughed [Moss].', ["Moss"]),
    ('"I never read what they write," [Moss] smirked.', ["Moss"]),
    ('"Who has the keys of this house?" [Bo Lind] asked.', ["Bo Lind"]),
    ('"The money was never there," according to [Eva Moe].', ["Eva Moe"]),
    ('"The money was never there," [Eva Moe] was quoted as saying.', ["Eva Moe"]),
    ('"Our thoughts are with them," {Toyota} said in a statement.', ["Toyota"]),
    ('"Our thoughts are with them," said {Toyota}.', ["Toyota"]),
    ('"We strike until we win," said a spokeswoman for the union, [Rana Amin].', ["Rana Amin"]),
    ('"We lost all we had," said [Novak]\'s wife, [Eva Cerna].', ["Eva Cerna"]),
    ('"This is ours and ours alone" – [Mei Hoshino], curator', ["Mei Hoshino"]),
    # before the quotation
    ('[Ana Silva] said: "The road is under water again."', ["Ana Silva"]),
    ('[Ana Silva], a teacher from <Quito>, said, "They ask me every day."', ["Ana Silva"]),
    ('A spokeswoman for the union, [Rana Amin], said: "We strike until we win."', ["Rana Amin"]),
    ('According to the minister, [Paul Weber], "the money is there".', ["Paul Weber"]),
    ('In a note to {Congress}, [Weber] wrote that "the money is there now".', ["Weber"]),
    ('CEO of the {Refugee Council} [Enver Sol] told us it "must be thought out well".',
     ["Enver Sol"]),
    ('[Smith] praised the side, calling the win "a dream for the whole city".', ["Smith"]),
    ('[Okon] said it had "failed its own people" and warned that "the stores are empty now".',
     ["Okon", "Okon"]),
    ('{Amnesty International} called it "a travesty of justice and law".',
     ["Amnesty International"]),
    ('[Okoye]: "We will not pay the ransom"', ["Okoye"]),
    ('[Tom Lee] stated,\n\n"He came in by the window at night."', ["Tom Lee"]),
    ('[Tom Lee] told the inquiry:\n\n"He came in by the window at night."', ["Tom Lee"]),
    ('In an editorial, the Nation called it "a small light in the dark".', ["Nation"]),
    # split and followed up
    ('"If they come," said [Ivo Kos], "we will not be at home."', ["Ivo Kos"]),
    ('"They come at night," [Ivo Kos] said. "We hear them on the roof."', ["Ivo Kos", "Ivo Kos"]),
    ('"They come at night," [Ivo Kos] said. The roof is thin. "We hear every step of it."',
     ["Ivo Kos", "Ivo Kos"]),
    ('“They come at night,” said [Ivo Kos].\n\n“We hear them on the roof.”',
     ["Ivo Kos", "Ivo Kos"]),
    ('"It is done and paid for." She stood up. "We can all go," Ms [Ito] said.', ["Ito", "Ito"]),
    ('[Petrov] was blunt. "I missed because I was already celebrating."', ["Petrov"]),
    # pronouns
    ('Mr [Visser] stood up. "The dyke will hold," he told reporters.', ["Visser"]),
    ('Minister [Anna Berg] met [John Cole]. "We had a frank talk," she said.', ["Anna Berg"]),
    ('Minister [Anna Berg] met [John Cole]. "We had a frank talk," he said.', ["John Cole"]),
    ('"We go on as before," said Mr [Hart]. "We go on," he added, a nod to Mr [Cole]. '
     '"There is no way back," he said.', ["Hart", "Hart"]),
    ('[Lwazi Khum] praised his deputy, [Zan Dub]. "She went in there alone," he said.',
     ["Lwazi Khum"]),
    # offices
    ('President [Ilir Gjon] left. “I came to listen and learn,” the president said.',
     ["Ilir Gjon"]),
    ("<Ukraine>'s President [Petro Kit] met <Albania>'s Prime Minister [Edo Ram]. "
     '"We spoke of grain," the Ukrainian president said.', ["Petro Kit"]),
    ('The bishop, [Matt Oduya], stayed. "A shepherd does not run," said the bishop.',
     ["Matt Oduya"]),
    ('The {Health Ministry} closed schools. "All pupils stay at home," the ministry said.',
     ["Health Ministry"]),
    ('Justice [Wai Kamo] ruled. "A river is not a drain," the judge said. Among the farmers was '
     '[Jane Chep]. "We came here in the dark," she said.', ["Wai Kamo", "Jane Chep"]),
    ('Dr [Ada Obi] closed the ward. "We have no more beds," the doctor said.', ["Ada Obi"]),
    # nobody
    ('"We go on as before," said Ms [Hart]. A plan by Ms [Cole] was read. "It is a bad plan," '
     'she said.', ["Hart", None]),
    ('"We have no water here," a resident said. [Ana Silva] looked on.', [None]),
    ('"We have no water here," said a spokesman for {Kelvar Mining}.', [None]),
    ('"We have no water here," he said.', [None]),
    ('"We ate what the monkeys ate," they said. [Ana Silva] did not.', [None]),
    ('Health Minister [Ana Silva] and Finance Minister [Bo Lind] came. '
     '"There will be money for this," the minister said.', [None]),
    ('Voters, in response to comments by [Rick Sant], call it "a mix of this and that".', [None]),
    ('[Lopez] said she had been told "there is no money for you".', [None]),
    ('The article by [Ana Silva] was praised. A reader wrote: "It made me cry a lot."', [None]),
    ('[Tal Khum] met [Zan Dub]. "We spoke of nothing much," she said.', [None]),
    ('"Are you ready to go now?" the judge asked [Bo Lind].\n\n"I am as ready as ever."',
     [None, None]),
]  # fmt: skip


@pytest.mark.parametrize(("case", "wanted"), SPEAKERS, ids=[case[:60] for case, _ in SPEAKERS])
def test_the_speaker_is_the_one_an_editor_names(case: str, wanted: list[str | None]) -> None:
    """Each way of attributing a quotation gives its speaker; where it is unsure, nobody."""
    found = [one for one in speakers_of(case) if len(wanted) == len(speakers_of(case)) or one]
    assert found == wanted


@pytest.mark.parametrize(
    "case",
    [
        'The "golden visa" is neither, said [Ana Silva].',
        'The film "The Night the River Slept" opens on Friday.',
        'Residents of the "new town for ten thousand people" wait for a road.',
        'Leaders met for the "Eastern Partnership Rail Summit" in <Poti>.',
        'Ms [Ito] spoke, adding that she would host a "Nordic-Baltic energy security forum".',
        'He was known as "the man with two umbrellas" in every café.',
        'A 5" pipe and a 12" valve did not fit the 6\' wall of the house.',
        "The farmers' wives' club and the '90s rock 'n' roll band met.",
    ],
)
def test_scare_quotes_titles_and_inches_are_no_quotations(case: str) -> None:
    """Short passages, names, titles of works and measures are left out."""
    assert quotes_of(case) == []


def test_offsets_span_what_stands_inside_the_marks() -> None:
    """The text between the offsets is the quotation, also behind characters of two code units."""
    text, entities, mentions = read("🚜🚜 “The road is under water 🌊 again,” [Ana Silva] said.")
    (quote,) = find_quotes(text, entities, mentions)
    assert quote.text == text[quote.start_char : quote.end_char]
    assert quote.text == "The road is under water 🌊 again,"
    assert entities[quote.entity or 0].name == quote.speaker
    assert quote.cue == "said"
    assert quote.method == "subject"


def test_a_quotation_that_reopens_is_one() -> None:
    """A passage that goes on in the next paragraph is one quotation of one speaker."""
    case = '"We left with nothing.\n\n"We still have the keys," said [Nadia Rah].\n\nShe left.'
    (quote,) = quotes_of(case)
    assert quote.text == 'We left with nothing.\n\n"We still have the keys,'
    assert quote.speaker == "Nadia Rah"


def test_a_name_that_no_entity_has_is_still_a_speaker() -> None:
    """A speaker whom the pipeline missed is named as printed, without an entity."""
    (quote,) = quotes_of('"The road is under water again," said Mrs Olmedo.')
    assert (quote.speaker, quote.entity) == ("Olmedo", None)


def test_names_within_a_quotation_do_not_speak() -> None:
    """A person who is only quoted about is not the speaker of the next quotation."""
    case = (
        'Mr [Hart] spoke. "All this helps only [Ivan Petrov]," he told reporters. '
        '"We do not have the time," he added.'
    )
    assert speakers_of(case) == ["Hart", "Hart"]


def test_bad_input_gives_no_quotations() -> None:
    """Empty texts, one word and marks alone are fine."""
    for case in ("", "Word", '"', '""""', "“”" * 50, "‘’'\"", "\n\n\n", '"\n\n"'):
        assert find_quotes(case, [], []) == []


@pytest.mark.parametrize(
    "piece",
    [
        '"The road is under water again," Ana Silva said. The bus did not come.\n\n',
        '"The road is under water again," Ana Silva said. The bus did not come. ',
        '"They come at night," he said. ',
        '" ',
        '"',
        "' ",
        "‘a s’ b ",
        '"a b c d e ',
        "“a b c d e.\n\n",
        "said he said she said ",
        "Ana Silva, Ana Silva, ",
    ],
)
def test_time_grows_with_the_text_and_no_faster(piece: str) -> None:
    """Four times the text takes about four times the time, whatever the marks."""

    def seconds(count: int) -> float:
        text = piece * count
        mentions = [
            Mention(
                start_char=match.start(),
                end_char=match.end(),
                surface="Ana Silva",
                label="PERSON",
                entity=0,
                method="test",
            )
            for match in re.finditer("Ana Silva", text)
        ]
        entities = [ArticleEntity(name="Ana Silva", label="PERSON")]
        return clock(lambda: find_quotes(text, entities, mentions))

    assert_linear(seconds, 5_000 // len(piece))
