"""The register's treaties between two states, for people and reports."""

from __future__ import annotations

import csv
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from foedus.core.errors import unknown
from foedus.sources.treaty_register.pairs import DATE_OF, FLAGS
from foedus.states.table import systems

_HERE = Path(__file__).parent
MERGED = ("in_force", "ended", "suspended_in_practice")
"""Statuses that change the obligations; the others are only listed."""


@dataclass(frozen=True)
class RegisteredTreaty:
    """A line of the register as it concerns two states.

    Parameters
    ----------
    number, id, name, change, change_of, status
        As in ``treaty_register``; `change_of` is an ATOP number, 0 for a new treaty.
    signed, in_force, ended, suspended
        ISO days; empty where there is none or it is not known. `in_force` and `ended`
        are those of this pair.
    owes_12, owes_21
        What the state with the lower COW code owes the other, and the reverse.
    merged
        Whether it counts in the obligations measures.
    article, source, publisher, url, seen, looked_up, grade, dispute, note
        Evidence; `grade` is the pair of Admiralty grades (``B2``).
    """

    number: int
    id: str
    name: str
    change: str
    change_of: int
    status: str
    signed: str
    in_force: str
    ended: str
    suspended: str
    owes_12: tuple[str, ...]
    owes_21: tuple[str, ...]
    merged: bool
    article: str
    source: str
    publisher: str
    url: str
    seen: str
    looked_up: str
    grade: str
    dispute: str
    note: str


Line = dict[str, str]


@cache
def _rows(file: str) -> tuple[Line, ...]:
    """A file of the register as it stands; pandas would take longer to import than to read."""
    with (_HERE / file).open(encoding="utf-8", newline="") as stream:
        return tuple(csv.DictReader(stream))


@cache
def _codes(year: int) -> dict[str, int]:
    """COW codes by the ISO3 codes of a year."""
    states = systems().states.values()
    return {s.iso3_in(year): s.ccode for s in states if s.member_in(year)}


def treaties_of(ccode1: int, ccode2: int, year: int | None = None) -> tuple[RegisteredTreaty, ...]:
    """The register's lines on two states, by day.

    Parameters
    ----------
    ccode1, ccode2
        COW codes, in either order.
    year
        Only lines signed or in force by the end of this year, and not ended before it.

    Examples
    --------
    >>> [t.id for t in treaties_of(731, 365)]
    ['rus-prk-2000-ends', 'rus-prk-2024']
    >>> treaties_of(375, 380, 2024)[0].owes_12
    ('defence', 'nonaggression', 'consultation')
    """
    low, high = min(ccode1, ccode2), max(ccode1, ccode2)
    every = (_line(line, low, high) for line in _rows("treaties.csv"))
    found = [t for t in every if t is not None and (year is None or _known_by(t, year))]
    return tuple(sorted(found, key=lambda t: (t.signed or t.in_force or t.ended, t.number)))


def treaty(number: int) -> tuple[str, str]:
    """Name and address of the register's line with this number.

    Raises
    ------
    UnknownName
        If no line has it.

    Examples
    --------
    >>> treaty(90007)[0]
    'Treaty on Comprehensive Strategic Partnership, Russia-North Korea'
    """
    lines = {int(line["number"]): line for line in _rows("treaties.csv")}
    if number not in lines:
        raise unknown("number of a registered treaty", str(number), map(str, lines))
    return lines[number]["name"], lines[number]["url"]


def _known_by(line: RegisteredTreaty, year: int) -> bool:
    began = min(d for d in (line.signed, line.in_force, line.ended, line.suspended) if d)
    return began[:4] <= str(year) and (not line.ended or line.ended[:4] >= str(year))


def _day(text: str) -> str:
    """An ISO day: a month is its first day, a year its first of January."""
    return text + {4: "-01-01", 7: "-01"}.get(len(text), "")


def _line(line: Line, low: int, high: int) -> RegisteredTreaty | None:
    """A line as it concerns two states; None where it does not."""
    day = _day(line[DATE_OF.get(line["change"], "in_force")])
    codes = _codes(int((day or _day(line["signed"]))[:4]))
    parties = {codes[iso3] for iso3 in line["parties"].split(";")}
    group = line["party_group"]
    others = {codes[iso3] for iso3 in _members(group, day)} if group else parties
    if not ((low in parties and high in others) or (high in parties and low in others)):
        return None
    giver, _, one_way = line["direction"].partition(">")
    owed = tuple(name for name in FLAGS if int(line[name]))
    begins = line["change"] in ("new", "joins", "renews")
    return RegisteredTreaty(
        number=int(line["number"]),
        change_of=int(line["change_of"] or 0),
        signed=_day(line["signed"]),
        in_force=day if begins else "",
        ended=_day(line["ended"]),
        suspended=_day(line["suspended"]),
        owes_12=owed if not one_way or codes[giver] == low else (),
        owes_21=owed if not one_way or codes[giver] == high else (),
        merged=line["status"] in MERGED,
        looked_up=_day(line["looked_up"]),
        grade=line["source_grade"] + line["information_grade"],
        **{name: line[name] for name in _TEXTS},
    )


def _members(group: str, day: str) -> list[str]:
    """A group's members on a day; who leaves on it is still in."""
    return [
        row["iso3"]
        for row in _rows("groups.csv")
        if row["party_group"] == group
        and (not row["since"] or _day(row["since"]) <= day)
        and (not row["until"] or (day and _day(row["until"]) >= day))
    ]


_TEXTS = (
    "id", "name", "change", "status", "article", "source", "publisher", "url", "seen",
    "dispute", "note",
)  # fmt: skip
