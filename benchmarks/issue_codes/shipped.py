"""The accuracies that ship with foedus, from the results; `foedus groups` and `votes` print them."""

from __future__ import annotations

import csv
import io
from pathlib import Path

from benchmarks.issue_codes.page import FILE as RESULTS
from foedus.rollcalls.issues.issue_accuracy import FILE
from foedus.rollcalls.issues.vote_issues import ISSUES


def table(results: Path = RESULTS) -> str:
    """The file, from the results for later votes."""
    with results.open(encoding="utf-8", newline="") as stream:
        found = {r["what"]: r for r in csv.DictReader(stream)}
    out = io.StringIO()
    rows = csv.writer(out, lineterminator="\n")
    rows.writerow(["code", "precision", "recall", "votes", "with_code"])
    for code, issue in ISSUES.items():
        precision, recall, votes = (
            found[f"later: {issue.name}: {measure}"] for measure in ("precision", "recall", "votes")
        )
        rows.writerow(
            [code, precision["value"], recall["value"], votes["value"], votes["note"].split()[0]]
        )
    return out.getvalue()


def rewrite() -> None:
    """Write the file."""
    FILE.write_text(table(), encoding="utf-8")


if __name__ == "__main__":
    rewrite()
