"""Write genders.txt: first names that nearly all lists give to one sex.

Sources: Faker's lists by country (MIT) and the US census by the package `names` (MIT). Run:
`python -m training.build_genders`, with the `train` extra installed.
"""

import importlib
import pkgutil
import re
from collections import Counter
from pathlib import Path

import faker.providers.person
import names

import tasks.extract

HERE = Path(tasks.extract.__file__).parent / "data"
# The census names one in ten thousand after this many; rarer ones are mostly misprints.
CENSUS_NAMES = 800
# Lists for one sex to each list for the other: `Maria` is a man's second name in some countries.
MAJORITY = 3
LATIN = re.compile(r"[A-Za-zÀ-ɏ]{2,14}")


def read_faker(attribute: str) -> Counter[str]:
    """Return in how many countries' lists each first name of one sex stands, in Latin letters."""
    found: Counter[str] = Counter()
    for module in pkgutil.iter_modules(faker.providers.person.__path__):
        provider = importlib.import_module(f"faker.providers.person.{module.name}").Provider
        words = {word for name in getattr(provider, attribute, ()) for word in str(name).split()}
        found.update(word for word in words if LATIN.fullmatch(word) and word[0].isupper())
    return found


def read_census(sex: str) -> set[str]:
    """Return the commonest first names of one sex in the United States."""
    lines = Path(names.FILES[f"first:{sex}"]).read_text("ascii").splitlines()
    return {line.split()[0].title() for line in lines[:CENSUS_NAMES]}


def main() -> None:
    """Write the names that nearly all lists give to one sex."""
    men = read_faker("first_names_male") + Counter(read_census("male"))
    women = read_faker("first_names_female") + Counter(read_census("female"))
    rows = [f"{name}|m" for name in men if men[name] > MAJORITY * women[name]]
    rows += [f"{name}|f" for name in women if women[name] > MAJORITY * men[name]]
    head = "# first name | the sex that bears it; made by training/build_genders.py"
    (HERE / "genders.txt").write_text("\n".join([head, *sorted(rows)]) + "\n", "utf-8")


if __name__ == "__main__":
    main()
