"""Run with ``python -m benchmarks.ideal_points coverage|held_out|published|tenfold``."""

from __future__ import annotations

import argparse

from benchmarks.ideal_points import coverage, held_out, published, tenfold


def main() -> None:
    """Choose the study."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.ideal_points", description=__doc__)
    parser.add_argument("study", choices=["coverage", "held_out", "published", "tenfold"])
    parser.add_argument("--sweeps", type=int, default=700)
    parser.add_argument("--burn", type=int, default=300)
    parser.add_argument("--chains", type=int, default=2, help="held_out: chains of each model")
    parser.add_argument("--worlds", type=int, default=3, help="coverage: made-up worlds")
    parser.add_argument("--dimensions", type=int, default=1, help="coverage: of the model")
    parser.add_argument("--full", action="store_true", help="coverage: the whole design")
    parser.add_argument(
        "--only",
        action="append",
        default=[],
        choices=[*held_out.BASELINES, *held_out.MODELS],
        help="held_out: this method; may be repeated",
    )
    parser.add_argument("--seconds", type=int, default=180, help="published: how long")
    parser.add_argument(
        "--processor", action="store_true", help="published: processor time over two, not the clock"
    )
    asked = parser.parse_args()
    if asked.study == "tenfold":
        tenfold.run()
        return
    if asked.study == "published":
        published.run(asked.processor, asked.seconds)
        return
    if asked.study == "coverage":
        coverage.run(asked.worlds, asked.full, asked.sweeps, asked.burn, asked.dimensions)
    else:
        held_out.run(asked.only, asked.sweeps, asked.burn, asked.chains)


if __name__ == "__main__":
    main()
