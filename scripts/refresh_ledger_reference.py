"""Write the tables of docs/reference/ledger.md, and of the case files' README, from the code.

A table stands between ``<!-- table: item -->`` and ``<!-- /table -->``.

    python scripts/refresh_ledger_reference.py            rewrite the tables
    python scripts/refresh_ledger_reference.py --check    say whether they are stale
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterable, Sequence
from pathlib import Path

from foedus.ledger import layout
from foedus.ledger.case_file import all_cases
from foedus.ledger.episodes import Episode, episodes
from foedus.ledger.instruments import instruments
from foedus.ledger.needs import GRAVITY
from foedus.ledger.places import shipped_folder
from foedus.ledger.words import ANSWER_WORDS, BEARING, NEED_KINDS, RESPONSE_WORDS, WORDS_ONLY
from foedus.states.resolve import resolve

PAGE = Path(__file__).resolve().parent.parent / "docs" / "reference" / "ledger.md"
README = shipped_folder() / "README.md"
SINCE = 1990
"""Year from which the needs of every pair are to be searched."""
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
    """Pairs that are done and pairs that are not: needs with the standard queries, of those listed."""
    done: list[tuple[str, ...]] = []
    rest: list[tuple[str, ...]] = []
    for case in all_cases():
        one, two = (resolve(code) for code in case.pair)
        ways = [[e for e in episodes(*p, since=SINCE) if e.need] for p in ((one, two), (two, one))]
        name = f"`{'-'.join(case.pair).lower()}`"
        line = (name, str(len(case.items)), *map(_told, ways))
        (done if all(map(_searched, ways[0] + ways[1])) else rest).append(line)
    head = ("pair", "items", "first for second", "second for first")
    return {"done": table(head, done), "rest": table(head, rest)}


def _searched(episode: Episode) -> bool:
    return episode.row is not None and bool(episode.row.queries)


def _told(way: Sequence[Episode]) -> str:
    whole = sum(map(_searched, way))
    begun = sum(e.row is not None for e in way) - whole
    return f"{whole} of {len(way)}" + (f" ({begun} begun)" if begun else "")


def refreshed(text: str, made: dict[str, str]) -> str:
    """The page with every table made anew."""
    return TABLE.sub(lambda m: f"{m[1]}\n{made[m[2]]}\n{m[3]}", text)


def main(arguments: list[str]) -> int:
    """Rewrite both pages, or with ``--check`` say whether one would change."""
    stale = 0
    for page, made in ((PAGE, tables()), (README, pairs())):
        old = page.read_text(encoding="utf-8")
        new = refreshed(old, made)
        stale += old != new
        if arguments != ["--check"]:
            page.write_text(new, encoding="utf-8")
    return int(arguments == ["--check"] and stale > 0)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
