"""Run with ``python -m benchmarks.ties [study ...] [--again]``; a finished study is not run twice."""

from __future__ import annotations

import argparse
import time

from benchmarks.ties import (
    backtests,
    faces,
    hidden,
    improvements,
    joining,
    left_out,
    output,
    recovery,
    robustness,
    speed,
)

STUDIES = {
    "speed": speed,
    "recovery": recovery,
    "hidden": hidden,
    "backtests": backtests,
    "left-out": left_out,
    "joining": joining,
    "robustness": robustness,
    "improvements": improvements,
    "faces": faces,
}


def main() -> None:
    """Run the studies named, or all that are not done."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.ties", description=__doc__)
    parser.add_argument("study", nargs="*", help=f"all, or some of: {', '.join(STUDIES)}")
    parser.add_argument("--again", action="store_true", help="run even what is done")
    asked = parser.parse_args()
    chosen = asked.study or list(STUDIES)
    unknown = [name for name in chosen if name not in STUDIES]
    if unknown:
        parser.error(f"no study named {', '.join(unknown)}; there are {', '.join(STUDIES)}")
    for number, name in enumerate(chosen, 1):
        study = STUDIES[name]
        if output.is_done(study.TABLES) and not asked.again:
            print(f"({number}/{len(chosen)} {name}: done already)", flush=True)
            continue
        print(f"({number}/{len(chosen)} {name})", flush=True)
        start = time.perf_counter()
        study.run()
        print(f"({name}: {time.perf_counter() - start:.0f} s)", flush=True)


if __name__ == "__main__":
    main()
