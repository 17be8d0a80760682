"""A made-up corpus of short papers by two sides in three languages, and codings of it."""

from __future__ import annotations

import random
from pathlib import Path

from tests.documents.coding.made_up import BOOK, SMALL, add

from foedus.documents.coding.coders import Identity
from foedus.documents.coding.records import Coding, Read
from foedus.documents.coding.writing import write
from foedus.documents.corpora.corpus import Corpus, new_corpus

TRADE = {
    "en": "Trade ties them, says paper {n}.",
    "zh": "文章{n}说贸易让两国靠近。",
    "ru": "Торговля сближает их, говорит статья {n}.",
}
GOODS = {
    "en": "Goods worth much go both ways, says paper {n}.",
    "zh": "文章{n}说货物往来很多。",
    "ru": "Товары идут в обе стороны, говорит статья {n}.",
}
OTHER = {
    "en": "The weather was fine on day {n} <script>alert(1)</script>.",
    "zh": "第{n}天天气很好。",
    "ru": "Погода в день {n} была хороша.",
}
SIDES = {"en": "USA", "zh": "CHN", "ru": "RUS"}


def experts(papers: int = 60) -> Corpus:
    """Each paper has ten sentences; patterns find "trade" but not what is said of goods."""
    corpus = new_corpus("experts")
    draw = random.Random(1)
    for n in range(papers):
        language = ("en", "zh", "ru")[n % 3]
        kinds = [draw.choice((TRADE, GOODS, OTHER, OTHER, OTHER)) for _ in range(10)]
        text = "\n\n".join(kind[language].format(n=f"{n}-{k}") for k, kind in enumerate(kinds))
        number = add(corpus, text, language, f"Paper {n}")
        with corpus.writing() as connection:
            connection.execute(
                "UPDATE document SET side = ?, date = ? WHERE id = ?",
                (SIDES[language], f"{2019 + n * 3 // papers}-05-01", number),
            )
    return corpus


def true_trade(text: str) -> bool:
    """Whether a sentence is about trade, as people see it."""
    return any(w in text for w in ("Trade", "Goods", "贸易", "货物", "Торговля", "Товары"))


def read_by(
    corpus: Corpus, name: str, segments: list[int], *, wrong: int = 0, kind: str = "human"
) -> None:
    """Let somebody code sentences by what is true; every `wrong`-th one the other way."""
    codings, read = [], []
    for k, p in enumerate(corpus.passages(segments)):
        has = true_trade(p.text) != bool(wrong and k % wrong == 0)
        if has:
            codings.append(Coding(p.document, p.start, p.stop, "trade"))
        read.append(Read(p.document, p.start, p.stop))
    write(corpus, Identity(name, kind), SMALL, codings, read)  # type: ignore[arg-type]


def book(folder: Path) -> str:
    """The codebook as a file."""
    place = folder / "small.toml"
    place.write_text(BOOK, encoding="utf-8")
    return "small.toml"
