"""The tables of docs/explanation/issue-codes.md, from the results."""

from __future__ import annotations

import csv
import re
from pathlib import Path

from benchmarks.machine import RESULTS
from foedus.rollcalls.issues.vote_issues import ISSUES

PAGE = Path(__file__).resolve().parents[2] / "docs/explanation/issue-codes.md"
FILE = RESULTS / "issue_codes.csv"
TABLE = re.compile(r"(<!-- table: (?P<name>[a-z ]+) -->\n).*?(<!-- /table -->)", re.DOTALL)
NAMES = [issue.name for issue in ISSUES.values()]
FULL = {
    "votes": "votes",
    "precision": "precision",
    "recall": "recall",
    "F1": "F1",
    "average precision": "average precision",
    "Brier score": "Brier",
    "F1 of the baseline, same agenda": "F1, same agenda",
    "F1 of the baseline, same title": "F1, same title",
}
PERIODS = {
    "later, 2005-2009": "codes to 2004 known, 2005-09 asked",
    "later, 2010-2014": "to 2009 known, 2010-14 asked",
    "later, 2015-2019": "to 2014 known, 2015-19 asked",
    "later, 6-8 years ahead": "6 to 8 years ahead",
    "later, known titles": "titles coded before",
    "later, new titles": "titles never coded before",
    "gaps, 1946-1969": "gaps in 1946-69",
    "gaps, 1970-1989": "gaps in 1970-89",
    "gaps, 1990-2020": "gaps in 1990-2020",
    "repeated titles, 1946-1969": "the maker's codes of the same title, 1946-69",
    "repeated titles, 1970-1989": "the same, 1970-89",
    "repeated titles, 1990-2020": "the same, 1990-2020",
}


def tables(file: Path = FILE) -> dict[str, str]:
    """Markdown by name of table."""
    with file.open(encoding="utf-8", newline="") as stream:
        found = {r["what"]: r for r in csv.DictReader(stream)}
    return {
        "later": _full(found, "later"),
        "gaps": _full(found, "gaps"),
        "periods": _periods(found),
        "calibration": _calibration(found),
        "unreal": _unreal(found),
    }


def refreshed(text: str, made: dict[str, str]) -> str:
    """The page with its tables replaced."""
    return TABLE.sub(lambda m: f"{m[1]}{made[m['name']]}{m[3]}", text)


def rewrite() -> None:
    """Write the tables into the page."""
    PAGE.write_text(refreshed(PAGE.read_text(encoding="utf-8"), tables()), encoding="utf-8")


def _full(found: dict[str, dict[str, str]], test: str) -> str:
    lines = [_line(["issue", *FULL.values()]), _line(["---"] * (len(FULL) + 1))]
    for name in NAMES:
        cells = [found[f"{test}: {name}: {measure}"] for measure in FULL]
        held = f"{cells[0]['note'].split()[0]} of {cells[0]['value']}"
        lines.append(_line([name, held, *(_short(c["value"]) for c in cells[1:])]))
    return "".join(lines)


def _periods(found: dict[str, dict[str, str]]) -> str:
    lines = [_line(["F1", *NAMES]), _line(["---"] * (len(NAMES) + 1))]
    for test, words in PERIODS.items():
        values = (found[f"{test}: {name}: F1"]["value"] for name in NAMES)
        lines.append(_line([words, *map(_short, values)]))
    return "".join(lines)


def _calibration(found: dict[str, dict[str, str]]) -> str:
    lines = [
        _line(["", "probability", "mean", "share with the code", "predictions"]),
        _line(["---"] * 5),
    ]
    for what, row in found.items():
        if ": probability " in what:
            test, bounds, _ = what.split(": ")
            mean, n = re.findall(r"[\d.]+", row["note"])
            cells = [
                test,
                bounds.removeprefix("probability "),
                _short(mean),
                _short(row["value"]),
                n,
            ]
            lines.append(_line(cells))
    return "".join(lines)


def _unreal(found: dict[str, dict[str, str]]) -> str:
    lines = [_line(["session", "issue", "in the file", "predicted", "both"]), _line(["---"] * 5)]
    for what, row in found.items():
        if what.startswith("session "):
            session, issue, _ = what.split(": ")
            cells = [session.split()[1], issue, row["value"], *re.findall(r"\d+", row["note"])]
            lines.append(_line(cells))
    return "".join(lines)


def _short(value: str) -> str:
    return value.removeprefix("0")


def _line(cells: list[str]) -> str:
    return f"| {' | '.join(cells)} |\n"


if __name__ == "__main__":
    rewrite()
