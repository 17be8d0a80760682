"""Which documents of a corpus a state speaks in: its `side`, read as a state."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from foedus.core.errors import FoedusError
from foedus.documents.corpora.corpus import Corpus
from foedus.documents.searching.chosen import Chosen, check_chosen
from foedus.states.resolve import resolve

Ints = NDArray[np.int64]
NOBODY = -1
"""State of a document whose side is no state, or that has none."""


@dataclass(frozen=True, eq=False)
class Speeches:
    """Documents of a corpus that count, in the order of their numbers.

    Parameters
    ----------
    document : ndarray of int, shape (documents,)
    ccode : ndarray of int, shape (documents,)
        COW number of the state that speaks; `NOBODY` for none.
    year : ndarray of int, shape (documents,)
        0 for a document without a date.
    tokens : ndarray of int, shape (documents,)
        Words, as the corpus counts them.
    language : tuple of str
    """

    document: Ints
    ccode: Ints
    year: Ints
    tokens: Ints
    language: tuple[str, ...]

    def __len__(self) -> int:
        return len(self.document)

    def where(self, kept: NDArray[np.bool_]) -> Speeches:
        """Some of the documents."""
        which = np.flatnonzero(kept)
        return Speeches(
            self.document[which],
            self.ccode[which],
            self.year[which],
            self.tokens[which],
            tuple(self.language[k] for k in which.tolist()),
        )

    @property
    def states(self) -> list[int]:
        """States that speak, rising."""
        return [int(c) for c in np.unique(self.ccode) if c != NOBODY]


def speeches(corpus: Corpus, chosen: Chosen | None = None) -> Speeches:
    """The documents of a corpus that count, with who speaks, when, and how many words.

    Words are those of the corpus's index: as `foedus.documents.language.words` cuts them.

    Parameters
    ----------
    chosen
        Which count; all but near-duplicates where None.

    Raises
    ------
    FoedusError
        If none is left.
    """
    condition, values = (chosen or Chosen()).condition()
    with corpus.reading() as connection:
        rows = connection.execute(
            f"SELECT d.id, d.side, d.date, d.language FROM document d WHERE {condition} ORDER BY d.id",
            values,
        ).fetchall()
        if not rows:
            check_chosen(connection, chosen or Chosen())
        tokens = _tokens(connection)
    sides = {side: _state(side) for side in {row[1] for row in rows}}
    document = np.array([row[0] for row in rows], np.int64)
    return Speeches(
        document,
        np.array([sides[row[1]] for row in rows], np.int64),
        np.array([_year(row[2]) for row in rows], np.int64),
        np.array([tokens.get(int(d), 0) for d in document], np.int64),
        tuple(row[3] for row in rows),
    )


def states_asked(asked: Sequence[str], there: Speeches, corpus: str) -> list[int]:
    """COW numbers of states named; all that speak where none is.

    Raises
    ------
    FoedusError
        For what is no state, is named twice, or does not speak in the corpus.
    """
    if not asked:
        return there.states
    codes = [resolve(name).ccode for name in asked]
    for k, code in enumerate(codes):
        if code in codes[:k]:
            raise FoedusError(f"{asked[k]!r} is named twice.", "Name each state once.")
        if code not in there.states:
            known = ", ".join(iso3(c) for c in there.states[:20]) or "none"
            raise FoedusError(
                f"No document of corpus {corpus!r} that counts has {asked[k]!r} as its side.",
                f"Sides that are states: {known}{' ...' if len(there.states) > 20 else ''}.",
            )
    return codes


def iso3(ccode: int) -> str:
    """ISO 3166 code of a state, or its COW number where it has none."""
    from foedus.states.table import systems

    return systems().state(ccode).iso3 or str(ccode)


def short_name(ccode: int) -> str:
    """A state's name for tight places."""
    from foedus.states.table import systems

    return systems().state(ccode).short


def _state(side: str | None) -> int:
    if not side:
        return NOBODY
    try:
        return resolve(side).ccode
    except FoedusError:
        return NOBODY


def _year(day: str | None) -> int:
    return int(day[:4]) if day and day[:4].isdigit() else 0


def _tokens(connection: sqlite3.Connection) -> dict[int, int]:
    """Words of each document, from the sizes that the index keeps of its rows.

    A row's size is a blob of variable-length integers, one a column (see "The FTS5 data
    structures" in SQLite's documentation); the first column holds the forms.
    """
    rows = connection.execute(
        "SELECT s.document, w.sz FROM words_docsize w JOIN segment s ON s.id = w.id"
    )
    total: dict[int, int] = {}
    for document, size in rows:
        n = 0
        for byte in size:
            n = (n << 7) | (byte & 0x7F)
            if byte < 0x80:
                break
        total[document] = total.get(document, 0) + n
    return total
