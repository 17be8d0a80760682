"""Documents that nearly repeat an earlier one: found by their signatures, judged by their words.

Signatures that agree on all of some band of bins make a candidate (16 bands of 4: a pair
with a Jaccard similarity of .8 is missed once in some thousands). Whether a candidate is a
near-duplicate is then decided exactly, on the sets of five-word runs of the two texts.
"""

from __future__ import annotations

from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from foedus.documents.corpora.corpus import Corpus
from foedus.documents.corpora.signatures import BINS, Hashes, runs
from foedus.documents.language.words import forms

ALIKE = 0.8
"""Jaccard similarity of five-word runs from which a document counts as a copy."""
BANDS = 16
CHECKED = "duplicates_checked_to"
"""In `about`: the document up to which copies were looked for."""
_HELD = 64
"""Texts whose runs are held at a time."""

Pairs = NDArray[np.int64]


def mark_duplicates(corpus: Corpus, alike: float = ALIKE) -> int:
    """Note with each new document the earliest one it nearly repeats; how many do.

    The later document gets ``copy_of`` and ``alike``, the similarity. Documents marked before
    stay as they are: what comes later never changes what an earlier one is.

    Examples
    --------
    See `foedus.documents.corpora.adding.add_folder`, which ends with this.
    """
    number, signature, checked = _signatures(corpus)
    if not len(number) or number[-1] <= checked:
        return 0
    pairs = candidates(signature, number > checked)
    found = _judged(corpus, number[pairs], alike)
    with corpus.writing() as connection:
        connection.executemany(
            "UPDATE document SET copy_of = ?, alike = ? WHERE id = ?",
            [(first, share, later) for later, (first, share) in found.items()],
        )
        connection.execute(
            # Another process may have looked further meanwhile.
            "INSERT INTO about VALUES (?, ?) ON CONFLICT (key) DO UPDATE SET "
            "value = max(CAST(value AS INTEGER), CAST(excluded.value AS INTEGER))",
            (CHECKED, str(int(number[-1]))),
        )
    return len(found)


def candidates(signature: NDArray[np.uint32], new: NDArray[np.bool_]) -> Pairs:
    """Rows of signatures that agree on a band, as pairs (earlier, later), in order.

    In a band, a document is held against the first that has its values and against the one
    before it: of a thousand copies come two thousand pairs, not half a million.

    Parameters
    ----------
    signature : ndarray of uint32, shape (documents, 64)
    new : ndarray of bool, shape (documents,)
        A pair has a new one as its later.
    """
    count = len(signature)
    rows = BINS // BANDS
    found = [np.zeros((0, 2), np.int64)]
    for band in range(BANDS):
        value = np.ascontiguousarray(signature[:, band * rows : (band + 1) * rows])
        key = value.view(f"V{4 * rows}").reshape(count)
        _, group = np.unique(key, return_inverse=True)
        order = np.argsort(group, kind="stable")
        same = group[order][1:] == group[order][:-1]
        before, later = order[:-1][same], order[1:][same]
        opens = np.flatnonzero(np.concatenate([[True], ~same]))
        first = order[opens[np.searchsorted(opens, np.arange(count), side="right") - 1]][1:][same]
        found += [np.column_stack([before, later]), np.column_stack([first, later])]
    pairs = np.unique(np.concatenate(found), axis=0)
    return pairs[new[pairs[:, 1]]]


def _signatures(corpus: Corpus) -> tuple[NDArray[np.int64], NDArray[np.uint32], int]:
    with corpus.reading() as connection:
        rows = connection.execute("SELECT document, hashes FROM signature ORDER BY 1").fetchall()
        checked = connection.execute("SELECT value FROM about WHERE key = ?", (CHECKED,)).fetchone()
    number = np.array([row[0] for row in rows], np.int64)
    signature = np.frombuffer(b"".join(row[1] for row in rows), "<u4").reshape(-1, BINS)
    return number, signature, int(checked[0]) if checked else 0


def _judged(corpus: Corpus, pairs: Pairs, alike: float) -> dict[int, tuple[int, float]]:
    """For each later document the earliest it nearly repeats, and how nearly."""

    found: dict[int, tuple[int, float]] = {}
    with corpus.reading() as connection:

        @lru_cache(_HELD)
        def runs_of(document: int) -> Hashes:
            text, language = connection.execute(
                "SELECT text, language FROM document WHERE id = ?", (document,)
            ).fetchone()
            return np.unique(runs(forms([text], language))[0])

        for earlier, later in pairs[np.lexsort((pairs[:, 0], pairs[:, 1]))].tolist():
            if later in found:
                continue
            share = jaccard(runs_of(earlier), runs_of(later))
            if share >= alike:
                found[later] = (earlier, share)
    return found


def jaccard(one: Hashes, two: Hashes) -> float:
    """Similarity of two sets of hashes, each without repetitions; nan where both are empty."""
    shared = len(np.intersect1d(one, two, assume_unique=True))
    every = len(one) + len(two) - shared
    return shared / every if every else float("nan")
