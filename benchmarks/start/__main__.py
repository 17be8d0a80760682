"""What a user waits for: import, a first assessment, a panel, the build with its memory.

Each figure is a new process. "Without raw data" hides the data folder and the cache, as on
a machine where only the package is installed.
"""

from __future__ import annotations

import os
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import numpy as np

from benchmarks.machine import report
from foedus.core.settings import data_folders

RUNS = 5
TEN = (
    "obligations,s_votes,kappa_votes,s_squared_alliances,hostility,shared_threat,arms_10y,"
    "dependence,igo_percentile,capital_distance"
)
PANEL = ("panel", "--from", "1946", "--to", "2018", "--dyads", "directed", "--measures", TEN)
FOEDUS = "import sys; from foedus.cli.main import run; sys.argv[0] = 'foedus'; sys.exit(run())"


def timed(command: list[str], folder: Path, environment: dict[str, str]) -> tuple[float, str]:
    """Seconds of one run, and the first words of its complaint where it failed."""
    start = time.perf_counter()
    done = subprocess.run(
        command, cwd=folder, env=environment, capture_output=True, text=True, check=False
    )
    taken = time.perf_counter() - start
    return taken, "" if done.returncode == 0 else (done.stderr.strip().splitlines() or ["?"])[-1]


def row(
    what: str, command: list[str], environment: dict[str, str], runs: int = RUNS
) -> dict[str, object]:
    """Median of several new processes, each in an empty folder."""
    taken = []
    for _ in range(runs):
        with tempfile.TemporaryDirectory() as folder:
            seconds, problem = timed(command, Path(folder), environment)
        if problem:
            return {"what": what, "value": "failed", "unit": "", "note": problem[:100]}
        taken.append(seconds)
    note = f"first {taken[0]:.3f}, median of {runs}" if runs > 1 else "one run"
    return {"what": what, "value": round(float(np.median(taken)), 3), "unit": "s", "note": note}


def build(data: Path) -> list[dict[str, object]]:
    """The whole build from raw files with an empty cache, and its peak memory."""
    with tempfile.TemporaryDirectory() as cache:
        environment = os.environ | {"XDG_CACHE_HOME": cache}
        what = "foedus data build, empty cache"
        first = row(what, foedus("data", "build", "--data", str(data)), environment, runs=1)
        again = row(
            "the same, tidy tables kept",
            foedus("data", "build", "--data", str(data)),
            environment,
            1,
        )
    peak = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
    memory = {"what": "peak memory of the largest process", "value": round(peak), "unit": "MB"}
    return [first, again, memory]


def foedus(*arguments: str) -> list[str]:
    """A foedus command as a new process of this Python."""
    return [sys.executable, "-c", FOEDUS, *arguments]


def main() -> None:
    """Measure and report."""
    with tempfile.TemporaryDirectory() as cache:
        bare = {k: v for k, v in os.environ.items() if k != "FOEDUS_DATA"} | {
            "XDG_CACHE_HOME": cache
        }
        rows = [
            row("python -c pass", [sys.executable, "-c", "pass"], bare),
            row("import foedus", [sys.executable, "-c", "import foedus"], bare),
            row("foedus --version", foedus("--version"), bare),
            row("foedus assess CHN RUS", foedus("assess", "CHN", "RUS"), bare),
            row(
                "foedus assess CHN RUS -o report.html",
                foedus("assess", "CHN", "RUS", "-o", "report.html"),
                bare,
            ),
            row(
                "foedus panel, all directed dyad-years 1946-2018, ten measures",
                foedus(*PANEL, "-o", "panel.parquet"),
                bare,
                3,
            ),
        ]
    here = data_folders()
    report("start", rows + (build(here[0].resolve()) if here else []))


if __name__ == "__main__":
    main()
