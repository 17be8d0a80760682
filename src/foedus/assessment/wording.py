"""Numbers and lists as a report says them."""

from __future__ import annotations

from collections.abc import Sequence

from foedus.assessment.case import Case
from foedus.states.table import systems


def number(value: float, digits: int = 2) -> str:
    """A number without needless zeros: 10,359; 0.26; 3.

    Examples
    --------
    >>> number(10359.0), number(0.2561), number(3.0)
    ('10,359', '0.26', '3')
    """
    if abs(value) >= 100 or value == int(value):
        return f"{value:,.0f}"
    return f"{value:.{digits}f}"


def listed(words: Sequence[str]) -> str:
    """Words joined as in a sentence.

    Examples
    --------
    >>> listed(["arms", "trade", "votes"])
    'arms, trade and votes'
    """
    return (
        words[0] if len(words) == 1 else f"{', '.join(words[:-1])} and {words[-1]}" if words else ""
    )


def state_name(ccode: int, year: int) -> str:
    """A state's name in a year, as it stands inside a sentence."""
    return the(systems().state(ccode).name_in(year))


def threat_name(case: Case) -> str | None:
    """Name of the state that poses the shared threat; None where there is none."""
    by = case.value("shared_threat_by")
    return state_name(int(by), case.year) if by else None


def aged(case: Case, column: str) -> str:
    """How old an input is, in words; empty where observed."""
    age = case.age(column)
    return "" if not age else f" (as of {case.year - age})"


DOMAIN_WORDS = {
    "arms": "arms",
    "military": "exercises or troops",
    "economic": "trade",
    "financial": "credit lines",
    "diplomatic": "votes",
    "political": "a treaty of consultation or non-aggression",
}


_WITH_ARTICLE = (
    "United ",
    "Soviet ",
    "Netherlands",
    "Philippines",
    "Bahamas",
    "Gambia",
    "Maldives",
    "Solomon ",
    "Marshall ",
    "Comoros",
    "Seychelles",
    "Central African",
    "Dominican Rep",
    "Democratic Rep",
    "Republic of",
    "German Dem",
    "Yemen Arab",
    "Ottoman ",
    "Papal ",
    "Czech Rep",
)


def the(name: str) -> str:
    """A state's name as it stands inside a sentence.

    Examples
    --------
    >>> the("United States"), the("China")
    ('the United States', 'China')
    """
    return f"the {name}" if name.startswith(_WITH_ARTICLE) else name


def possessive(name: str) -> str:
    """A name as owner.

    Examples
    --------
    >>> possessive("China"), possessive("the United States")
    ("China's", "the United States'")
    """
    return f"{name}'" if name.endswith("s") else f"{name}'s"


def sentence_case(text: str) -> str:
    """The first letter as a capital, the rest as it stands."""
    return text[:1].upper() + text[1:]
