"""Accuracy on the case file, beside the four-line baseline.

Single misses are listed for the calibration cases alone; of the cases set aside only
totals by type leave this module, so that nobody can tune rules on them.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache

import numpy as np

import foedus
from benchmarks.verdict import cases, output
from benchmarks.verdict.baseline import baseline
from benchmarks.verdict.cases import SPLITS, CaseLine
from benchmarks.verdict.statistics import mcnemar, wilson
from foedus.assessment.result import Verdict
from foedus.core.finding import Finding
from foedus.core.vocabulary import VERDICT_TYPES

DRAWS = 20
"""Types and labels do not depend on the draws; a few keep the run short."""
SURE = 2
Test = Callable[[Verdict, dict[str, Finding]], bool]

LABELS: dict[str, Test] = {
    "paper pact": lambda v, f: f["alliance"].extra["life"] == "paper pact",
    "dead letter": lambda v, f: f["alliance"].extra["life"] == "dead letter",
    "not an alliance": lambda v, f: f["alliance"].met is not True,
    "not a community": lambda v, f: (
        f["community"].extra["findings"]["security_community"] is not True
    ),
    "security community": lambda v, f: (
        f["community"].extra["findings"]["security_community"] is True
    ),
    "dependency": lambda v, f: "dependency" in (v.type, *v.labels),
    "limited": lambda v, f: v.limited is True,
}
"""When a label of the case file is there, as its README says."""


@dataclass(frozen=True, slots=True)
class Scored:
    """What the rules and the baseline make of one case."""

    line: CaseLine
    rules: str
    runner_up: str
    margin: float
    printed: tuple[str, ...]
    found: dict[str, bool]
    base: str

    @property
    def accepted(self) -> bool:
        """Whether the rules' type is accepted."""
        return self.line.accepts(self.rules, self.printed)

    @property
    def base_accepted(self) -> bool:
        """Whether the baseline's type is accepted; it prints no labels."""
        return self.line.accepts(self.base)


@cache
def scored() -> tuple[Scored, ...]:
    """Every case of the file, scored."""
    lines = cases.load()
    rows = cases.evidence(lines)
    first, second = rows.ranked
    members = np.stack([rows.reading.memberships[t] for t in VERDICT_TYPES])
    at = np.arange(len(lines))
    margin = members[first, at] - members[second, at]
    base = baseline(rows)
    out: list[Scored] = []
    for k, line in enumerate(lines):
        printed, found = (
            _assessed(line, VERDICT_TYPES[first[k]]) if line.needs_assessing else ((), {})
        )
        out.append(
            Scored(
                line, VERDICT_TYPES[first[k]], VERDICT_TYPES[second[k]], float(margin[k]),
                printed, found, VERDICT_TYPES[base[k]],
            )
        )  # fmt: skip
    return tuple(out)


def _assessed(line: CaseLine, expected: str) -> tuple[tuple[str, ...], dict[str, bool]]:
    """Labels printed by the program itself, and which of the expected ones are there."""
    result = foedus.assess(*line.pair, line.year, compare=[], draws=DRAWS)
    if result.verdict.type != expected:
        raise AssertionError(
            f"{line.id}: assess says {result.verdict.type}, the rules in bulk say {expected}"
        )
    findings = {f.name: f for f in result.criteria}
    found = {name: LABELS[name](result.verdict, findings) for name in line.labels}
    return result.verdict.labels, found


HEADER = (
    "split", "group", "cases", "strict", "accepted", "share", "low", "high", "wrong",
    "base strict", "base accepted", "base share", "base low", "base high", "base wrong",
)  # fmt: skip


def row(split: str, group: str, some: Sequence[Scored]) -> output.Row:
    """One line of the accuracy table."""
    n = len(some)
    hits, base_hits = sum(s.accepted for s in some), sum(s.base_accepted for s in some)
    return (
        split, group, n,
        sum(s.rules == s.line.type for s in some), hits, hits / n, *wilson(hits, n),
        sum(s.rules in s.line.wrong for s in some),
        sum(s.base == s.line.type for s in some), base_hits, base_hits / n, *wilson(base_hits, n),
        sum(s.base in s.line.wrong for s in some),
    )  # fmt: skip


def table(every: Sequence[Scored]) -> list[output.Row]:
    """By split: all, by how surely specialists agree, by expected type."""
    out: list[output.Row] = []
    for split in SPLITS:
        some = [s for s in every if s.line.split == split]
        groups = {"all": some}
        groups["agreement 1-2"] = [s for s in some if s.line.agreement <= SURE]
        groups["agreement 3 and worse"] = [s for s in some if s.line.agreement > SURE]
        groups |= {t: [s for s in some if s.line.type == t] for t in VERDICT_TYPES}
        out += [row(split, name, group) for name, group in groups.items() if group]
    return out


def discordant(some: Sequence[Scored]) -> tuple[int, int]:
    """Cases that the rules alone, and that the baseline alone, got accepted."""
    return (
        sum(s.accepted and not s.base_accepted for s in some),
        sum(s.base_accepted and not s.accepted for s in some),
    )


def labels(every: Sequence[Scored]) -> list[output.Row]:
    """Recall of the expected labels by split."""
    out: list[output.Row] = []
    for split in SPLITS:
        for name in LABELS:
            found = [s.found[name] for s in every if s.line.split == split and name in s.found]
            if found:
                out.append((split, name, len(found), sum(found), *wilson(sum(found), len(found))))
    return out


def misses(every: Sequence[Scored]) -> list[output.Row]:
    """Single misses of the calibration cases, in type or label."""
    out: list[output.Row] = []
    for s in every:
        lacking = [name for name, there in s.found.items() if not there]
        if s.line.split != "calibration" or (s.accepted and not lacking):
            continue
        accepted = " | ".join(f"{t} [{need}]" if need else t for t, need in s.line.accepted)
        verdict = "" if s.accepted else "plainly wrong" if s.rules in s.line.wrong else "miss"
        out.append(
            (s.line.id, accepted, s.rules, s.runner_up, s.margin, verdict, ", ".join(lacking))
        )
    return out


def run() -> None:
    """Print and write accuracy, label recall and the calibration misses."""
    every = scored()
    output.report("score", "Accuracy on the case file", HEADER, table(every))
    held = [s for s in every if s.line.split == "held_out"]
    ours, theirs = discordant(held)
    print(
        f"\nheld_out: {ours} cases right by the rules alone, {theirs} by the baseline alone; "
        f"exact McNemar p = {mcnemar(ours, theirs):.2g}. Every run looks at held_out once more."
    )
    output.report(
        "labels",
        "Expected labels found",
        ("split", "label", "expected", "found", "low", "high"),
        labels(every),
    )
    output.report(
        "misses", "Misses among the calibration cases",
        ("case", "accepted types", "rules", "runner-up", "margin", "type", "labels lacking"),
        misses(every),
    )  # fmt: skip
