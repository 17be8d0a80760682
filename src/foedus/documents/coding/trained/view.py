"""A way of looking at passages, learned: by themselves, or with what stands around them."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from foedus.documents.coding.trained.answers import Answers
from foedus.documents.coding.trained.features import Embed, Seen, alone, are_pieces, around
from foedus.documents.coding.trained.matrix import learned, mixed, weighed
from foedus.documents.coding.trained.ngrams import Weighing
from foedus.documents.coding.trained.question import Question, learn
from foedus.documents.coding.trained.threshold import threshold

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]
Keys = NDArray[np.uint64]
_BLOCK = 4096
"""Passages by themselves that are looked at together: what memory bears."""


@dataclass(frozen=True)
class Passages:
    """Passages and, where it counts, whose document they are of.

    Parameters
    ----------
    texts : sequence of str
    document : ndarray of int, shape (texts,), or None
        None: each stands by itself.
    """

    texts: Sequence[str]
    document: Ints | None = None

    def keys(self) -> Keys:
        """A number for each passage, with its neighbours where they count."""
        texts, document = self.texts, self.document
        if document is None:
            return _hashed(list(texts))
        order = np.argsort(document, kind="stable")
        before, after = [""] * len(texts), [""] * len(texts)
        for a, b in zip(order[:-1].tolist(), order[1:].tolist(), strict=True):
            if document[a] == document[b]:
                before[b], after[a] = texts[a], texts[b]
        triples = zip(before, texts, after, strict=True)
        return _hashed(["\0".join(triple) for triple in triples])

    def seen(self, embed: Embed, pieces: bool) -> Seen:
        """As the classifier sees them."""
        if self.document is None:
            return alone(self.texts, embed)
        return around(self.texts, self.document, embed, pieces=pieces)


@dataclass(frozen=True)
class View:
    """What was learned.

    Parameters
    ----------
    answers : Answers
    pieces : bool
        Whether the sentence around a passage counts as well.
    weighings : tuple of Weighing
    questions : tuple of Question
    threshold : float
        From which probability on the code is given.
    known : ndarray of uint64, shape (known,)
        Passages that were learned from, ascending.
    unseen : ndarray, shape (known, answers)
        What models that had not seen them, nor their group, say of them.
    """

    answers: Answers
    pieces: bool
    weighings: tuple[Weighing, ...]
    questions: tuple[Question, ...]
    threshold: float
    known: Keys
    unseen: Floats

    def chances(self, passages: Passages, embed: Embed) -> Floats:
        """Probability of each answer, shape (passages, answers).

        A passage that was learned from gets the answer of a model that had not seen it.
        """
        if not len(passages.texts):
            return np.zeros((0, len(self.answers.names)))
        if passages.document is None and len(passages.texts) > _BLOCK:
            parts = range(0, len(passages.texts), _BLOCK)
            blocks = [Passages(passages.texts[k : k + _BLOCK]) for k in parts]
            return np.vstack([self.chances(block, embed) for block in blocks])
        rows = mixed(passages.seen(embed, self.pieces), self.weighings)
        found = [q.probability(rows.times(q.weights[:-1]) + q.weights[-1]) for q in self.questions]
        out = self.answers.together(found)
        keys = passages.keys()
        at = np.minimum(np.searchsorted(self.known, keys), len(self.known) - 1)
        told = self.known[at] == keys
        out[told] = self.unseen[at[told]]
        return out


def view(
    passages: Passages,
    labelled: Ints,
    answers: Answers,
    answer: Ints,
    fold: Ints,
    embed: Embed,
) -> tuple[View, Floats]:
    """Learn; and the probabilities of each labelled passage by models without its group.

    Parameters
    ----------
    passages
        All of them; those without a label only stand around others.
    labelled : ndarray of int, shape (labelled,)
        Which have one, in ascending order.
    answers
    answer, fold : ndarray of int, shape (labelled,)
    embed
    """
    document = passages.document
    pieces = document is not None and are_pieces(passages.texts, document)
    seen = passages.seen(embed, pieces)
    weighings = weighed(seen)
    rows = learned(mixed(seen, weighings).take(labelled))
    questions = tuple(learn(rows, so, asked, fold) for so, asked in answers.questions(answer))
    unseen = answers.together([q.unseen for q in questions])
    known, which = np.unique(passages.keys()[labelled], return_inverse=True)
    total = np.zeros((len(known), unseen.shape[1]))
    np.add.at(total, which, unseen)
    kept = total / np.bincount(which)[:, None]
    cut = threshold(1 - unseen[:, 0]) if answers.none else 0.0
    return View(answers, pieces, weighings, questions, cut, known, kept), unseen


def _hashed(texts: list[str]) -> Keys:
    raw = b"".join(
        hashlib.blake2b(t.encode("utf-8", "surrogatepass"), digest_size=8).digest() for t in texts
    )
    return np.frombuffer(raw, "<u8").astype(np.uint64)
