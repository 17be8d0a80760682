"""How often predicted issue codes were right for votes later than the codes they came from.

``issue_accuracy.csv`` holds what ``python -m benchmarks.issue_codes`` measured; that command
writes it.
"""

from __future__ import annotations

import csv
from functools import cache
from pathlib import Path
from typing import NamedTuple

FILE = Path(__file__).with_name("issue_accuracy.csv")


class Accuracy(NamedTuple):
    """Of later votes: precision and recall from probability .5 on, votes, votes with the code."""

    precision: float
    recall: float
    votes: int
    with_code: int


@cache
def accuracies() -> dict[str, Accuracy]:
    """By the maker's code.

    Examples
    --------
    >>> sorted(accuracies())
    ['co', 'di', 'ec', 'hr', 'me', 'nu']
    """
    with FILE.open(encoding="utf-8", newline="") as stream:
        return {
            r["code"]: Accuracy(
                float(r["precision"]), float(r["recall"]), int(r["votes"]), int(r["with_code"])
            )
            for r in csv.DictReader(stream)
        }


def accuracy(code: str) -> Accuracy:
    """Accuracy of one issue.

    Examples
    --------
    >>> accuracy("nu").precision > 0.9
    True
    """
    return accuracies()[code]
