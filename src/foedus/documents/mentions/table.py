"""The table of forms: what states are called in texts, read once.

`forms.csv` has a row for each reading of each form. The names are those of
`foedus.states`; adjectives, peoples, capitals, seats of government and short signs are
added. `from` and `to` (years, both included) stand only where the meaning of a form
changes with time. `ambiguous` says what else a form can be; the rules that decide are in
`context`, `senses` and `signs`. `checked` names where a row was looked up:

=================  ==================================================================
states.csv         the same spelling in this project's table of states
COW                capitals of the Correlates of War project, as peacesciencer ships them
CLDR               names of territories and of the cities of time zones (Unicode CLDR 47)
world-countries    the package of that name, version 1.0.0
i18n-nationality   the package of that name, version 1.4.0
OpenCorpora        the word stands in that dictionary (pymorphy3-dicts-ru 2.4.417150):
                   its spelling and declension, not which state it belongs to
(empty)            not looked up: general knowledge
=================  ==================================================================

`not_states.csv` has names and ordinary words that contain a form and are no state.
"""

from __future__ import annotations

import csv
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Literal, get_args

from foedus.documents.language.detect import Language

Kind = Literal[
    "name", "abbreviation", "adjective", "people", "capital", "seat", "side", "sign", "self"
]
"""Seat: of government (Kremlin). Side: "the Russian side", 俄方. Sign: a part of a compound
(Sino-, 中俄). Self: "our country", which means the speaker's."""
KINDS: tuple[Kind, ...] = get_args(Kind)
METONYMS: tuple[Kind, ...] = ("capital", "seat")
Ambiguity = Literal[
    "case", "word", "person", "place", "language", "states", "rarely", "speaker", "cue"
]
"""What else a form can be: a word written small; a word at the start of a sentence or in
capitals; a person; another place; a language; another state (states; rarely: only where
the text says so); the state of a speaker that calls itself so; nothing without a word
beside it that tells (cue)."""
AMBIGUITIES: tuple[Ambiguity, ...] = get_args(Ambiguity)
ALWAYS = (0, 9999)
"""Years of a meaning that does not change with time."""
SELF = -1
"""Stands for the speaker's state until the speaker is known."""
_FOLDER = Path(__file__).parent


@dataclass(frozen=True, slots=True)
class Reading:
    """One state that a form can mean.

    Parameters
    ----------
    ccode
        COW number.
    kind
        How the form names the state.
    first, last
        Years in which the form has this meaning.
    ambiguous
        What else the form can be.
    """

    ccode: int
    kind: Kind
    first: int
    last: int
    ambiguous: frozenset[str]

    def holds(self, year: int | None) -> bool:
        """The meaning exists in a year; without a year, today."""
        return self.first <= (ALWAYS[1] if year is None else year) <= self.last


@dataclass(frozen=True, slots=True)
class Entry:
    """A form and all that it can mean; nothing, where it is no state.

    Parameters
    ----------
    form
        As the table writes it.
    readings
        Its meanings, in the order of the table.
    """

    form: str
    readings: tuple[Reading, ...]

    @property
    def ambiguous(self) -> frozenset[str]:
        """What any of the readings is marked with."""
        return frozenset().union(*(r.ambiguous for r in self.readings))


@cache
def entries(language: Language) -> tuple[Entry, ...]:
    """All forms of a language.

    Examples
    --------
    >>> {e.form: [r.ccode for r in e.readings] for e in entries("ru")}["Корея"]
    [730, 731, 732]
    """
    found: dict[str, list[Reading]] = {}
    for row in rows("forms.csv"):
        if row["language"] == language:
            found.setdefault(row["form"], []).append(_reading(row))
    return tuple(Entry(form, tuple(readings)) for form, readings in found.items())


@cache
def not_states(language: Language) -> tuple[str, ...]:
    """Names and words that contain a form and are no state.

    Examples
    --------
    >>> "Latin America" in not_states("en"), "中央" in not_states("zh")
    (True, True)
    """
    return tuple(r["form"] for r in rows("not_states.csv") if r["language"] == language)


@cache
def rows(name: str) -> tuple[dict[str, str], ...]:
    """The rows of one of the tables in this folder."""
    with (_FOLDER / name).open(encoding="utf-8", newline="") as file:
        return tuple(csv.DictReader(file))


def _reading(row: dict[str, str]) -> Reading:
    kind = next(k for k in KINDS if k == row["kind"])
    return Reading(
        int(row["ccode"] or SELF),
        kind,
        int(row["from"] or ALWAYS[0]),
        int(row["to"] or ALWAYS[1]),
        frozenset(row["ambiguous"].split("|")) - {""},
    )
