"""Run with ``python -m benchmarks.competitors [--only STUDY] [--no-install]``.

The programs of others are installed where that is possible: R packages by apt-get (as root
only), dynamirt into an environment that is deleted at the end. What cannot be had gets a row
that says so. Every program runs in a process of its own on one core; the main figure is
processor time, since other work on a machine stretches wall time.
"""

from __future__ import annotations

import argparse
import csv
import tempfile
from collections.abc import Sequence
from pathlib import Path

from benchmarks.competitors import points, similarity
from benchmarks.competitors.methods import dynamic_methods, foedus_methods, r_methods
from benchmarks.competitors.points import Row
from benchmarks.competitors.votes import stretch, un_votes, worlds
from benchmarks.machine import RESULTS, machine

SESSIONS = (38, 74)
WITH_COVERAGE = 74
SEEDS = (1, 2)
STRETCH = (72, 74)
STRETCH_TRUTH = "published"
"""The one kind of made-up votes that the slow program of the dynamic study gets."""
STUDIES = ("sessions", "dynamic", "similarity")
COLUMNS = (
    "case", "method", "version", "size", "threads", "cpu_s", "fit_cpu_s", "wall_s", "peak_mb",
    "draws", "ess", "ess_per_cpu_s", "r_published", "rank_r_published", "r_within", "coverage", "r_truth",
    "coverage_of_each", "note",
)  # fmt: skip
AMONG = ("case", "method", "other", "r")


def sessions(may_install: bool) -> tuple[list[Row], list[Row]]:
    """Single sessions, against R."""
    votes, published = un_votes()
    theirs, absent = r_methods(may_install)
    rows, among = [], []
    for number in SESSIONS:
        case = stretch(f"session {number}", votes, published, number, number)
        made = worlds(case, SEEDS) if number == WITH_COVERAGE else []
        more = points.compare(case, foedus_methods() + theirs, absent, made)
        rows += more[0]
        among += more[1]
    return rows, among


def dynamic(may_install: bool) -> tuple[list[Row], list[Row]]:
    """Several sessions, against dynamirt."""
    votes, published = un_votes()
    case = stretch(f"sessions {STRETCH[0]}-{STRETCH[1]}", votes, published, *STRETCH)
    made = [world for world in worlds(case, (SEEDS[0],)) if world.name.startswith(STRETCH_TRUTH)]
    with tempfile.TemporaryDirectory() as folder:
        theirs, absent = dynamic_methods(Path(folder), may_install)
        return points.compare(case, foedus_methods() + theirs, absent, made)


def write(name: str, columns: Sequence[str], rows: list[Row], whole: bool) -> None:
    """Write rows; cases that were not run again stay. The machine comes last."""
    path = RESULTS / f"{name}.csv"
    old: list[Row] = []
    if path.exists() and not whole:
        again = {str(row["case"]) for row in rows} | {"machine"}
        with path.open(newline="", encoding="utf-8") as stream:
            old = [dict(r) for r in csv.DictReader(stream) if r["case"] not in again]
    said = "; ".join(f"{k} {v}" for k, v in machine().items())
    with path.open("w", newline="", encoding="utf-8") as stream:
        writer = csv.DictWriter(stream, columns, restval="", lineterminator="\n")
        writer.writeheader()
        writer.writerows([*old, *rows, {"case": "machine", "method": said}])


def main() -> None:
    """Choose the studies, measure, write."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.competitors", description=__doc__)
    parser.add_argument("--only", choices=STUDIES, action="append", help="studies; all by default")
    parser.add_argument("--no-install", action="store_true", help="take what is there")
    given = parser.parse_args()
    chosen = given.only or STUDIES
    rows: list[Row] = []
    among: list[Row] = []
    for study, run in (("sessions", sessions), ("dynamic", dynamic)):
        if study in chosen:
            more = run(not given.no_install)
            rows += more[0]
            among += more[1]
    if "similarity" in chosen:
        rows += similarity.compare()
    write("competitors", COLUMNS, rows, given.only is None)
    if among:
        write("competitors_among", AMONG, among, given.only is None)


if __name__ == "__main__":
    main()
