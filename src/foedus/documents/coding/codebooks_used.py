"""Codebooks that a corpus was coded with: their text is kept beside the codings."""

from __future__ import annotations

import sqlite3

from foedus.core.errors import FoedusError, unknown
from foedus.documents.coding.codebook import Codebook
from foedus.documents.coding.codebook_file import parse_codebook
from foedus.documents.coding.codebook_text import codebook_text
from foedus.documents.corpora.corpus import Corpus


def keep_codebook(connection: sqlite3.Connection, codebook: Codebook) -> int:
    """Number of a codebook in an open corpus, entered if new.

    Raises
    ------
    FoedusError
        If this name and version were used with another text: old codings would seem to
        follow rules that they do not.
    """
    row = connection.execute(
        "SELECT id, text FROM codebook WHERE name = ? AND version = ?",
        (codebook.name, codebook.version),
    ).fetchone()
    text = codebook_text(codebook)
    if row is None:
        added = connection.execute(
            "INSERT INTO codebook (name, version, text) VALUES (?, ?, ?)",
            (codebook.name, codebook.version, text),
        )
        return int(added.lastrowid or 0)
    if row[1] != text:
        raise FoedusError(
            f"Codebook {codebook.key!r} was used in this corpus with another text.",
            "Raise its version, so that older codings keep the rules they were made by.",
        )
    return int(row[0])


def used_codebooks(corpus: Corpus) -> list[str]:
    """Name and version of each codebook used, such as "partnerships 1.0"."""
    with corpus.reading() as connection:
        return _keys(connection)


def used_codebook(corpus: Corpus, name: str, version: str | None = None) -> Codebook:
    """A codebook as it was when it was used; the one last entered if no version is named.

    Raises
    ------
    FoedusError
        If it was not used.
    """
    with corpus.reading() as connection:
        number = find_codebook(connection, name, version)
        row = connection.execute("SELECT text FROM codebook WHERE id = ?", (number,)).fetchone()
    return parse_codebook(str(row[0]), name)


def find_codebook(connection: sqlite3.Connection, name: str, version: str | None = None) -> int:
    """Number of a codebook that was used; the one last entered if no version is named.

    Raises
    ------
    FoedusError
        If it was not used.
    """
    row = connection.execute(
        "SELECT id FROM codebook WHERE name = ? AND (? IS NULL OR version = ?) "
        "ORDER BY id DESC LIMIT 1",
        (name, version, version),
    ).fetchone()
    if row is not None:
        return int(row[0])
    keys = _keys(connection)
    if not keys:
        raise FoedusError("Nothing has been coded in this corpus.", "Code first.")
    raise unknown("codebook", f"{name} {version}" if version else name, keys, of="this corpus")


def _keys(connection: sqlite3.Connection) -> list[str]:
    rows = connection.execute("SELECT name, version FROM codebook ORDER BY id")
    return [f"{name} {version}" for name, version in rows]
