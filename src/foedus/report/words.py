"""Numbers and answers in words, the same in every format."""

from __future__ import annotations

import re
from dataclasses import dataclass

from foedus.charts.layout import short_number
from foedus.charts.ranks import ordinal
from foedus.core.finding import Figure, Rank
from foedus.core.interval import Interval
from foedus.core.vocabulary import CriterionName

ANSWERS: dict[bool | None, str] = {True: "Yes", False: "No", None: "Not assessable"}
NO_REASON = "No reason was given."
_SCALE = re.compile(r"\d+ ?(?:-|–|to) ?\d+")


@dataclass(frozen=True, slots=True)
class Question:
    """How a criterion is called and what it asks."""

    title: str
    question: str


TESTS: dict[CriterionName, Question] = {
    "alliance": Question("Defence alliance", "Is a mutual duty of defence in force, and alive?"),
    "community": Question(
        "Community of values",
        "Do they expect peace of each other, propose the same order, and speak of one identity?",
    ),
    "commitment": Question("Commitment", "Does each provide for the other, and pay for it?"),
    "interests": Question(
        "Shared interests", "Do they face a common threat or need what the other has?"
    ),
    "norms": Question("Shared norms", "Do they profess the same principles and keep to them?"),
    "asymmetry": Question("Asymmetry", "Does one lean on the other much more than the reverse?"),
    "experts": Question(
        "Expert views", "Do experts of both sides see its basis and its limits alike?"
    ),
}


def sentence_case(text: str) -> str:
    """The first letter as a capital, the rest as it stands."""
    return text[:1].upper() + text[1:]


def number(value: float, unit: str = "") -> str:
    """A value as a reader wants it: shares as per cent, thousands set off, three digits.

    Examples
    --------
    >>> number(0.0473, "share"), number(12345.6), number(0.6134), number(-3.0), number(17.26)
    ('4.7 %', '12,346', '0.61', '−3', '17.3')
    """
    if unit == "share":
        return f"{short_number(round(100 * value, 1))} %"
    size = abs(value)
    places = 0 if size >= 100 else 1 if size >= 10 else 2 if size >= 0.01 or size == 0 else 3
    text = short_number(round(value, places))
    return f"{text} %" if unit in ("%", "per cent") else text


def unit_beside(unit: str) -> str:
    """The unit printed after the number; shares and per cent already carry theirs.

    Examples
    --------
    >>> unit_beside("million TIV"), unit_beside("0-1"), unit_beside("share")
    ('million TIV', '(0-1)', '')
    """
    if unit in ("share", "%", "per cent"):
        return ""
    return f"({unit})" if _SCALE.search(unit) else unit


def value_text(figure: Figure) -> str:
    """Value and unit, or `missing`.

    Examples
    --------
    >>> value_text(Figure("arms", "Arms", 4210.0, unit="million TIV"))
    '4,210 million TIV'
    >>> value_text(Figure("arms", "Arms", None, status="missing"))
    'missing'
    """
    if figure.value is None:
        return "missing"
    return f"{number(figure.value, figure.unit)} {unit_beside(figure.unit)}".rstrip()


def between(interval: Interval | None, unit: str = "") -> str:
    """`low to high`, or nothing where no interval is known."""
    if interval is None:
        return ""
    return f"{number(interval.low, unit)} to {number(interval.high, unit)}"


def score(value: float) -> str:
    """A score between 0 and 1, always with two places so that scores line up.

    Examples
    --------
    >>> score(0.9), score(0.617)
    ('0.90', '0.62')
    """
    return f"{value:.2f}".replace("-", "−")


def score_between(interval: Interval | None) -> str:
    """The bounds of a score, or nothing where none are known."""
    return "" if interval is None else f"{score(interval.low)} to {score(interval.high)}"


def level(interval: Interval) -> str:
    """The interval's level in per cent."""
    return f"{round(100 * interval.level)} %"


def rank_text(rank: Rank) -> str:
    """A place among the pairs of a set.

    Examples
    --------
    >>> rank_text(Rank("major-power dyads", 2, 66))
    '2nd of 66 major-power dyads'
    """
    return f"{ordinal(rank.rank)} of {rank.n:,} {rank.reference}"


def year_text(figure: Figure, asked: int) -> str:
    """The year the value was observed, and for how long it is carried."""
    if figure.status == "missing" or figure.data_year is None:
        return ""
    if figure.status == "carried":
        gap = asked - figure.data_year
        return f"{figure.data_year}, carried {gap} year{'s' if gap != 1 else ''}"
    return str(figure.data_year)


def direction_text(direction: str, first: str, second: str) -> str:
    """A figure's direction with the states' names; nothing for undirected figures."""
    return {
        "first to second": f"{first} to {second}",
        "second to first": f"{second} to {first}",
    }.get(direction, "")


def draws_text(share: float) -> str:
    """A share of draws as a count of a hundred.

    Examples
    --------
    >>> draws_text(0.721), draws_text(0.004), draws_text(1.0)
    ('72 of 100', 'fewer than 1 of 100', '100 of 100')
    """
    return "fewer than 1 of 100" if 0 < share < 0.005 else f"{round(100 * share)} of 100"


def pair_title(first: str, second: str) -> str:
    """Both states in the order of the address."""
    return f"{first} and {second}"
