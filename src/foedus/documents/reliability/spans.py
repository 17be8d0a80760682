"""Passages that coders marked, each in documents that each of them read.

Offsets count Unicode code points; `start` is the first code point of the passage and `end`
the first one after it. A document that a coder read without marking anything counts: it says
"nothing here". A document that a coder did not read says nothing.
"""

from __future__ import annotations

from collections.abc import Hashable, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Literal

import numpy as np
from numpy.typing import NDArray

from foedus.core.errors import FoedusError, unknown

if TYPE_CHECKING:
    import pandas as pd

Ints = NDArray[np.int64]


@dataclass(frozen=True, eq=False)
class Spans:
    """Marked passages, who marked them, and who read what.

    Parameters
    ----------
    document, coder, label : ndarray of int64, shape (spans,)
        Places in `documents`, `coders` and `labels`.
    start, end : ndarray of int64, shape (spans,)
        First code point, and the one after the last.
    documents, coders, labels
        Names.
    lengths : ndarray of int64, shape (documents,)
        Code points of each document.
    read : ndarray of bool, shape (documents, coders)
        Which coder read which document.
    """

    document: Ints
    coder: Ints
    label: Ints
    start: Ints
    end: Ints
    documents: tuple[Hashable, ...]
    coders: tuple[Hashable, ...]
    labels: tuple[str, ...]
    lengths: Ints
    read: NDArray[np.bool_]

    def only(
        self,
        *,
        documents: Sequence[Hashable] | None = None,
        labels: Sequence[str] | None = None,
        coders: Sequence[Hashable] | None = None,
    ) -> Spans:
        """The same for some documents (one language, say), labels or coders.

        Raises
        ------
        FoedusError
            For a name that is not there.
        """
        rows = _places(documents, self.documents, "document")
        columns = _places(coders, self.coders, "coder")
        kinds = _places(labels, self.labels, "label")
        kept = (
            np.isin(self.document, rows) & np.isin(self.coder, columns) & np.isin(self.label, kinds)
        )
        return replace(
            self,
            document=_renumbered(rows, len(self.documents))[self.document[kept]],
            coder=_renumbered(columns, len(self.coders))[self.coder[kept]],
            label=_renumbered(kinds, len(self.labels))[self.label[kept]],
            start=self.start[kept],
            end=self.end[kept],
            documents=tuple(self.documents[k] for k in rows),
            coders=tuple(self.coders[k] for k in columns),
            labels=tuple(self.labels[k] for k in kinds),
            lengths=self.lengths[rows],
            read=self.read[np.ix_(rows, columns)],
        )

    def read_by(self, fewest: int) -> Spans:
        """Only the documents that at least so many coders read, and spans in them."""
        enough = self.read.sum(axis=1) >= fewest
        return self.only(documents=[d for d, e in zip(self.documents, enough, strict=True) if e])


def from_tables(
    spans: pd.DataFrame, documents: pd.DataFrame, read: pd.DataFrame | Literal["all"]
) -> Spans:
    """Spans from tables.

    Parameters
    ----------
    spans
        One row a passage: `document`, `coder`, `start`, `end`, `label`.
    documents
        One row a document: `document`, `length` in code points.
    read
        One row for each document that a coder read, marked or not: `document`, `coder`; or
        ``"all"`` where every coder read every document. It must be said: without it nobody
        can tell "nothing here" from "not read".

    Raises
    ------
    FoedusError
        For missing columns, empty or reversed spans, spans beyond the document, in an
        unknown document, or by a coder who did not read it.

    Examples
    --------
    >>> import pandas as pd
    >>> marked = pd.DataFrame(
    ...     {"document": ["d"], "coder": ["ann"], "start": [2], "end": [5], "label": ["threat"]}
    ... )
    >>> readers = pd.DataFrame({"document": ["d", "d"], "coder": ["ann", "bo"]})
    >>> found = from_tables(marked, pd.DataFrame({"document": ["d"], "length": [20]}), readers)
    >>> found.coders, found.read.tolist()
    (('ann', 'bo'), [[True, True]])
    """
    import pandas as pd

    _columns(spans, ("document", "coder", "start", "end", "label"), "spans")
    _columns(documents, ("document", "length"), "documents")
    if documents["document"].duplicated().any():
        raise FoedusError("A document is listed twice.", "One row a document is needed.")
    every = isinstance(read, str)
    if isinstance(read, str):
        if read != "all":
            raise unknown("word for who read what", read, ("all",))
        people = spans["coder"]
    else:
        _columns(read, ("document", "coder"), "readings")
        people = pd.concat([read["coder"], spans["coder"]])
    names = pd.Index(documents["document"])
    coders = pd.Index(sorted(people.unique(), key=str))
    labels = pd.Index(sorted(spans["label"].astype(str).unique()))
    place = _known(names, spans["document"])
    who = coders.get_indexer(pd.Index(spans["coder"])).astype(np.int64)
    readers = np.full((len(names), len(coders)), every)
    if not isinstance(read, str):
        readers[_known(names, read["document"]), coders.get_indexer(pd.Index(read["coder"]))] = True
    start, end = spans["start"].to_numpy(np.int64), spans["end"].to_numpy(np.int64)
    lengths = documents["length"].to_numpy(np.int64)
    wrong = (start < 0) | (end <= start) | (end > lengths[place])
    if wrong.any():
        k = int(np.flatnonzero(wrong)[0])
        raise FoedusError(
            f"Span {start[k]}:{end[k]} does not fit document {names[place[k]]!r} of "
            f"{lengths[place[k]]} code points.",
            "Start counts from 0, end is the code point after the last.",
        )
    stray = ~readers[place, who]
    if stray.any():
        k = int(np.flatnonzero(stray)[0])
        raise FoedusError(
            f"{coders[who[k]]!r} marked {names[place[k]]!r} without having read it.",
            "Add the document to the table of what was read.",
        )
    kinds = labels.get_indexer(pd.Index(spans["label"].astype(str))).astype(np.int64)
    return Spans(
        place, who, kinds, start, end, tuple(names), tuple(coders), tuple(labels), lengths, readers
    )


def _columns(table: pd.DataFrame, needed: Sequence[str], what: str) -> None:
    for column in needed:
        if column not in table:
            raise FoedusError(
                f"The table of {what} has no column {column!r}.", f"Needed: {', '.join(needed)}."
            )
        if table[column].isna().any():
            raise FoedusError(
                f"The table of {what} has an empty {column!r}.", "Fill it in or drop the row."
            )


def _known(names: pd.Index, given: pd.Series) -> Ints:
    import pandas as pd

    place = names.get_indexer(pd.Index(given)).astype(np.int64)
    if (place < 0).any():
        value = given.iloc[int(np.flatnonzero(place < 0)[0])]
        raise unknown("document", str(value), map(str, names))
    return place


def _places(wanted: Sequence[Hashable] | None, names: Sequence[Hashable], kind: str) -> Ints:
    if wanted is None:
        return np.arange(len(names))
    where = {name: k for k, name in enumerate(names)}
    for name in wanted:
        if name not in where:
            raise unknown(kind, str(name), map(str, names))
    return np.array([where[name] for name in wanted], np.int64)


def _renumbered(kept: Ints, n: int) -> Ints:
    number = np.full(n, -1)
    number[kept] = np.arange(len(kept))
    return number
