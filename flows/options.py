"""Words of the command that are known only at run time: a query and its parameters."""

from collections.abc import Iterable

from schemas.errors import UsageError


def read_question(words: Iterable[str]) -> tuple[str | None, dict[str, str]]:
    """Read a question among `--name value` and `--name=value`, in any order.

    Names are given with `_` for `-`. Raises UsageError for a second question and for a name
    without a value.
    """
    question, found = None, {}
    rest = iter(words)
    for word in rest:
        if not word.startswith("--") or " " in word:
            if question is not None:
                raise UsageError(f"{word!r} is neither an option nor its value; quote the SQL.")
            question = word
            continue
        name, equals, value = word.removeprefix("--").partition("=")
        if not equals:
            try:
                value = next(rest)
            except StopIteration:
                raise UsageError(f"{word} needs a value.") from None
        found[name.replace("-", "_")] = value
    return question, found
