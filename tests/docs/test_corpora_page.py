"""The page on corpora names what is on disk, all of it and nothing else."""

from __future__ import annotations

import re
import sqlite3
from pathlib import Path

from foedus.documents.corpora.schema import VERSION, prepared
from foedus.documents.embedding import running
from foedus.documents.mentions import stored


def _names(text: str) -> set[str]:
    """What the first cells of a section's table name."""
    cells = re.findall(r"^\| (`.+?) \|", text, re.MULTILINE)
    return {name for cell in cells for name in re.findall(r"`([^`]+)`", cell)}


def _section(root: Path, title: str) -> str:
    text = (root / "docs/reference/corpora-on-disk.md").read_text(encoding="utf-8")
    return text.split(f"## {title}\n")[1].split("\n## ")[0]


def test_every_table_of_the_layout(root: Path) -> None:
    connection = sqlite3.connect(":memory:", isolation_level=None)
    prepared(connection, "page")
    tables = {
        row[0]
        for row in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")
        if not row[0].startswith("words_")
    }
    section = _section(root, "`corpus.sqlite`")
    assert _names(section) == tables
    assert f"Layout {VERSION} " in section


def test_every_file(root: Path) -> None:
    text = (root / "docs/reference/corpora-on-disk.md").read_text(encoding="utf-8")
    assert {stored.FILE, "corpus.sqlite", "originals/", "embeddings/"} <= _names(
        text.split("\n## ")[0]
    )
    assert {running.LOCK, running.NOTE, running.STOP, running.LOG} <= _names(
        _section(root, "`embeddings/`")
    )
