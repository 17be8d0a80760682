"""Accuracy against coverage: answering only where the lead over the runner-up is large."""

from __future__ import annotations

from benchmarks.verdict import output
from benchmarks.verdict.score import scored
from benchmarks.verdict.statistics import wilson

MARGINS = tuple(k / 10 for k in range(11))


def curve() -> list[output.Row]:
    """By split and margin: cases answered, accepted, plainly wrong."""
    out: list[output.Row] = []
    for split in ("calibration", "held_out"):
        every = [s for s in scored() if s.line.split == split]
        for margin in MARGINS:
            # Types that hold equally may rank the lower membership first: a margin of zero.
            some = [s for s in every if max(s.margin, 0.0) >= margin]
            hits = sum(s.accepted for s in some)
            share = hits / len(some) if some else None
            wrong = sum(s.rules in s.line.wrong for s in some)
            out.append(
                (
                    split,
                    margin,
                    len(some),
                    len(some) / len(every),
                    hits,
                    share,
                    *wilson(hits, len(some)),
                    wrong,
                )
            )
    return out


def run() -> None:
    """Print and write the curve."""
    header = (
        "split",
        "margin",
        "answered",
        "coverage",
        "accepted",
        "accuracy",
        "low",
        "high",
        "wrong",
    )
    output.report("coverage", "Accuracy and coverage", header, curve())
