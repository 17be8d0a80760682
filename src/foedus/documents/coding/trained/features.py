"""What the classifier sees of passages: meaning, spelling, and what stands around them."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from foedus.documents.coding.trained.ngrams import Sparse, counted

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]
Embed = Callable[[Sequence[str]], NDArray[Any]]
"""Texts to vectors, shape (texts, dimensions)."""
NEXT_TO = 0.6
"""Weight of a neighbour's vector beside the passage's own; how far context counts."""
_END = re.compile(r"[.?!。?!…;;:][\"'”’»」』))\]\s]*$")


@dataclass(frozen=True)
class Seen:
    """Passages as the classifier sees them.

    Parameters
    ----------
    dense : ndarray, shape (passages, columns)
        Vectors of meaning, and where the passage stands.
    spelling : tuple of Sparse
        Counts of runs of characters: of the passage; of the sentence around it.
    """

    dense: Floats
    spelling: tuple[Sparse, ...]


def alone(texts: Sequence[str], embed: Embed) -> Seen:
    """Passages by themselves."""
    return Seen(np.hstack([_vectors(texts, embed), _length(texts)]), (counted(texts),))


def around(texts: Sequence[str], document: Ints, embed: Embed, *, pieces: bool) -> Seen:
    """Passages with what stands around them.

    Parameters
    ----------
    texts
        All passages of the documents, in their order.
    document : ndarray of int, shape (texts,)
        Which document each is of.
    embed
    pieces
        Whether passages are pieces of sentences, so that the sentence counts as well.
    """
    order = np.argsort(document, kind="stable")
    back = np.argsort(order, kind="stable")
    ordered, where = [texts[k] for k in order], document[order]
    own = _vectors(ordered, embed)
    blocks = [own, *(NEXT_TO * beside(own, where, by) for by in (-1, 1))]
    spelling = [counted(ordered)]
    sentence = sentences(ordered, where)
    if pieces:
        first = np.unique(sentence, return_index=True)[1]
        joined = [" ".join(part) for part in np.split(np.array(ordered, object), first[1:])]
        whole = _vectors(joined, embed)
        near = [whole, *(NEXT_TO * beside(whole, where[first], by) for by in (-1, 1))]
        blocks += [block[sentence] for block in near]
        counts = counted(joined)
        spelling.append(_spread(counts, sentence))
    blocks += [_mean(own, where), _length(ordered), _place(where, sentence)]
    return Seen(np.hstack(blocks)[back], tuple(_spread(part, back) for part in spelling))


def are_pieces(texts: Sequence[str], document: Ints) -> bool:
    """Whether more than a tenth of the passages go on with the sentence before."""
    order = np.argsort(document, kind="stable")
    sentence = sentences([texts[k] for k in order], document[order])
    return bool(len(texts) and sentence[-1] + 1 < 0.9 * len(texts))


def sentences(texts: Sequence[str], document: Ints) -> Ints:
    """The number of the sentence each passage belongs to; documents lie one after another.

    A sentence ends with its mark, or with the document.

    Examples
    --------
    >>> sentences(["As we know,", "it failed.", "Why?", "他说,", "好。"], np.zeros(5, int)).tolist()
    [0, 0, 1, 2, 2]
    """
    ends = np.array([bool(_END.search(text)) for text in texts], bool)
    new = np.ones(len(texts), bool)
    new[1:] = ends[:-1] | (document[1:] != document[:-1])
    return np.asarray(np.cumsum(new) - 1, np.int64)


def beside(vectors: Floats, document: Ints, by: int) -> Floats:
    """The vector so many rows on in the same document; zeros beyond its ends."""
    at = np.arange(len(vectors)) + by
    there = (at >= 0) & (at < len(vectors))
    at = np.clip(at, 0, max(len(vectors) - 1, 0))
    there &= document[at] == document
    return np.where(there[:, None], vectors[at], 0.0)


def _vectors(texts: Sequence[str], embed: Embed) -> Floats:
    once = {text: k for k, text in enumerate(dict.fromkeys(texts))}
    return np.asarray(embed(list(once)), float)[[once[text] for text in texts]]


def _mean(vectors: Floats, document: Ints) -> Floats:
    which = np.unique(document, return_inverse=True)[1]
    total = np.zeros((which.max(initial=-1) + 1, vectors.shape[1]))
    np.add.at(total, which, vectors)
    return np.asarray((total / np.bincount(which)[:, None])[which])


def _length(texts: Sequence[str]) -> Floats:
    return np.log1p([[len(text)] for text in texts]) / 5


def _place(document: Ints, sentence: Ints) -> Floats:
    """Place within document and sentence, and how many passages the sentence has."""
    first, size = _runs(document)
    through = first / size
    step, of = _runs(sentence)
    return np.column_stack(
        [through, through**2, step == 0, step == of - 1, of == 1, np.log1p(of) / 3]
    ).astype(float)


def _runs(number: Ints) -> tuple[Ints, Ints]:
    """Of each row: how many of its number stand before it, and how many there are."""
    _, start, which, count = np.unique(
        number, return_index=True, return_inverse=True, return_counts=True
    )
    return np.arange(len(number)) - start[which], count[which]


def _spread(counts: Sparse, which: Ints) -> Sparse:
    """Rows by number, some of them several times."""
    edge = np.searchsorted(counts.row, np.arange(counts.shape[0] + 1))
    size = np.diff(edge)[which]
    offset = np.repeat(edge[:-1][which] - np.r_[0, np.cumsum(size)[:-1]], size)
    at = offset + np.arange(size.sum())
    row = np.repeat(np.arange(len(which)), size)
    return Sparse(row, counts.column[at], counts.value[at], (len(which), counts.shape[1]))
