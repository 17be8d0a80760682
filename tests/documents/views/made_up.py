"""A made-up corpus of coded pieces in the layout of those that come with foedus."""

from __future__ import annotations

import csv
from pathlib import Path

FLAGS = ("basis_threat", "basis_norms", "limits_dependence", "limits_norms")
ABOUT = """
name = "made-up"
title = "Made-up pieces"
pair = [710, 365]
codebook = "partnerships"
version = "1.0"
unit = "piece"
about = ["Nothing in here is real."]

[[coder]]
name = "reader A"
kind = "model"
detail = "invented"

[[coder]]
name = "reader B"
kind = "model"
detail = "invented"
"""
PIECE = (
    "id", "language", "author", "side", "institution", "date", "title", "title_en", "kind",
    "publisher", "url", "read", "seen", "grade", "summary",
)  # fmt: skip


def piece(number: int, side: str, year: int, word: str = "") -> dict[str, str]:
    language = {"CHN": "zh", "RUS": "ru"}.get(side, "en")
    return {
        "id": f"{language}-{number}",
        "language": language,
        "author": f"Author {number} {word}".strip(),
        "side": side,
        "institution": f"Institute {number} {word}".strip(),
        "date": str(year),
        "title": word or {"zh": "中俄关系", "ru": "Россия и Китай", "en": "Two states"}[language],
        "title_en": "Two states",
        "kind": "article",
        "publisher": "Invented",
        "url": f"https://example.org/{language}/{number}",
        "read": "opening",
        "seen": "2026-11-22",
        "grade": "B",
        "summary": word or "An invented piece.",
    }


def written(folder: Path, each: int = 12, word: str = "") -> Path:
    """Pieces of both sides and a few others; China's name a threat, Russia's a dependence."""
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "corpus.toml").write_text(ABOUT, encoding="utf-8")
    pieces = [
        piece(k, side, 2008 + k % 16, word)
        for side, n in (("CHN", each), ("RUS", each), ("USA", each // 2))
        for k in range(n)
    ]
    codings, second = [], []
    for k, p in enumerate(pieces):
        of = {"CHN": ("basis_threat",), "RUS": ("limits_dependence", "basis_norms")}
        codes = [(c, "applied") for c in of.get(p["side"], ())]
        codes += [("stance", str(k % 3)), ("reactivity_us", "closer")]
        codings += [row(p["id"], "reader A", *c) for c in codes]
        if k % 2 == 0:
            second.append({"coder": "reader B", "piece": p["id"], "at": "2026-11-22"})
            codings += [row(p["id"], "reader B", *c) for c in codes if k % 10]
    _csv(folder / "pieces-all.csv", PIECE, pieces)
    _csv(folder / "codings-all.csv", tuple(codings[0]), codings)
    _csv(folder / "readings-all.csv", ("coder", "piece", "at"), second)
    return folder


def row(piece: str, coder: str, code: str, value: str) -> dict[str, str]:
    return {
        "piece": piece,
        "coder": coder,
        "code": code,
        "value": value,
        "evidence": "invented",
        "at": "2026-11-22",
    }


def _csv(path: Path, names: tuple[str, ...], rows: list[dict[str, str]]) -> None:
    with path.open("w", encoding="utf-8", newline="") as file:
        out = csv.DictWriter(file, names, lineterminator="\n")
        out.writeheader()
        out.writerows(rows)
