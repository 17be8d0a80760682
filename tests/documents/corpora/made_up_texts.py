"""Texts in three languages, made of words drawn at random; and what a corpus holds."""

from __future__ import annotations

import csv
import random
import sqlite3
from pathlib import Path
from typing import Any

_WORDS = {
    "en": "the two sides agreed on trade borders gas and a summit in spring with their neighbours",
    "ru": "стороны договорились о торговле границах газе и встрече весной со своими соседями",
    "zh": "双方 同意 加强 贸易 合作 关系 边界 天然气 会谈 春天 邻国 发展",
}
_ENDS = {"en": ". ", "ru": ". ", "zh": "。"}


def text(rng: random.Random, language: str, sentences: int) -> str:
    """Sentences of random words."""
    words = _WORDS[language].split()
    between = "" if language == "zh" else " "
    return "".join(
        between.join(rng.choices(words, k=rng.randint(4, 12))).capitalize() + _ENDS[language]
        for _ in range(sentences)
    ).strip()


def folder_of(place: Path, seed: int, files: int = 12, rows: int = 400) -> Path:
    """A folder of plain files, a table, files that repeat others, and some that are refused."""
    rng = random.Random(seed)
    place.mkdir(parents=True, exist_ok=True)
    for number in range(files):
        language = rng.choice(list(_WORDS))
        written = text(rng, language, rng.randint(1, 60))
        (place / f"{number:02}.txt").write_text(written, encoding="utf-8")
    (place / "copy.txt").write_bytes((place / "00.txt").read_bytes())
    nearly = (place / "01.txt").read_text(encoding="utf-8") + " Nearly."
    (place / "nearly.txt").write_text(nearly, encoding="utf-8")
    (place / "broken.pdf").write_bytes(b"%PDF-1.4 and no more")
    with (place / "rows.csv").open("w", encoding="utf-8", newline="") as stream:
        table = csv.writer(stream)
        table.writerow(["text", "title", "date"])
        for number in range(rows):
            language = rng.choice(list(_WORDS))
            row = [text(rng, language, rng.randint(1, 5)), f"Row {number}", "2023-10-17"]
            table.writerow(row if number % 97 else ["", "no text", ""])
    return place


def held(path: Path) -> dict[str, list[tuple[Any, ...]]]:
    """All that the tables of a corpus hold, in order; of the index, what it finds."""
    tables = {
        "document": "id", "segment": "id", "file": "sha256", "refused": "name, part",
        "signature": "document", "about": "key",
    }  # fmt: skip
    connection = sqlite3.connect(path)
    try:
        found = {
            name: connection.execute(f"SELECT * FROM {name} ORDER BY {order}").fetchall()
            for name, order in tables.items()
        }
        for word in ("trade", "стороны", "贸易", "agree"):
            query = "SELECT rowid, bm25(words) FROM words WHERE words MATCH ? ORDER BY rowid"
            found[word] = connection.execute(query, (f'"{word}"',)).fetchall()
        assert connection.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
        assert connection.execute("PRAGMA foreign_key_check").fetchall() == []
    finally:
        connection.close()
    return found
