"""What hangs on documents that may be removed, and whether coders' work would be lost."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from foedus.core.errors import FoedusError
from foedus.documents.corpora.corpus import Corpus
from foedus.documents.corpora.schema import SENTENCE

_AT_ONCE = 500
"""Numbers in one statement; SQLite takes some thousands."""


@dataclass(frozen=True)
class AtStake:
    """What there is of documents that may be removed.

    Parameters
    ----------
    documents, sentences : int
    codings : tuple of (str, str, int)
        Coder, kind of coder (human, model), codings; most first.
    readings : int
        Passages read by coders.
    """

    documents: int
    sentences: int
    codings: tuple[tuple[str, str, int], ...]
    readings: int

    @property
    def coded(self) -> bool:
        """Whether work of coders would be lost."""
        return bool(self.codings or self.readings)

    def lost(self) -> str:
        """The coders' work in words."""
        who = ", ".join(f"{n:,} by {name} ({kind})" for name, kind, n in self.codings)
        number = sum(n for *_, n in self.codings)
        codings = f"{number:,} coding{'s' * (number != 1)}{f': {who}' if who else ''}"
        return f"{codings}; {self.readings:,} passage{'s' * (self.readings != 1)} read"


def at_stake(corpus: Corpus, documents: Sequence[int] | None = None) -> AtStake:
    """What there is of some documents, or of the corpus where None.

    Raises
    ------
    FoedusError
        If the corpus has no such document.
    """
    with corpus.reading() as connection:
        if documents is None:
            documents = [row[0] for row in connection.execute("SELECT id FROM document")]
        check_there(corpus, connection, documents)
        sentences = readings = 0
        codings: dict[tuple[str, str], int] = {}
        for marks, part in parts_of(documents):
            sentences += _count(
                connection, "segment", f"kind = {SENTENCE} AND document", marks, part
            )
            readings += _count(connection, "reading", "document", marks, part)
            for name, kind, n in connection.execute(
                "SELECT c.name, c.kind, count(*) FROM coding k JOIN coder c ON c.id = k.coder "
                f"WHERE k.document IN ({marks}) GROUP BY c.id",
                part,
            ):
                codings[name, kind] = codings.get((name, kind), 0) + int(n)
    most = sorted(codings.items(), key=lambda item: (-item[1], item[0]))
    return AtStake(len(documents), sentences, tuple((*who, n) for who, n in most), readings)


def coded(before: AtStake) -> FoedusError:
    """The refusal to remove what coders have worked on."""
    return FoedusError(
        f"Work of coders would be lost: {before.lost()}.",
        "Keep a copy first (foedus texts export), or say --with-codings.",
    )


def check_there(corpus: Corpus, connection: sqlite3.Connection, documents: Sequence[int]) -> None:
    """Refuse numbers that no document has.

    Raises
    ------
    FoedusError
        Naming them.
    """
    there: set[int] = set()
    for marks, part in parts_of(documents):
        rows = connection.execute(f"SELECT id FROM document WHERE id IN ({marks})", part)
        there |= {row[0] for row in rows}
    absent = sorted(set(documents) - there)
    if absent:
        raise FoedusError(
            f"Corpus {corpus.name!r} has no document {', '.join(map(str, absent[:5]))}"
            f"{' ...' if len(absent) > 5 else ''}.",
            f"Run: foedus texts list {corpus.name}.",
        )


def parts_of(numbers: Sequence[int]) -> Iterator[tuple[str, list[int]]]:
    """Numbers in parts that fit into a statement, each with its question marks."""
    for at in range(0, len(numbers), _AT_ONCE):
        part = [int(n) for n in numbers[at : at + _AT_ONCE]]
        yield ", ".join("?" * len(part)), part


def _count(
    connection: sqlite3.Connection, table: str, where: str, marks: str, part: list[int]
) -> int:
    query = f"SELECT count(*) FROM {table} WHERE {where} IN ({marks})"
    return int(connection.execute(query, part).fetchone()[0])
