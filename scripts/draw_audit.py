"""Draw a random sample of items for an audit against their sources, as CSV on standard output.

Whoever audits opens each source again, fills `finding` (supported, partly, not supported,
not found again) and `note`, and puts the file into ``src/foedus/ledger/audits/``.

    python scripts/draw_audit.py --n 64 --seed 2026 > audit.csv
"""

from __future__ import annotations

import argparse
import csv
import sys

import numpy as np

from foedus.ledger.case_file import all_cases

HEAD = ("item", "start", "summary", "amount", "source", "title", "url", "finding", "note")


def main(arguments: list[str]) -> int:
    """Print the sample, one line an item with the first of its sources."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--n", type=int, default=64, help="items to draw")
    parser.add_argument("--seed", type=int, default=2026)
    asked = parser.parse_args(arguments)
    every = sorted(
        ((i, case) for case in all_cases() if case.own for i in case.items), key=lambda p: p[0].id
    )
    chosen = np.random.default_rng(asked.seed).choice(len(every), asked.n, replace=False)
    sheet = csv.writer(sys.stdout, lineterminator="\n")
    sheet.writerow(HEAD)
    for k in sorted(chosen.tolist()):
        item, case = every[k]
        source = case.sources[item.sources[0].id]
        sheet.writerow(
            (item.id, item.start, item.summary, item.amount, source["id"], source["title"],
             source["URL"], "", "")
        )  # fmt: skip
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
