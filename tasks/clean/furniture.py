"""Lines that belong to the page and not to the report: copyright, read-more, share, credits."""

import re
from functools import cache

from tasks.clean.agencies import agency_alternation, canonical_agency, first_agency

LONGEST_LINE = 450

RULES: tuple[tuple[str, str], ...] = (
    (
        "copyright",
        r"(?:©|\(c\)\s|copyright\s(?:©|\(c\)|\d{4}|by\s)|all rights reserved\b"
        r"|this material may not be\b|.{0,200}\ball rights reserved\.?$)",
    ),
    (
        "read more",
        r"(?:(?:read|see|also read|read also|related|more|watch|listen|more on this|read this)"
        r"(?:\s(?:more|also|next|on|now|here|stories|story|articles?|news|coverage|reading|links?|"
        r"topics?|this story|too)){0,3}\s?[:|»>]"
        r"|(?:read|see) (?:more|also)$|read more(?: here| on| about)\b.{0,80}$"
        r"|related (?:stories|articles|topics|coverage|content)$"
        r"|click here\b|(?:more|latest) (?:from|on this story|news)$|continue reading\b"
        r"|(?:story|article) continues\b|most read$|you may (?:also )?like\b|recommended for you$)",
    ),
    (
        "newsletter",
        r"(?:(?:sign up|subscribe|register) (?:now|here|today|for|to)\b.{0,140}"
        r"(?:newsletters?|inbox|premium|continue reading|alerts?|updates|e-?mails?|podcast|channel|"
        r"free)\b|get (?:the|our|all the|more)\b.{0,80}\b(?:newsletter|inbox)\b"
        r"|already a subscriber\b|download (?:our|the) (?:\w+ ){0,2}app\b|newsletter$)",
    ),
    (
        "share",
        r"(?:share (?:this|on|via)\b.{0,40}$|share$"
        r"|follow (?:us|our)\b.{0,60}\b(?:on|twitter|x|facebook|instagram|whatsapp|telegram|"
        r"youtube|threads|tiktok)\b"
        r"|follow .{2,40} on (?:twitter|x|facebook|instagram|whatsapp|telegram)\b"
        r"|join (?:our|us on|the conversation)\b.{0,60}|like us on\b"
        r"|(?:tweet|print|e-?mail|comments?)$"
        r"|(?:leave|post) a comment\b|have something to say\b|\d+ (?:comments?|shares?)$)",
    ),
    (
        "notice",
        r"(?:the views expressed (?:in|here|are|by)\b|the opinions expressed\b"
        r"|(?:advertisement|sponsored)$"
        r"|this (?:article|story|report) (?:was|has been|is) (?:first |originally |re)?"
        r"(?:published|produced|amended|updated|corrected|generated|translated|supplied)\b"
        r"|(?:\d+|one|two|three|four|five|six|seven|eight|nine|ten) min(?:ute)?s?(?: read)?$"
        r"|(?:reading time|estimated reading)\b)",
    ),
    (
        "credit",
        r"[(\[]?(?:additional reporting|editing|compiled|writing|reporting|edited|translated"
        r"|with reporting|with inputs?|with (?:additional )?(?:files|material)|graphics?|research)"
        r"(?: and (?:editing|writing|reporting|additional reporting))? (?:by|from)\b"
        r"|[(\[]?with agency inputs\b|sources?\s?[:|]|agencies$|\(agencies\)$"
        r"|staff (?:writer|reporter)s?(?: and agencies)?$",
    ),
    ("section marker", r"(?:-30-|-ends-|ends\.?|\(ends\)|\[ends\])$"),
)


def furniture_rule(text: str) -> str | None:
    """Return the rule under which a paragraph is page furniture, or None where it is text."""
    if len(text) > LONGEST_LINE:
        return None
    if not any(map(str.isalnum, text)):
        return "section marker"
    for rule, pattern in _patterns():
        if pattern.match(text):
            return rule
    if _marked().fullmatch(text):
        return "section marker"
    return "credit" if _agency_line().fullmatch(text) else None


def credited_agency(text: str) -> str | None:
    """Return the agency that a removed credit or copyright line names, or None."""
    return first_agency(text[:LONGEST_LINE])


def split_tail_credit(text: str) -> tuple[str, str, str] | None:
    """Return body, credit and agency of a last paragraph such as `... he said. – AFP`, or None."""
    tail = text[-60:]
    found = _tail_credit().search(tail)
    agency = canonical_agency(found["a"] or found["b"] or "") if found else None
    if not found or not agency:
        return None
    cut = len(text) - len(tail) + found.start()
    return text[:cut].rstrip(), text[cut:].strip(), agency


def reporters(text: str) -> str | None:
    """Return the names in `(Reporting by Jane Doe and John Roe; Editing by ...)`, or None."""
    found = re.match(r"[(\[]?reporting by ([^;().]{3,120})", text, re.IGNORECASE)
    return found.group(1).strip() if found else None


@cache
def _patterns() -> tuple[tuple[str, re.Pattern[str]], ...]:
    return tuple((rule, re.compile(pattern, re.IGNORECASE)) for rule, pattern in RULES)


@cache
def _marked() -> re.Pattern[str]:
    """Return the pattern of a title between rules: `- Seeking aid -`, `*** Reaction ***`."""
    mark = r"(?:[-–—]{1,3}|[*=#_~•]{1,6})"
    return re.compile(
        rf"{mark}\s+\S[^.]{{0,70}}\s+{mark}|#{{1,6}}\s\S.{{0,80}}|[*=_~]{{2,3}}\S.{{0,80}}[*=_~]{{2,3}}"
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
        rf"(?<=[.!?”\"’'])\s?(?:[-–—]{{1,2}}\s?(?P<a>{names})|[(\[](?P<b>{names})[)\]])\.?$"
    )
