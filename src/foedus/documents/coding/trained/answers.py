"""Answers of a code as yes-or-no questions, and their probabilities put together again.

A flag is one question. A category asks first whether it applies, then of each value whether it
is the one. A scale asks first whether it applies, then between each two steps whether the value
lies above (cumulative logits, McCullagh 1980).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from foedus.documents.coding.codebook import Scalar
from foedus.documents.reliability.words import NO_CODE

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]
Bools = NDArray[np.bool_]
Kind = Literal["flag", "category", "scale"]
KINDS: tuple[Kind, ...] = ("flag", "category", "scale")


@dataclass(frozen=True)
class Answers:
    """What a passage can get.

    Parameters
    ----------
    kind : {"flag", "category", "scale"}
    names : tuple
        "no code" first, where passages without the code were among those learned from; then
        "applied" of a flag, or the values, of a scale in ascending order.
    """

    kind: Kind
    names: tuple[Scalar, ...]

    @property
    def none(self) -> bool:
        """Whether a passage can be without the code."""
        return self.names[0] == NO_CODE

    @property
    def values(self) -> tuple[Scalar, ...]:
        """All but "no code"."""
        return self.names[1:] if self.none else self.names

    def questions(self, answer: Ints) -> list[tuple[Bools, Bools]]:
        """For each question: who is so, and of whom it is asked.

        Parameters
        ----------
        answer : ndarray of int, shape (passages,)
            Numbers of `names`.
        """
        every, coded = np.ones(len(answer), bool), answer >= int(self.none)
        value = answer - int(self.none)
        first = [(coded, every)] if self.none else []
        if self.kind == "flag":
            return first
        if self.kind == "scale":
            return first + [(coded & (value > k), coded) for k in range(len(self.values) - 1)]
        if len(self.values) == 1:
            return first
        return first + [(coded & (value == k), coded) for k in range(len(self.values))]

    def together(self, chances: Sequence[Floats]) -> Floats:
        """Probability of each answer, shape (passages, answers), from those of the questions."""
        has = chances[0] if self.none else np.ones(len(chances[0]))
        rest = np.array(chances[int(self.none) :])
        if not len(rest):
            inner = np.ones((len(has), 1))
        elif self.kind == "scale":
            # A later step cannot be likelier than an earlier one.
            above = np.minimum.accumulate(rest, axis=0)
            edge = np.ones((1, len(has)))
            inner = -np.diff(np.vstack([edge, above, 0 * edge]), axis=0).T
        else:
            inner = (rest / np.maximum(rest.sum(axis=0), 1e-12)).T
        given = has[:, None] * inner
        return np.column_stack([1 - has, given]) if self.none else given

    def decided(self, chances: Floats, threshold: float) -> Ints:
        """Number of the answer given.

        The code is given from the threshold on; of a category the likeliest value, of a scale
        the median.
        """
        first = int(self.none)
        has = chances[:, first:].sum(axis=1)
        inner = chances[:, first:] / np.maximum(has, 1e-12)[:, None]
        if self.kind == "scale":
            value = (np.cumsum(inner, axis=1) < 0.5 - 1e-9).sum(axis=1)
            value = np.minimum(value, inner.shape[1] - 1)
        else:
            value = inner.argmax(axis=1)
        given = has >= threshold if self.none else np.ones(len(has), bool)
        return np.asarray(np.where(given, value + first, 0), np.int64)
