"""What is lost where a source ends: treaties after a year are hidden, everything else stays.

Years up to 1998 set how much wider intervals are where treaties are unknown; 2008 tests it.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from benchmarks.ties.inputs import LAST, cut_at, evidence, fitted, say
from benchmarks.ties.output import report
from foedus.measures.ties.items import HEADLINE
from foedus.measures.ties.model import LEVEL_90, UNKNOWN, Evidence

TABLES = ("hidden", "hidden_years", "hidden_pairs")
SET_ON, TEST = (1978, 1988, 1998), 2008
AHEAD = 10
STRONG = 1.5
SHOWN = 10
FACTORS = (1.0, 1.25, UNKNOWN)


@dataclass(frozen=True)
class Hiding:
    """Scores with all treaties and with those after a year hidden; pairs of interest."""

    part: Evidence
    known: NDArray[Any]
    blind: NDArray[Any]
    distance: NDArray[Any]
    pairs: dict[str, NDArray[np.bool_]]


def hiding(cut: int) -> Hiding:
    """Fit both ways; `distance` is the miss in half-widths of the unwidened 90 % interval."""
    part = cut_at(evidence().only(HEADLINE), min(cut + AHEAD, LAST))
    frame = part.frame
    say(f"treaties hidden after {cut}")
    known, _ = fitted(part)
    blind, sd = fitted(part.hidden(cut, ("treaty",)))
    then = frame.rows(frame.ccode1, frame.ccode2, np.full(len(frame), cut))
    late = ((frame.year > cut) & (then >= 0))[:, None]
    strong = known[np.maximum(then, 0)] >= STRONG
    pairs = {
        "all": late & np.ones_like(strong),
        "strong": late & strong,
        "with a treaty": late & (part.codes["treaty"] >= 1),
    }
    return Hiding(part, known, blind, np.abs(known - blind) / (LEVEL_90 * sd), pairs)


def row(found: Hiding, pick: NDArray[Any]) -> tuple[Any, ...]:
    """Share covered for each factor, and how far the score moves."""
    change = (found.blind - found.known)[pick]
    shares = [float((found.distance[pick] <= factor).mean()) for factor in FACTORS]
    return (
        int(pick.sum()),
        *shares,
        float(change.mean()),
        float(change.min()),
        float(change.max()),
    )


def run() -> None:
    """The four hidings, the test's years, and its largest misses."""
    header = (
        "n",
        *(f"covered_x{f:g}" for f in FACTORS),
        "mean_change",
        "largest_fall",
        "largest_rise",
    )
    rows: list[tuple[Any, ...]] = []
    for cut in (*SET_ON, TEST):
        found = hiding(cut)
        rows += [
            (cut, "test" if cut == TEST else "set on", name, *row(found, pick))
            for name, pick in found.pairs.items()
        ]
    report(
        "hidden",
        f"Ten years of treaties hidden (strong: at least {STRONG} before; aim: covered >= .93, fall <= .45)",
        ("hidden_after", "use", "pairs", *header),
        rows,
    )
    frame = found.part.frame
    years = [
        (year, name, *row(found, pick & (frame.year == year)[:, None]))
        for year in range(TEST + 1, frame.last + 1)
        for name, pick in found.pairs.items()
    ]
    report(
        "hidden_years", f"Treaties hidden after {TEST}, by year", ("year", "pairs", *header), years
    )
    report(
        "hidden_pairs",
        f"Largest misses in {frame.last}",
        ("ccode1", "ccode2", "known", "hidden"),
        largest(found, frame.last),
    )


def largest(found: Hiding, year: int) -> list[tuple[int, int, float, float]]:
    """The directed dyads whose score moves most."""
    span = found.part.frame.span(year)
    known, blind = found.known[span], found.blind[span]
    one, two = found.part.frame.ccode1[span], found.part.frame.ccode2[span]
    order = np.argsort(-np.abs(known - blind), axis=None, kind="stable")[:SHOWN]
    out = []
    for place in order:
        r, side = divmod(int(place), 2)
        i, j = (one[r], two[r]) if side == 0 else (two[r], one[r])
        out.append((int(i), int(j), float(known[r, side]), float(blind[r, side])))
    return out
