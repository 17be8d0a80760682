"""A reader's own file of sentences accepted or rejected as speaking of a concept.

A CSV that the user keeps: one row a sentence, with who read it and when. Rows without a
verdict wait to be read.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal, get_args

from foedus.core.errors import FoedusError, unknown

Verdict = Literal["accepted", "rejected", ""]
"""What the reader says of a sentence; empty: not read yet."""
COLUMNS = (
    "concept", "version", "corpus", "document", "start", "stop", "language", "side", "date",
    "cosine", "text", "verdict", "who", "when",
)  # fmt: skip
Key = tuple[str, str, int, int, int]


@dataclass(frozen=True)
class Checked:
    """Rows of such a file.

    Parameters
    ----------
    rows : tuple of dict
        With the names in `COLUMNS`.
    """

    rows: tuple[dict[str, str], ...] = ()

    def accepted(self, concept: str, corpus: str) -> list[tuple[int, int, int]]:
        """Document, start and stop of the sentences accepted for a concept in a corpus."""
        return [
            (int(r["document"]), int(r["start"]), int(r["stop"]))
            for r in self.rows
            if r["verdict"] == "accepted" and r["concept"] == concept and r["corpus"] == corpus
        ]

    def counts(self, concept: str) -> dict[str, int]:
        """Sentences accepted, rejected and not read yet."""
        own = [r["verdict"] for r in self.rows if r["concept"] == concept]
        return {v or "not read": own.count(v) for v in get_args(Verdict)}

    def readers(self, concept: str) -> list[str]:
        """Who read, in order of the rows."""
        return list(
            dict.fromkeys(r["who"] for r in self.rows if r["concept"] == concept and r["who"])
        )

    @property
    def keys(self) -> set[Key]:
        """Sentences in the file."""
        return {_key(r) for r in self.rows}

    def with_more(self, more: Iterable[Mapping[str, Any]]) -> Checked:
        """These rows and those of `more` that are not among them yet."""
        known = self.keys
        fresh = [{c: str(r.get(c, "")) for c in COLUMNS} for r in more]
        return Checked((*self.rows, *(r for r in fresh if _key(r) not in known)))

    def csv(self) -> str:
        """The file's text."""
        out = io.StringIO()
        writer = csv.DictWriter(out, COLUMNS, lineterminator="\n")
        writer.writeheader()
        writer.writerows(self.rows)
        return out.getvalue()


def _key(row: Mapping[str, str]) -> Key:
    return (
        row["concept"], row["corpus"], int(row["document"]), int(row["start"]), int(row["stop"]),
    )  # fmt: skip


def read_checked(path: str | Path) -> Checked:
    """The rows of a file.

    Raises
    ------
    FoedusError
        If it cannot be read, lacks a column, or has a verdict nobody signed; names the row.

    Examples
    --------
    >>> read_checked("no such file.csv")
    Traceback (most recent call last):
    foedus.core.errors.FoedusError: no such file.csv cannot be read: No such file or directory.
    Next: Make one: foedus texts concepts neighbours CORPUS CONCEPT --keep FILE.
    """
    try:
        text = Path(path).read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise FoedusError(
            f"{path} cannot be read: {getattr(error, 'strerror', None) or error}.",
            "Make one: foedus texts concepts neighbours CORPUS CONCEPT --keep FILE.",
        ) from error
    reader = csv.DictReader(io.StringIO(text))
    lacking = [c for c in COLUMNS if c not in (reader.fieldnames or ())]
    if lacking:
        raise FoedusError(
            f"{path} has no column {lacking[0]!r}.", f"It needs {', '.join(COLUMNS)}."
        )
    return Checked(tuple(_row(row, n, path) for n, row in enumerate(reader, 2)))


def _row(row: Mapping[str, str | None], line: int, path: str | Path) -> dict[str, str]:
    found = {c: (row.get(c) or "").strip() for c in COLUMNS}
    for name in ("document", "start", "stop"):
        if not found[name].isdigit():
            raise FoedusError(
                f"{path}, line {line}: {name} is {found[name]!r}.", "Leave the numbers as written."
            )
    if found["verdict"] not in get_args(Verdict):
        raise unknown("verdict", found["verdict"], [v for v in get_args(Verdict) if v])
    if found["verdict"] and not (found["who"] and found["when"]):
        raise FoedusError(
            f"{path}, line {line}: the verdict {found['verdict']!r} is not signed.",
            "Write who read it and when.",
        )
    return found
