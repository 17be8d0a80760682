"""Sentences that name states, and where in them."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from typing import Literal, get_args

from foedus.core.errors import unknown
from foedus.documents.mentions.mentions import CERTAINTIES, Certainty
from foedus.documents.searching.chosen import Chosen, chosen
from foedus.documents.searching.found import DATE_ORDER, Found, hits
from foedus.documents.searching.marks import Marks, joined

Within = Literal["sentence", "document"]
WITHIN: tuple[Within, ...] = get_args(Within)


def naming(
    connection: sqlite3.Connection,
    ccodes: Sequence[int],
    *,
    within: Within = "sentence",
    least: Certainty = "likely",
) -> set[int]:
    """Numbers of the sentences that name all of some states, or whose documents do.

    Parameters
    ----------
    connection
        As `foedus.documents.mentions.stored.stored` gives it.
    ccodes
        COW numbers.
    within
        Where all must be named: the sentence or its document.
    least
        Certainty of the mentions that count, or above.

    Raises
    ------
    FoedusError
        For another `within` or certainty.
    """
    if within not in WITHIN:
        raise unknown("place", within, list(WITHIN))
    if least not in CERTAINTIES:
        raise unknown("certainty", least, list(CERTAINTIES))
    column = "segment" if within == "sentence" else "document"
    found: set[int] | None = None
    for ccode in ccodes:
        rows = connection.execute(
            f"SELECT DISTINCT {column} FROM m.mention WHERE ccode = ? AND certainty >= ? "
            f"AND {column} IS NOT NULL",
            (ccode, CERTAINTIES.index(least)),
        )
        numbers = {int(row[0]) for row in rows}
        found = numbers if found is None else found & numbers
    if within == "document":
        query = "SELECT id FROM segment WHERE document = ? AND kind = 1"
        return {
            int(row[0])
            for document in found or ()
            for row in connection.execute(query, (document,))
        }
    return found or set()


def search_states(
    connection: sqlite3.Connection,
    ccodes: Sequence[int],
    *,
    documents: Chosen | None = None,
    within: Within = "sentence",
    most: int = 50,
    by_date: bool = False,
) -> Found:
    """Sentences that name states, in the order of the documents; the score counts mentions.

    Parameters
    ----------
    connection, ccodes, within
        As for `naming`; the sentence itself names at least one of the states.
    documents
        Which count; all but near-duplicates where None.
    most
        Passages returned; how many there are is counted in any case.
    by_date
        Whether the earliest come first, those without a date last.

    Raises
    ------
    FoedusError
        If no document is chosen.
    """
    condition, values = (documents or Chosen()).condition()
    chosen(connection, documents or Chosen())
    marks = ", ".join("?" * len(ccodes))
    rows = connection.execute(
        f"SELECT n.segment, count(*), n.document FROM m.mention n "
        "JOIN document d ON d.id = n.document "
        f"WHERE n.ccode IN ({marks}) AND n.certainty >= 1 AND n.segment IS NOT NULL "
        f"AND {condition} GROUP BY n.segment ORDER BY {DATE_ORDER if by_date else 'd.id'}, n.segment",
        [*ccodes, *values],
    ).fetchall()
    kept = naming(connection, ccodes, within=within)
    rows = [row for row in rows if row[0] in kept]
    best = [(int(segment), float(count)) for segment, count, _ in rows[:most]]
    return Found(hits(connection, best), len(rows), len({row[2] for row in rows}))


def state_marks(
    connection: sqlite3.Connection, segment: int, start: int, ccodes: Sequence[int]
) -> Marks:
    """Spans of the mentions of some states in a sentence, counted from its start."""
    marks = ", ".join("?" * len(ccodes))
    rows = connection.execute(
        f"SELECT start, stop FROM m.mention WHERE segment = ? AND certainty >= 1 "
        f"AND ccode IN ({marks})",
        [segment, *ccodes],
    )
    return joined((a - start, b - start) for a, b in rows)
