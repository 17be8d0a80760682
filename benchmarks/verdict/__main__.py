"""Run with ``python -m benchmarks.verdict [all | score | base-rates | ... | calibrate]``."""

from __future__ import annotations

import argparse
import time

from benchmarks.verdict import (
    backtests,
    base_rates,
    coverage,
    leave_one_out,
    output,
    score,
    stability,
    turning,
)

PARTS = {
    "score": score.run,
    "base-rates": base_rates.run,
    "stability": stability.run,
    "turning": turning.run,
    "leave-one-out": leave_one_out.run,
    "coverage": coverage.run,
    "backtests": backtests.run,
}
ASKED = {"calibrate": leave_one_out.run_calibrate}
"""Run only where asked for by name."""


def main() -> None:
    """Run one part, or all of them."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.verdict", description=__doc__)
    parser.add_argument("part", nargs="?", default="all", choices=["all", *PARTS, *ASKED])
    asked = parser.parse_args().part
    print(output.origin())
    for name, run in (PARTS | ASKED).items():
        if name == asked or (asked == "all" and name in PARTS):
            start = time.perf_counter()
            run()
            print(f"({name}: {time.perf_counter() - start:.0f} s)", flush=True)


if __name__ == "__main__":
    main()
