"""A small corpus in three languages, with characters beyond the first plane, and a codebook."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from foedus.documents.coding.codebook_file import parse_codebook
from foedus.documents.coding.coders import Identity
from foedus.documents.coding.records import Coding, Read
from foedus.documents.coding.writing import write
from foedus.documents.corpora.corpus import KINDS, Corpus, new_corpus
from foedus.documents.corpora.prepare import prepare

BOOK = """
name = "small"
version = "1.0"
title = "A small codebook"
languages = ["en", "zh", "ru"]

[[code]]
id = "basis"
kind = "theme"
label = { en = "Basis", zh = "基础", ru = "Основа" }
definition = "What it rests on."

[[code]]
id = "threat"
kind = "flag"
parent = "basis"
label = { en = "Shared threat", zh = "威胁", ru = "Угроза" }
definition = "A threat that both face."
inclusion = ["A rival of both."]
exclusion = ["A rival of one."]
examples.en = ["Both face a rival."]
patterns.en = ['\\bthreat\\w*']
patterns.ru = ['\\bугроз\\w+']
patterns.zh = ['威胁']

[[code]]
id = "trade"
kind = "flag"
parent = "basis"
label = { en = "Trade", zh = "贸易", ru = "Торговля" }
definition = "Trade as a reason."
patterns.en = ['\\btrade\\b']
patterns.ru = ['\\bторговл\\w+']

[[code]]
id = "stance"
kind = "scale"
label = { en = "Stance", zh = "立场", ru = "Позиция" }
definition = "For or against."

[[code.value]]
value = -1
label = { en = "against", zh = "反对", ru = "против" }

[[code.value]]
value = 0
label = { en = "balanced", zh = "中立", ru = "взвешенно" }

[[code.value]]
value = 1
label = { en = "for", zh = "支持", ru = "за" }

[[code]]
id = "forecast"
kind = "category"
label = { en = "Forecast", zh = "预测", ru = "Прогноз" }
definition = "Where it goes."

[[code.value]]
value = "closer"
label = { en = "closer", zh = "更近", ru = "ближе" }
patterns.en = ['\\bcloser\\b']

[[code.value]]
value = "looser"
label = { en = "looser", zh = "更远", ru = "дальше" }
patterns.en = ['\\blooser\\b']
"""
SMALL = parse_codebook(BOOK, "small.toml")
TEXTS = {
    "en": "Both face a threat. 🤝 Trade grew.\n\nTies will be closer. Nobody knows.",
    "zh": "两国面对共同威胁。𠮷林的贸易增长了。",
    "ru": "Общая угроза сближает. 🇷🇺 Торговля растёт.",
}
ANN = Identity("Ann", "human")
BO = Identity("Бо", "human", {"languages": "ru, zh"})
MODEL = Identity("patterns small 1.0 abc", "model", {"method": "patterns"})
AT = "2026-11-22T12:00:00Z"


def add(corpus: Corpus, text: str, language: str | None = None, title: str = "") -> int:
    """Put a text into a corpus as the store lays it out."""
    made = prepare(text, language)
    with corpus.writing() as connection:
        number = connection.execute("SELECT count(*) FROM document").fetchone()[0] + 1
        mark = f"file{number}"
        put_row(connection, "file", sha256=mark, name=f"{mark}.txt", whole=1)
        put_row(
            connection,
            "document",
            id=number,
            key=f"key{number}",
            file=mark,
            language=made.language,
            title=title or None,
            text=made.text,
        )
        for kind, spans in (("paragraph", made.paragraphs), ("sentence", made.sentences)):
            connection.executemany(
                "INSERT INTO segment (document, kind, start, stop) VALUES (?, ?, ?, ?)",
                [(number, KINDS[kind], a, b) for a, b in spans.tolist()],
            )
    return number


def put_row(connection: sqlite3.Connection, table: str, **given: Any) -> None:
    """Enter a row; columns that must hold something and are not named get 0 or nothing."""
    columns = connection.execute(f"PRAGMA table_info({table})").fetchall()
    row = {name: 0 if kind == "INTEGER" else "" for _, name, kind, needed, *_ in columns if needed}
    row |= given
    marks = ", ".join("?" * len(row))
    connection.execute(
        f"INSERT INTO {table} ({', '.join(row)}) VALUES ({marks})", list(row.values())
    )


def corpus_of(name: str, texts: dict[str, str] | None = None) -> Corpus:
    """A corpus with a text a language: documents 1 (en), 2 (zh), 3 (ru)."""
    corpus = new_corpus(name)
    for language, text in (texts or TEXTS).items():
        add(corpus, text, language, f"Text in {language}")
    return corpus


def segments(corpus: Corpus, kind: str = "sentence") -> list[int]:
    """Numbers of all segments of a kind, in order."""
    with corpus.reading() as connection:
        query = "SELECT id FROM segment WHERE kind = ? ORDER BY document, start"
        return [n for (n,) in connection.execute(query, (KINDS[kind],))]


def span(corpus: Corpus, document: int, words: str) -> tuple[int, int, int]:
    """Where words stand in a document."""
    at = corpus.text(document).index(words)
    return document, at, at + len(words)


def coded(corpus: Corpus) -> None:
    """Codings of two people and a model, right after characters beyond the first plane."""

    def of(who: Identity, *codings: Coding, read: Sequence[Read] = ()) -> None:
        write(corpus, who, SMALL, codings, read)

    whole = [Read(n, 0, len(corpus.text(n)), at=AT) for n in (1, 2, 3)]
    of(
        ANN,
        Coding(*span(corpus, 1, "Trade"), "trade", at=AT),
        Coding(*span(corpus, 1, "Ties will be closer."), "forecast", "closer", at=AT),
        Coding(*span(corpus, 2, "林的贸易"), "trade", at=AT),
        Coding(*span(corpus, 3, "Торговля"), "trade", at=AT),
        Coding(*span(corpus, 3, "Торговля"), "stance", 1, at=AT),
        read=whole,
    )
    of(BO, Coding(*span(corpus, 3, "Общая угроза"), "threat", at=AT), read=whole[2:])
    of(
        MODEL,
        Coding(*span(corpus, 2, "威胁"), "threat", score=0.75, at=AT),
        read=[Read(2, 0, 9, ("threat", "trade"), AT), Read(2, 9, 18, ("threat",), AT)],
    )


def as_lines(path: Path) -> list[dict]:
    """Objects of a JSONL file."""
    return [json.loads(line) for line in path.read_text("utf-8").splitlines()]
