"""Run with ``python -m benchmarks.ideal_points coverage|held_out``."""

from __future__ import annotations

import argparse

from benchmarks.ideal_points import coverage, held_out


def main() -> None:
    """Choose the study."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.ideal_points", description=__doc__)
    parser.add_argument("study", choices=["coverage", "held_out"])
    parser.add_argument("--sweeps", type=int, default=700)
    parser.add_argument("--burn", type=int, default=300)
    parser.add_argument("--chains", type=int, default=2, help="held_out: chains of each model")
    parser.add_argument("--worlds", type=int, default=3, help="coverage: made-up worlds")
    parser.add_argument("--full", action="store_true", help="coverage: the whole design")
    parser.add_argument(
        "--only",
        action="append",
        default=[],
        choices=[*held_out.BASELINES, *held_out.MODELS],
        help="held_out: this method; may be repeated",
    )
    asked = parser.parse_args()
    if asked.study == "coverage":
        coverage.run(asked.worlds, asked.full, asked.sweeps, asked.burn)
    else:
        held_out.run(asked.only, asked.sweeps, asked.burn, asked.chains)


if __name__ == "__main__":
    main()
