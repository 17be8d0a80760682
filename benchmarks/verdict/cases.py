"""The case file: what specialists say, and when a verdict agrees with it."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from foedus.assessment import calibration
from foedus.assessment.evidence import Evidence, Pair, gather_pairs, ordered
from foedus.core.vocabulary import VERDICT_TYPES

HERE = Path(__file__).resolve().parent
SPLITS = ("calibration", "held_out", "out_of_bounds")
PAPER = "paper pact"


@dataclass(frozen=True, slots=True)
class CaseLine:
    """One pair and year of the case file.

    Parameters
    ----------
    accepted
        Types accepted, the first one expected; each with the label it needs, or "".
    labels
        Findings that must be there.
    wrong
        Types that would be plainly wrong.
    agreement
        How surely specialists agree, 1 best.
    """

    id: str
    pair: Pair
    year: int
    type: str
    accepted: tuple[tuple[str, str], ...]
    labels: tuple[str, ...]
    wrong: frozenset[str]
    agreement: int
    split: str

    def accepts(self, named: str, labels: Iterable[str] = ()) -> bool:
        """Whether specialists would accept a type printed with these labels beside it."""
        return any(t == named and (not need or need in labels) for t, need in self.accepted)

    @property
    def needs_assessing(self) -> bool:
        """Whether the case asks for more than the leading type."""
        return bool(self.labels) or any(need for _, need in self.accepted)


def parse_type(text: str) -> tuple[str, str]:
    """A type and the label it needs.

    >>> parse_type("defence alliance [paper pact]")
    ('defence alliance', 'paper pact')
    """
    named, _, rest = text.partition(" [")
    if named not in VERDICT_TYPES:
        raise ValueError(
            f"{named!r} in the case file is no type; types: {', '.join(VERDICT_TYPES)}"
        )
    return named, rest.removesuffix("]")


def _split(text: str) -> tuple[str, ...]:
    return tuple(x for x in text.split("|") if x)


def load(path: Path = HERE / "cases.csv") -> tuple[CaseLine, ...]:
    """All cases in the file's order."""
    with path.open(encoding="utf-8", newline="") as f:
        return tuple(_line(r) for r in csv.DictReader(f))


def _line(r: dict[str, str]) -> CaseLine:
    return CaseLine(
        id=r["id"],
        pair=ordered((int(r["ccode1"]), int(r["ccode2"]))),
        year=int(r["year"]),
        type=parse_type(r["type"])[0],
        accepted=tuple(parse_type(t) for t in (r["type"], *_split(r["also_accepted"]))),
        labels=_split(r["labels"]),
        wrong=frozenset(parse_type(t)[0] for t in _split(r["not_types"])),
        agreement=int(r["grade"][1]),
        split=r["split"],
    )


def for_calibration(lines: Sequence[CaseLine]) -> tuple[CaseLine, ...]:
    """The cases thresholds may be set on: a pair out of bounds in any year is out in all."""
    barred = {x.pair for x in lines if x.split == "out_of_bounds"}
    return tuple(x for x in lines if x.split == "calibration" and x.pair not in barred)


def evidence(lines: Sequence[CaseLine]) -> Evidence:
    """The evidence of each case, one row a case, in the same order."""
    every = gather_pairs(x.pair for x in lines)
    keys = zip(every.inputs.ccode1, every.inputs.ccode2, every.inputs.year, strict=True)
    row = {(int(a), int(b), int(y)): k for k, (a, b, y) in enumerate(keys)}
    return every.take(np.array([row[(*x.pair, x.year)] for x in lines], np.int64))


def pool(lines: Sequence[CaseLine], rows: Evidence) -> calibration.Cases:
    """The cases as arrays of accepted and plainly wrong types, for scoring many at once."""

    def marked(test: object) -> NDArray[np.bool_]:
        assert callable(test)
        return np.array([[test(x, t) for t in VERDICT_TYPES] for x in lines], bool)

    return calibration.Cases(
        rows,
        marked(lambda x, t: (t, "") in x.accepted),
        marked(lambda x, t: (t, PAPER) in x.accepted),
        marked(lambda x, t: t in x.wrong),
    )
