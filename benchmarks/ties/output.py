"""Tables on the terminal and as CSV; a study that is done is not run again."""

from __future__ import annotations

import ast
import hashlib
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from benchmarks.machine import RESULTS
from benchmarks.verdict.output import origin, show, text

ROOT = Path(__file__).parents[2]


MEASURES = ROOT / "src" / "foedus" / "measures"
READ = (
    *sorted((MEASURES / "ties").glob("*.py")),
    *(
        MEASURES / f"{n}.py"
        for n in ("graded_response", "treaty_depth", "latent_ties", "hostility_score")
    ),
)
"""The code the figures rest on, beside a study's own."""


def code_mark() -> str:
    """Hash of the measures' and the studies' code; comments and docstrings do not count."""
    digest = hashlib.sha256()
    own = sorted(
        p for p in Path(__file__).parent.glob("*.py") if p.stem not in {"__main__", "output"}
    )
    for path in (*READ, *own):
        digest.update(path.name.encode() + _bare(path).encode())
    return digest.hexdigest()[:12]


def _bare(path: Path) -> str:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    for node in ast.walk(tree):
        body = getattr(node, "body", None)
        if isinstance(body, list):
            node.body = [  # type: ignore[attr-defined]
                s
                for s in body
                if not (isinstance(s, ast.Expr) and isinstance(s.value, ast.Constant))
            ]
    return ast.dump(tree)


def place(name: str) -> Path:
    """``benchmarks/results/ties_NAME.csv``."""
    return RESULTS / f"ties_{name.replace('-', '_')}.csv"


def is_done(names: Sequence[str]) -> bool:
    """Whether all tables of a study were written by the code as it stands."""
    mark = f"code {code_mark()}"
    return all(
        place(n).is_file() and mark in place(n).read_text(encoding="utf-8").split("\n", 1)[0]
        for n in names
    )


def report(name: str, title: str, header: Sequence[str], rows: Sequence[Sequence[Any]]) -> None:
    """Print a table and write it, with the machine and the code's mark in the first line."""
    import csv

    show(title, header, rows)
    RESULTS.mkdir(exist_ok=True)
    with place(name).open("w", encoding="utf-8", newline="") as f:
        f.write(f"# {origin()}; code {code_mark()}\n")
        writer = csv.writer(f, lineterminator="\n")
        writer.writerow(header)
        writer.writerows([[text(x) for x in row] for row in rows])
