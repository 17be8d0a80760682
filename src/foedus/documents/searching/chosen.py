"""Which documents of a corpus count: by language, side, institution, author, kind and date."""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass, fields
from pathlib import Path

from foedus.core.errors import FoedusError, unknown
from foedus.documents.corpora.corpus import FILE


@dataclass(frozen=True)
class Chosen:
    """Conditions on documents; what is None does not matter.

    Parameters
    ----------
    language, side, institution, author, kind : str
        As in the corpus.
    since, until : str
        ISO dates or parts of them (``2023``, ``2023-03``); documents without a date fail both.
    copies : bool
        Whether near-duplicates of earlier documents count.
    """

    language: str | None = None
    side: str | None = None
    institution: str | None = None
    author: str | None = None
    kind: str | None = None
    since: str | None = None
    until: str | None = None
    copies: bool = False

    def condition(self) -> tuple[str, list[str]]:
        """An SQL condition on ``document d``, and its values."""
        parts, values = ["1"], []
        for name in ("language", "side", "institution", "author", "kind"):
            value = getattr(self, name)
            if value is not None:
                parts.append(f"d.{name} = ?")
                values.append(value)
        if self.since is not None:
            parts.append("d.date >= ?")
            values.append(self.since)
        if self.until is not None:
            # 2023 is until the end of 2023: any day of it sorts below the next character.
            parts.append("d.date < ?")
            values.append(f"{self.until}\uffff")
        if not self.copies:
            # By its index: in the table, it stands behind the text.
            parts.append("d.id NOT IN (SELECT id FROM document WHERE copy_of IS NOT NULL)")
        return " AND ".join(parts), values


def chosen(connection: sqlite3.Connection, asked: Chosen) -> list[int]:
    """Numbers of the documents that count.

    Raises
    ------
    FoedusError
        For a value that no document has, naming the nearest, or where none is left.
    """
    check_chosen(connection, asked)
    condition, values = asked.condition()
    rows = connection.execute(
        f"SELECT d.id FROM document d WHERE {condition} ORDER BY d.id", values
    )
    return [int(row[0]) for row in rows]


def check_chosen(connection: sqlite3.Connection, asked: Chosen) -> None:
    """Whether any document counts, without a list of them.

    Raises
    ------
    FoedusError
        As `chosen`.
    """
    for field in fields(asked):
        value = getattr(asked, field.name)
        if field.name in ("since", "until", "copies") or value is None:
            continue
        query = f"SELECT DISTINCT {field.name} FROM document WHERE {field.name} IS NOT NULL"
        known = [str(row[0]) for row in connection.execute(query)]
        if value not in known:
            raise unknown(field.name, value, sorted(known))
    condition, values = asked.condition()
    found = connection.execute(f"SELECT 1 FROM document d WHERE {condition} LIMIT 1", values)
    if found.fetchone() is None:
        raise _none(connection)


def _none(connection: sqlite3.Connection) -> FoedusError:
    """Why no document is left, by the corpus's name."""
    files = [Path(row[2]) for row in connection.execute("PRAGMA database_list") if row[2]]
    name = next((file.parent.name for file in files if file.name == FILE), "NAME")
    if connection.execute("SELECT 1 FROM document LIMIT 1").fetchone() is None:
        return FoedusError(
            f"Corpus {name!r} holds no documents.",
            f"Add some: foedus texts add FOLDER --corpus {name}.",
        )
    return FoedusError(
        "No document meets all conditions.", f"Leave one out, or see: foedus texts list {name}."
    )
