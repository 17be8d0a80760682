"""Mentions of states and words by document, and what parts documents into groups."""

from __future__ import annotations

import sqlite3
from collections.abc import Collection
from dataclasses import dataclass
from typing import Literal, get_args

import numpy as np

from foedus.core.errors import FoedusError, unknown
from foedus.documents.language.detect import LANGUAGES
from foedus.documents.mentions.mentions import CERTAINTIES, Certainty, Ints
from foedus.documents.mentions.table import KINDS, Kind
from foedus.documents.searching.chosen import Chosen, chosen

By = Literal["all", "year", "decade", "side", "language", "institution", "document"]
BY: tuple[By, ...] = get_args(By)
NOT_SAID = "not said"
"""Group of the documents whose date, side or the like is not known."""


@dataclass(frozen=True, eq=False)
class Read:
    """Documents that were read for states; made by `read_states`.

    Parameters
    ----------
    documents : ndarray of int, shape (documents,)
        Numbers in the corpus.
    groups : tuple of str
        Group of each document.
    tokens : ndarray of int, shape (documents,)
        Words.
    ccodes : ndarray of int, shape (states,)
        States that are named, the one named most first.
    count : ndarray of int, shape (documents, states)
        Mentions.
    unread : int
        Documents left out, being in another language.
    """

    documents: Ints
    groups: tuple[str, ...]
    tokens: Ints
    ccodes: Ints
    count: Ints
    unread: int

    def of(self, ccode: int) -> Ints:
        """Mentions of a state in each document; zeros for one that is never named."""
        at = np.flatnonzero(self.ccodes == ccode)
        return self.count[:, at[0]] if len(at) else np.zeros(len(self.documents), np.int64)


def read_states(
    connection: sqlite3.Connection,
    *,
    by: By = "all",
    documents: Chosen | None = None,
    least: Certainty = "likely",
    without: Collection[Kind] = (),
    foreign: bool = False,
) -> Read:
    """Mentions and words of the documents of a corpus.

    Parameters
    ----------
    connection
        As `foedus.documents.mentions.stored.stored` gives it.
    by
        What parts documents into groups.
    documents
        Which count; all but near-duplicates where None.
    least
        Certainty of the mentions that count, or above.
    without
        Kinds of mentions that do not count, such as `METONYMS`.
    foreign
        Whether mentions of a document's own side do not count, where that is a state.

    Raises
    ------
    FoedusError
        For an unknown grouping or certainty, or if no document is left.
    """
    if by not in BY:
        raise unknown("grouping", by, list(BY))
    if least not in CERTAINTIES:
        raise unknown("certainty", least, list(CERTAINTIES))
    asked = documents or Chosen()
    chosen(connection, asked)
    condition, values = asked.condition()
    label = _LABELS[by]
    rows = connection.execute(
        f"SELECT d.id, {label}, n.tokens, d.language FROM document d "
        f"JOIN m.document n ON n.id = d.id WHERE {condition} ORDER BY d.id",
        values,
    ).fetchall()
    read = [row for row in rows if row[3] in LANGUAGES]
    if not read:
        raise FoedusError(
            "None of the documents is in English, Chinese or Russian.", "Choose others."
        )
    kinds = [k for k, kind in enumerate(KINDS) if kind not in without]
    own = "AND n.ccode IS NOT (SELECT speaker FROM m.document WHERE id = n.document)"
    cells = np.array(
        connection.execute(
            "SELECT n.document, n.ccode, count(*) FROM m.mention n "
            f"JOIN document d ON d.id = n.document WHERE {condition} AND n.certainty >= ? "
            f"AND n.kind IN ({', '.join(map(str, kinds))}) {own if foreign else ''} "
            "GROUP BY n.document, n.ccode",
            [*values, CERTAINTIES.index(least)],
        ).fetchall(),
        np.int64,
    ).reshape(-1, 3)
    numbers = np.array([row[0] for row in read], np.int64)
    ccodes, count = _table(cells, numbers)
    groups = tuple(NOT_SAID if row[1] is None else str(row[1]) for row in read)
    tokens = np.array([row[2] for row in read], np.int64)
    return Read(numbers, groups, tokens, ccodes, count, len(rows) - len(read))


_LABELS: dict[By, str] = {
    "all": "'all'",
    "year": "substr(d.date, 1, 4)",
    "decade": "substr(d.date, 1, 3) || '0s'",
    "side": "d.side",
    "language": "d.language",
    "institution": "d.institution",
    "document": "d.id",
}


def _table(cells: Ints, numbers: Ints) -> tuple[Ints, Ints]:
    """States, most named first, and mentions by document and state."""
    ccodes, column = np.unique(cells[:, 1], return_inverse=True)
    count = np.zeros((len(numbers), len(ccodes)), np.int64)
    count[np.searchsorted(numbers, cells[:, 0]), column.reshape(-1)] = cells[:, 2]
    order = np.argsort(-count.sum(axis=0), kind="stable")
    return ccodes[order], count[:, order]
