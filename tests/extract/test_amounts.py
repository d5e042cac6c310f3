"""Sums of money, percentages and measured quantities."""

import pytest

from tasks.extract.values import find_amounts
from tests.growth import assert_linear, clock


def amounts_of(text: str) -> list[tuple[str, float, str | None]]:
    found = find_amounts(text)
    assert all(text[one.start_char : one.end_char] == one.surface for one in found)
    return [(one.surface, one.amount, one.unit) for one in found]


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("a $60 billion plan", ("$60 billion", 60e9, "USD")),
        ("some €1.2bn more", ("€1.2bn", 1.2e9, "EUR")),
        ("owes Rs 500 crore", ("Rs 500 crore", 5e9, "INR")),
        ("owes Rs1.5 lakh crore", ("Rs1.5 lakh crore", 1.5e12, "INR")),
        ("owes Rs 1,00,000", ("Rs 1,00,000", 100_000, "INR")),
        ("In Lahore, Pakistan, he paid Rs 500", ("Rs 500", 500, "PKR")),
        ("paid US$5m", ("US$5m", 5e6, "USD")),
        ("paid NZ $ 26 million", ("NZ $ 26 million", 26e6, "NZD")),
        ("A $5 note", ("$5", 5, "USD")),
        ("paid A$20 million", ("A$20 million", 20e6, "AUD")),
        ("costs £3.50", ("£3.50", 3.5, "GBP")),
        ("fined £50", ("£50", 50, "GBP")),
        ("costs 50 cents", ("50 cents", 0.5, "USD")),
        ("fined 500,000 Kenyan shillings", ("500,000 Kenyan shillings", 500_000, "KES")),
        ("fined 500,000 shillings in Kampala, Uganda", ("500,000 shillings", 500_000, "UGX")),
        ("pays a million euros", ("a million euros", 1e6, "EUR")),
        ("pays half a million pounds", ("half a million pounds", 5e5, "GBP")),
        ("pays two and a half million Swiss francs",
         ("two and a half million Swiss francs", 2.5e6, "CHF")),
        ("pays 20 million EUR", ("20 million EUR", 20e6, "EUR")),
        ("1.5 trillion yen", ("1.5 trillion yen", 1.5e12, "JPY")),
        ("a $100-a-month flat", ("$100", 100, "USD")),
        ("R12 million for the school", ("R12 million", 12e6, "ZAR")),
        ("45 trillion won", ("45 trillion won", 45e12, "KRW")),
        ("60 per cent of them", ("60 per cent", 60, "%")),
        ("a 2.5pc rise", ("2.5pc", 2.5, "%")),
        ("one-percent margin", ("one-percent", 1, "%")),
        ("0.25 percentage points", ("0.25 percentage points", 0.25, "percentage point")),
        ("up 25 basis points", ("25 basis points", 25, "basis point")),
        ("half a percentage point", ("half a percentage point", 0.5, "percentage point")),
        ("it was minus 40 degrees", ("minus 40 degrees", -40, "degree")),
        ("it was 10°C", ("10°C", 10, "degree Celsius")),
        ("two million tonnes of rice", ("two million tonnes", 2e6, "tonne")),
        ("5m tonnes of rice", ("5m tonnes", 5e6, "tonne")),
        ("200 pounds of cocaine", ("200 pounds", 200, "pound")),
        ("the 100m sprint", ("100m", 100, "metre")),
        ("a 300-kilometre pipe", ("300-kilometre", 300, "kilometre")),
        ("10km/h winds", ("10km/h", 10, "kilometre per hour")),
        ("4,200 sq km of park", ("4,200 sq km", 4200, "square kilometre")),
        ("three-quarters of a mile", ("three-quarters of a mile", 0.75, "mile")),
        ("1,234,567.89 tonnes", ("1,234,567.89 tonnes", 1234567.89, "tonne")),
    ],
)  # fmt: skip
def test_amounts_have_their_number_and_unit(text: str, wanted: tuple[str, float, str]) -> None:
    """Signs, scales, number words and places give amount and unit."""
    assert amounts_of(text) == [wanted]


def test_pence_need_a_pound_in_the_text() -> None:
    """`75p` is money where the text prints pounds, and nothing in `page 75p`."""
    assert amounts_of("costs 75p, not £1")[0] == ("75p", 0.75, "GBP")
    assert amounts_of("on page 75p") == []


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("$5-10 million", [("$5", 5e6, "USD"), ("10 million", 10e6, "USD")]),
        ("$5m-$10m", [("$5m", 5e6, "USD"), ("$10m", 10e6, "USD")]),
        ("6 to 10 percent", [("6", 6, "%"), ("10 percent", 10, "%")]),
        ("between 10 and 20 per cent", [("10", 10, "%"), ("20 per cent", 20, "%")]),
        ("from 5 to 7 km", [("5", 5, "kilometre"), ("7 km", 7, "kilometre")]),
        ("between $40 and $1,250", [("$40", 40, "USD"), ("$1,250", 1250, "USD")]),
        ("from 5% to 3%", [("5%", 5, "%"), ("3%", 3, "%")]),
    ],
)
def test_both_ends_of_a_range_are_amounts(text: str, wanted: list[tuple[str, float, str]]) -> None:
    """The low end shares the scale and the unit of the high one."""
    assert amounts_of(text) == wanted


@pytest.mark.parametrize(
    "text",
    [
        "mine-resistant vehicles and a Boeing 737",
        "the G20, Article 5, COVID-19, an F-16, 5G, iPhone 15, Route 66, No. 10",
        "in 2024, the 1990s, on 15 January 2024, at 10:30 and 7 a.m.",
        "a 3-2 win, the 12 won, 40 people, two goals, 3,000 troops, 100 points",
        "a 50-year-old, 30 days, five hours, nine months ago",
        "N95 masks, R2, M1, the 12th, a real record, like a ton of bricks",
        "a few dollars, millions of euros, hundreds of kilometres",
        "192.168.0.1 and 1.2.3",
        "",
        "$",
        "%",
    ],
)
def test_counts_names_and_times_are_no_amounts(text: str) -> None:
    """A number without a unit of money, share or measure is no amount."""
    assert amounts_of(text) == []


@pytest.mark.parametrize(
    "piece", ["1 ", "1", "$1 ", "one ", "1,000,", "5-", "$5 to ", "5 shillings "]
)
def test_time_grows_with_the_text_and_no_faster(piece: str) -> None:
    """Four times the text takes about four times the time."""
    assert_linear(lambda count: clock(lambda: find_amounts(piece * count)), 500)
