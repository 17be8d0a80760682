"""Whether there are enough labels to learn from, and how many are missing."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from foedus.core.errors import FoedusError
from foedus.documents.coding.trained.answers import Answers
from foedus.documents.coding.trained.folds import FOLDS

Ints = NDArray[np.int64]
LEAST = 20
"""Labelled passages that each answer needs."""
LEAST_GROUPS = FOLDS
"""Groups that they must be of: with fewer, some fold would have none to learn from."""


class NotEnoughLabels(FoedusError):
    """Too few labels to learn a code from."""


def check_enough(code: str, answers: Answers, answer: Ints, group: Ints, fold: Ints) -> None:
    """Refuse where an answer has too few passages, or they come from too few groups.

    Raises
    ------
    NotEnoughLabels
        Saying which answers lack how many.
    """
    if len(answers.names) < 2:
        only = f"all {len(answer)} have {answers.names[0]!r}" if len(answer) else "there are none"
        raise NotEnoughLabels(
            f"Not enough labels to learn {code!r}: {only}.",
            f"At least two answers need {LEAST} passages each, from {LEAST_GROUPS} groups.",
        )
    lacking, more = [], 0
    for k, name in enumerate(answers.names):
        count, groups = int((answer == k).sum()), len(np.unique(group[answer == k]))
        if count < LEAST or groups < LEAST_GROUPS:
            lacking.append(f"{name!r} has {count} from {groups}")
            more += max(LEAST - count, 0)
    if lacking:
        raise NotEnoughLabels(
            f"Not enough labels to learn {code!r}: {'; '.join(lacking)} groups "
            "(documents, unless you say otherwise).",
            f"Each answer needs {LEAST} passages from {LEAST_GROUPS} groups"
            + (f": label at least {more} more." if more else ": label some of other groups."),
        )
    for k in range(len(answers.names)):
        if len(np.unique(fold[answer == k])) < 2:
            raise NotEnoughLabels(
                f"Not enough labels to learn {code!r}: nearly all with {answers.names[k]!r} are "
                "from one group.",
                "Label some of other groups.",
            )
