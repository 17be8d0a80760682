"""The register's treaties between two states, for people and reports."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from foedus.core.errors import unknown
from foedus.sources.treaty_register.pairs import FLAGS
from foedus.sources.treaty_register.read import read

if TYPE_CHECKING:
    import pandas as pd

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


@cache
def _tables() -> tuple[pd.DataFrame, pd.DataFrame]:
    tables = read()
    return tables["treaty_register"].set_index("number"), tables["treaty_register_pairs"]


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
    lines, pairs = _tables()
    low, high = min(ccode1, ccode2), max(ccode1, ccode2)
    rows = pairs[(pairs["ccode1"] == low) & (pairs["ccode2"] == high)]
    found = [_line(lines.loc[row["number"]], row) for _, row in rows.iterrows()]
    if year is not None:
        found = [t for t in found if _known_by(t, year)]
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
    lines, _ = _tables()
    if number not in lines.index:
        raise unknown("number of a registered treaty", str(number), map(str, lines.index))
    return str(lines.loc[number, "name"]), str(lines.loc[number, "url"])


def _known_by(line: RegisteredTreaty, year: int) -> bool:
    began = min(d for d in (line.signed, line.in_force, line.ended, line.suspended) if d)
    return began[:4] <= str(year) and (not line.ended or line.ended[:4] >= str(year))


def _day(value: pd.Timestamp) -> str:
    import pandas as pd

    return "" if pd.isna(value) else value.date().isoformat()


def _line(line: pd.Series, pair: pd.Series) -> RegisteredTreaty:
    begins = line["change"] in ("new", "joins", "renews")
    return RegisteredTreaty(
        number=int(pair["number"]),
        change_of=int(line["change_of"]),
        signed=_day(line["signed"]),
        in_force=_day(pair["start"]) if begins else "",
        ended=_day(pair["end"]),
        suspended=_day(line["suspended"]),
        owes_12=tuple(ours for ours, theirs in FLAGS.items() if pair[f"{theirs}_1"]),
        owes_21=tuple(ours for ours, theirs in FLAGS.items() if pair[f"{theirs}_2"]),
        merged=line["status"] in MERGED,
        looked_up=_day(line["looked_up"]),
        grade=f"{line['source_grade']}{line['information_grade']}",
        **{name: str(line[name]) for name in _TEXTS},
    )


_TEXTS = (
    "id", "name", "change", "status", "article", "source", "publisher", "url", "seen",
    "dispute", "note",
)  # fmt: skip
