"""Lines that belong to the page and not to the report: copyright, read-more, share, credits."""

import re
from collections.abc import Sequence
from functools import cache

from tasks.clean.agencies import agency_alternation, first_agency
from tasks.clean.bylines import read_byline
from tasks.clean.vocabulary import load_vocabulary

LONGEST_LINE = 450

LONGEST_POINTER = 220
TOPICS = re.compile(r"(?:related )?(?:topics|tags|keywords)\s?:?|filed under\s?:?", re.IGNORECASE)
MOST_TOPIC_WORDS = 4
LONGEST_TOPICS = 12
PLATFORM = (
    r"(?:twitter|x|facebook|instagram|whatsapp|telegram|youtube|threads|tiktok|linkedin|email)"
)

RULES: tuple[tuple[str, str], ...] = (
    (
        "copyright",
        r"©|\(c\)\s(?:copyright|\d{4})|copyright\s(?:©|\(c\)|\d{4}|by\s[A-Z])"
        r"|all rights reserved\b|this material may not be (?:published|reproduced)\b",
    ),
    (
        "read more",
        r"(?:(?:read|see|also read|read also|related|more|watch|listen|more on this|read this|"
        r"don't miss|lire aussi|à lire aussi|lea también|leia também|lesen sie auch|leggi anche)"
        r"(?:\s(?:more|also|next|on|now|here|stories|story|articles?|news|coverage|reading|links?|"
        r"topics?|this story|too)){0,3}\s?[:|»>→]"
        r"|(?:read|see) (?:more|also)$|read more(?: here| on| about| at)\b.{0,80}$"
        r"|(?:related|top) (?:stories|articles|topics|coverage|content|internet links)$"
        r"|click here (?:to|for)\b|continue reading(?: the .{1,30})?$"
        r"|(?:more|latest) (?:from .{2,40}|on this (?:story|topic)|news)$"
        r"|(?:story|article) continues (?:below|after)\b|most read$|recommended for you$"
        r"|you may (?:also )?like(?:\s?:.*)?$)",
    ),
    (
        "newsletter",
        r"(?:sign up|subscribe|register)(?: now| here| today| for free)?[.!]?$"
        r"|(?:sign up|subscribe|register)(?: "
        r"(?:now|here|today|for|to)\b.{0,140}"
        r"\b(?:newsletters?|inbox|premium|continue reading|e-?mail alerts?|podcast|"
        r"for free))?[.!]?$"
        r"|(?:sign up|subscribe) (?:now|here|today|for|to)\b.{0,140}"
        r"\b(?:newsletters?|inbox|premium)\b"
        r"|subscribe to continue reading\b"
        r"|get (?:the|our|all the|more)\b.{0,80}\b(?:newsletter|inbox)\b|already a subscriber\b"
        r"|download (?:our|the) (?:\w+ ){0,2}app\b.{0,80}$|newsletter$",
    ),
    (
        "share",
        r"share (?:this (?:article|story|post|page|with)\b|on\s"
        + PLATFORM
        + r"\b|via\s"
        + PLATFORM
        + r")"
        r"|share(?: this)?$|follow us\b|follow @|follow .{2,60} on " + PLATFORM + r"\b.{0,40}$"
        r"|join our (?:whatsapp|telegram|facebook|community|channel|mailing|newsletter|group)\b"
        r"|join us on " + PLATFORM + r"\b|join the conversation\b|like us on\b"
        r"|(?:tweet|print|e-?mail|comments?|print this (?:page|article))$"
        r"|(?:leave|post|add) a comment$|have something to say\?|\d+ (?:comments?|shares?)$",
    ),
    (
        "notice",
        r"the (?:views|opinions) expressed (?:in|here|are|by|on)\b.{0,200}"
        r"\b(?:author|newspaper|publication|website|not necessarily|do not)\b"
        r"|(?:advertisement|advertorial|sponsored|sponsored content|promoted)$"
        r"|this (?:article|story) (?:was|has been|is) (?:first |originally |also |re)?"
        r"(?:published|produced|amended|updated|corrected|generated|translated|supplied)\b"
        r"|\((?:adds|updates|recasts|corrects|refiles|changes|repeats|removes|edits|fixes)\b"
        r"[^()]{0,120}\)$"
        r"|this is a (?:developing|breaking)(?: news)? story\b.{0,100}$"
        r"|(?:contact|e-?mail|write to|reach)\b.{0,60}\S@\S{1,60}\.\w{2,}>?$"
        r"|[^\s@]{1,60}@[^\s@]{1,60}\.\w{2,}\.?$"
        r"|(?:\d+|one|two|three|four|five|six|seven|eight|nine|ten) min(?:ute)?s?(?: read)?$"
        r"|(?:reading time|estimated reading time)\b.{0,30}$",
    ),
    (
        "credit",
        r"[(\[]?with (?:agency inputs|inputs? from (?:the )?agencies)\b|sources?\s?[:|].{0,120}$"
        r"|(?:burs?-)?[a-z]{2,4}(?:/[a-z]{2,4}){1,4}$|\(?agencies\)?$"
        r"|\(?staff (?:writer|reporter)s?(?: and agencies)?\)?$",
    ),
    ("section marker", r"(?:-30-|-ends-|ends\.?|\(ends\)|\[ends\]|enditem)$"),
)
# What may stand behind other words is looked for only where a part of it occurs in the casefolded
# text. No part has an `i`, which for `re` is the same letter as `ı` and `İ`, casefolded is not.
INSIDE = {
    "copyright": ("reserved", r".{0,200}\ball rights reserved\.?$"),
    "credit": (
        "contr",
        r".{3,160}\bcontributed (?:to this (?:report|story|article)|reporting)\b.{0,40}$",
    ),
}
WORK = (
    "additional reporting", "editing", "compiled", "writing", "reporting", "edited", "translated",
    "with reporting", "with input", "with inputs", "with files", "with additional files",
    "with material", "graphic", "graphics", "research", "production", "additional writing",
)  # fmt: skip


def furniture_rule(text: str) -> str | None:
    """Return the rule under which a paragraph is page furniture, or None where it is text."""
    if len(text) > LONGEST_LINE:
        return None
    if not any(map(str.isalnum, text)) or _marked().fullmatch(text):
        return "section marker"
    folded = text.casefold()
    for rule, pattern, part, inside in _patterns():
        if pattern.match(text) and (rule != "read more" or len(text) <= LONGEST_POINTER):
            return rule
        if inside and part in folded and inside.match(text):
            return rule
    return "credit" if is_credit(text) or _agency_line().fullmatch(text) else None


def is_credit(text: str) -> bool:
    """Return whether a line says who worked on a text: work, `by`, and nothing but names after it.

    `Reporting by Jane Doe; Editing by John Roe` is one, `Research by the university found ...`
    is a sentence, since words follow that are neither names nor stand between names.
    """
    found = _work().match(text)
    if not found:
        return False
    words = re.findall(r"[^\s,;:.()\[\]/-]+", text[found.end() :])
    between = load_vocabulary("credits")
    return bool(words) and all(word in between or not word[0].islower() for word in words)


def credited_agency(text: str) -> str | None:
    """Return the agency that a removed credit or copyright line names, or None."""
    return first_agency(text[:LONGEST_LINE])


def split_tail_credit(text: str) -> tuple[str, str] | None:
    """Return body and credit of a last paragraph such as `... he said. – AFP`, or None.

    Also `... he said. (Reporting by Jane Doe; Editing by John Roe)`.
    """
    start = max(0, len(text) - LONGEST_LINE)
    found = _tail_credit().search(text, start)
    if not found and text.endswith((")", "]")):
        found = _tail_work().search(text, start)
    if not found or (found.re is _tail_work() and not is_credit(found.group(0).strip())):
        return None
    return text[: found.start()].rstrip(), text[found.start() :].strip()


def reporters(text: str) -> str | None:
    """Return the names in `(Reporting by Jane Doe and John Roe; Editing by ...)`, or None."""
    found = re.match(r"[(\[]?reporting by ([^;()]{3,120})", text, re.IGNORECASE)
    byline = read_byline(f"By {found.group(1)}") if found else None
    return byline.author if byline else None


@cache
def _patterns() -> tuple[tuple[str, re.Pattern[str], str, re.Pattern[str] | None], ...]:
    """Return each rule, the pattern of its openings, and its row of INSIDE, if it has one."""
    rows = ((rule, opening, *INSIDE.get(rule, ("", ""))) for rule, opening in RULES)
    return tuple(
        (rule, _compile(opening), part, _compile(inside) if inside else None)
        for rule, opening, part, inside in rows
    )


def _compile(expression: str) -> re.Pattern[str]:
    return re.compile(f"(?:{expression})", re.IGNORECASE)


@cache
def _work() -> re.Pattern[str]:
    kinds = "|".join(sorted(WORK, key=len, reverse=True))
    return re.compile(
        rf"[-–—(\[]?\s?(?:{kinds})(?:,? (?:and|&) (?:{kinds}))?\s?(?:by|from|:)\s", re.IGNORECASE
    )


@cache
def _marked() -> re.Pattern[str]:
    """Return the pattern of a title between rules: `- Seeking aid -`, `*** Reaction ***`.

    Between dashes it opens with a capital: `-- he paused --` is speech that was broken off.
    """
    opening = r"(?=['\"‘“]?[^\W_a-z])"
    return re.compile(
        rf"(?:[-–—]{{1,3}})\s?{opening}[^.]{{1,70}}\s?[-–—]{{1,3}}"
        rf"|[*=#_~•]{{1,6}}\s?\S[^.]{{0,70}}\s?[*=#_~•]{{1,6}}|#{{1,6}}\s\S.{{0,80}}"
    )


@cache
def _agency_line() -> re.Pattern[str]:
    """Return the pattern of a line that is an agency's name or several, and nothing else."""
    names = rf"(?:{agency_alternation()}|agencies|staff|own correspondent)"
    joined = rf"{names}(?:\s?(?:/|,|&|and|\+|-)\s?{names}){{0,3}}"
    return re.compile(rf"[-–—(\[\s]*{joined}[)\]\s.]*")


@cache
def _tail_credit() -> re.Pattern[str]:
    names = agency_alternation()
    return re.compile(
        rf"(?<=[.!?”\"’'])\s?(?:[-–—]{{1,2}}\s?(?:{names})|[(\[](?:{names})[)\]])\.?$"
    )


@cache
def _tail_work() -> re.Pattern[str]:
    return re.compile(r"(?<=[.!?”\"’'])\s[(\[][^()\[\]]{8,400}[)\]]$")


def count_topics(paragraphs: Sequence[str]) -> int:
    """Return how many lines at the end of a text are a list of its topics with its heading.

    Such a list is a heading (`Topics`) and then nothing but short names.
    """
    for count, line in enumerate(reversed(paragraphs[-LONGEST_TOPICS:]), start=1):
        if count > 1 and TOPICS.fullmatch(line):
            return count
        if len(line.split()) > MOST_TOPIC_WORDS or not line[-1].isalnum():
            return 0
    return 0
