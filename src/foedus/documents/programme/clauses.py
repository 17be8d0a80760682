"""Clauses coded by the codebook "programme", as arrays beside the documents they stand in."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal, get_args

import numpy as np
from numpy.typing import NDArray

from foedus.core.errors import FoedusError
from foedus.documents.reliability.words import NO_CODE
from foedus.documents.views.views import Piece, Views

Act = Literal["oppose", "defend", "propose", "cooperate", "other"]
ACTS: tuple[Act, ...] = get_args(Act)
CODEBOOK = "programme"
VOTE = "veto"
"""Kind of a document that is a negative vote: it can oppose, but never propose."""
Bools = NDArray[np.bool_]
Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Document:
    """What clauses stand in: a statement, a treaty, a draft, a vote.

    Parameters
    ----------
    id, title, title_en, date, kind
        As its clauses have it.
    read
        How its clauses were seen ("opening", "summary"), each word once.
    """

    id: str
    title: str
    title_en: str
    date: str
    kind: str
    read: tuple[str, ...]

    @property
    def year(self) -> int:
        """Year of the date; 0 without one."""
        return int(self.date[:4]) if self.date[:4].isdigit() else 0

    @property
    def name(self) -> str:
        """English title, or the title where there is none, or the id."""
        return self.title_en or self.title or self.id


@dataclass(frozen=True)
class Clauses:
    """Coded clauses.

    Parameters
    ----------
    pieces
        The clauses.
    act : array of str, shape (clauses,)
        What each does.
    specific : array, shape (clauses,)
        0 to 3; NaN where the reader gave none.
    aims_us, order : array of bool, shape (clauses,)
        Flags.
    document : array of int, shape (clauses,)
        Place of each clause's document in `documents`.
    documents
        By date.
    uncoded
        Clauses left out because they were not read, or have no act.
    """

    pieces: tuple[Piece, ...]
    act: NDArray[np.object_]
    specific: Floats
    aims_us: Bools
    order: Bools
    document: NDArray[np.int64]
    documents: tuple[Document, ...]
    uncoded: int

    @property
    def years(self) -> Floats:
        """Year of each clause's document."""
        return np.array([d.year for d in self.documents], float)[self.document]

    def of_kind(self, kinds: Sequence[str]) -> Bools:
        """Which clauses stand in documents of these kinds."""
        chosen = np.array([d.kind in kinds for d in self.documents], bool)
        return np.asarray(chosen[self.document], bool)

    def by_document(self, values: NDArray[np.generic]) -> Floats:
        """Sums of one value a clause, over the clauses of each document."""
        weights = np.asarray(values, float)
        return np.bincount(self.document, weights, len(self.documents)).astype(float)


def clauses_of(views: Views) -> Clauses:
    """The clauses of a corpus that have an act, as arrays.

    Parameters
    ----------
    views
        Coded by the codebook "programme"; pieces are clauses, or a user's sentences or
        paragraphs, and those of one document share a cluster.

    Raises
    ------
    FoedusError
        If the corpus is coded by another codebook.

    Examples
    --------
    >>> from foedus.documents.views.shipped import shipped_views
    >>> found = clauses_of(shipped_views("statements"))
    >>> len(found.act) == len(found.specific) == len(found.pieces), found.documents[0].year
    (True, 1996)
    """
    if views.codebook.name != CODEBOOK:
        raise FoedusError(
            f"The corpus {views.corpus!r} is coded by {views.codebook.key}, not by {CODEBOOK!r}.",
            f"Code it: foedus texts code {views.corpus} --codebook {CODEBOOK} --coder NAME.",
        )
    act = views.values("act")
    has = np.array([v is not None and v != NO_CODE for v in act], bool)
    pieces = tuple(p for p, kept in zip(views.pieces, has, strict=True) if kept)
    documents = _documents(pieces)
    place = {d.id: k for k, d in enumerate(documents)}
    numbers = [v if isinstance(v, (int, float)) else np.nan for v in views.values("specific")]
    return Clauses(
        pieces=pieces,
        act=act[has],
        specific=np.array(numbers, float)[has],
        aims_us=views.has("aims_us")[has] == 1,
        order=views.has("order")[has] == 1,
        document=np.array([place[p.cluster] for p in pieces], np.int64),
        documents=documents,
        uncoded=int((~has).sum()),
    )


def _documents(pieces: Sequence[Piece]) -> tuple[Document, ...]:
    """One for each cluster, by date and id."""
    first: dict[str, Piece] = {}
    read: dict[str, dict[str, None]] = {}
    for p in pieces:
        first.setdefault(p.cluster, p)
        read.setdefault(p.cluster, {})[p.read] = None
    made = [
        Document(c, p.title, p.title_en, p.date, p.kind, tuple(r for r in read[c] if r))
        for c, p in first.items()
    ]
    return tuple(sorted(made, key=lambda d: (d.date, d.id)))
