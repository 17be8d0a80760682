"""Write the tables of the ledger's pages and of the case files' README from code and records.

A table stands between ``<!-- table: item -->`` and ``<!-- /table -->``.

    python scripts/refresh_ledger_reference.py            rewrite the tables
    python scripts/refresh_ledger_reference.py --check    say whether they are stale
"""

from __future__ import annotations

import csv
import re
import sys
from collections import Counter
from collections.abc import Iterable, Sequence
from pathlib import Path

from foedus.ledger import layout
from foedus.ledger.alignment_steps import steps
from foedus.ledger.case_file import all_cases
from foedus.ledger.effort import Way, effort_of
from foedus.ledger.instruments import instruments
from foedus.ledger.needs import GRAVITY
from foedus.ledger.places import shipped_folder
from foedus.ledger.responses import Rate
from foedus.ledger.words import ANSWER_WORDS, BEARING, NEED_KINDS, RESPONSE_WORDS, WORDS_ONLY

DOCS = Path(__file__).resolve().parent.parent / "docs"
PAGE = DOCS / "reference" / "ledger.md"
EPISODES = DOCS / "explanation" / "episodes.md"
README = shipped_folder() / "README.md"
AUDITS = shipped_folder().parent / "audits"
FINDINGS = ("supported", "partly", "not supported", "not found again")
MENDED = "Corrected:"
"""So the note of an audited item begins to say what was mended in it."""
TABLE = re.compile(r"(<!-- table: (\w+) -->\n).*?(<!-- /table -->)", re.DOTALL)
FORMS = {
    "text": "text", "date": "date", "flag": "`true` or `false`", "level": "0 to 4",
    "gravity": "1 to 5", "grade": "1 to 6", "state": "ISO3", "states": "list of ISO3",
    "texts": "list of texts", "sources": "list of source references", "cells": "table of cells",
}  # fmt: skip


def fields(record: Sequence[layout.Field]) -> str:
    """One line a field of a record."""
    return table(
        ("field", "holds", "required", "meaning"),
        ((f"`{f.name}`", _holds(f), "yes" if f.required else "", f.meaning) for f in record),
    )


def _holds(field: layout.Field) -> str:
    return FORMS.get(field.form) or ", ".join(f"`{c}`" for c in field.choices)


def table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """A Markdown table."""
    lines = [head, ["---"] * len(head), *rows]
    return "".join(f"| {' | '.join(c.replace('|', '/') for c in line)} |\n" for line in lines)


def tables() -> dict[str, str]:
    """Every table of the page by name."""
    return {
        "coding": fields(layout.CODING),
        "item": fields(layout.ITEM),
        "source": fields(layout.SOURCE_REF),
        "response": fields(layout.RESPONSE),
        "cell": fields(layout.CELL),
        "need": fields(layout.NEED),
        "step_coding": fields(layout.STEP_CODING),
        "graded": fields(layout.GRADED),
        "steps": table(
            ("step", "stage", "in words", "partly", "met"),
            ((f"`{s.name}`", s.stage, s.label, s.partly, s.met) for s in steps()),
        ),
        "answers": table(("answer", "in words"), ((f"`{a}`", w) for a, w in ANSWER_WORDS.items())),
        "bearing": table(
            ("response", "in words", "material", *NEED_KINDS),
            (
                (f"`{r}`", word, "" if r in WORDS_ONLY else "yes",
                 *("x" if r in BEARING[kind] else "" for kind in NEED_KINDS))
                for r, word in RESPONSE_WORDS.items()
            ),
        ),
        "gravity": table(("gravity", "anchor"), ((str(g), text) for g, text in GRAVITY.items())),
        "instruments": table(
            ("instrument", "kinds", "domain", "weight", "answers", "levels 0 to 4"),
            (
                (f"`{i.name}`", ", ".join(i.kinds), i.domain, i.weight, i.grid or "",
                 "; ".join(f"{k} {text}" for k, text in enumerate(i.levels)))
                for i in instruments().values()
            ),
        ),
    }  # fmt: skip


def pairs() -> dict[str, str]:
    """Pairs by how far they are searched: needs with the standard queries, of those listed."""
    told: dict[str, list[tuple[str, ...]]] = {"all": [], "core": [], "begun": []}
    for case in all_cases():
        effort = effort_of(case)
        name = f"`{'-'.join(case.pair).lower()}`"
        told[effort.reach].append((name, str(len(case.items)), *map(_told, effort.ways)))
    head = ("pair", "items", "first for second", "second for first")
    return {"done": table(head, told["all"]), "core": table(head, told["core"]),
            "rest": table(head, told["begun"]) if told["begun"] else "None.\n",
            "audits": audits()}  # fmt: skip


def audits(folder: Path = AUDITS) -> str:
    """Findings of each audit counted, items mended, and the interval of the share supported."""
    head = ("audit", "items", *FINDINGS, "mended", "share supported (90 % interval)")
    return table(head, (_audit(file) for file in sorted(folder.glob("*.csv"))))


def _audit(file: Path) -> tuple[str, ...]:
    with file.open(encoding="utf-8", newline="") as sheet:
        rows = list(csv.DictReader(sheet))
    found = Counter(row["finding"] for row in rows)
    mended = sum(MENDED in row["note"] for row in rows)
    counts = (len(rows), *(found[f] for f in FINDINGS), mended)
    return (file.stem, *map(str, counts), _percent(Rate(found[FINDINGS[0]], len(rows))))


def _percent(rate: Rate) -> str:
    if rate.share is None or rate.interval is None:
        return "none"
    low, high = rate.interval.low, rate.interval.high
    return f"{100 * rate.share:.0f} % ({100 * low:.0f} to {100 * high:.0f} %)"


def _told(way: Way) -> str:
    begun = f" ({way.begun} begun)" if way.begun else ""
    return f"{way.whole} of {way.listed}{begun}"


def refreshed(text: str, made: dict[str, str]) -> str:
    """The page with every table made anew."""
    return TABLE.sub(lambda m: f"{m[1]}\n{made[m[2]]}\n{m[3]}", text)


def main(arguments: list[str]) -> int:
    """Rewrite the pages, or with ``--check`` say whether one would change."""
    stale = 0
    for page, made in ((PAGE, tables()), (README, pairs()), (EPISODES, {"audits": audits()})):
        old = page.read_text(encoding="utf-8")
        new = refreshed(old, made)
        stale += old != new
        if arguments != ["--check"]:
            page.write_text(new, encoding="utf-8")
    return int(arguments == ["--check"] and stale > 0)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
