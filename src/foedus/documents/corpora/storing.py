"""Writing documents into a corpus: the one place that does, a transaction at a time."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import count

from foedus.core.errors import FoedusError
from foedus.documents.corpora.corpus import Corpus
from foedus.documents.corpora.files import File, keep_original
from foedus.documents.corpora.reading.raw import Refused
from foedus.documents.corpora.ready import Ready
from foedus.documents.corpora.schema import METADATA, PARAGRAPH, SENTENCE

WHOLE_FILE = -1
"""In `refused.part`: the file as a whole, not one row of it."""
LAST_GIVEN = "last_"
"""In `about`, before the name of a table: the highest number given before something was removed."""

_COLUMNS = (
    "id", "key", "file", "part", "language", "declared", "encoding", "more", "text", *METADATA,
)  # fmt: skip


@dataclass(frozen=True)
class Refusal:
    """What was not read, and why.

    Parameters
    ----------
    name : str
        Of the file.
    part : int
        Row of a table from 0; -1 for the file.
    why, remedy : str
    """

    name: str
    part: int
    why: str
    remedy: str


@dataclass(frozen=True)
class Held:
    """How far a file is in the corpus.

    Parameters
    ----------
    name : str
        Under which it was added.
    how : str
        Options it was read with, as JSON.
    parts : int
        Read so far.
    whole : bool
    """

    name: str
    how: str
    parts: int
    whole: bool


@dataclass(frozen=True)
class Piece:
    """Documents of one file that are written together.

    Parameters
    ----------
    file : File
    digest, how : str
    ready : sequence of Ready
    refusals : sequence of Refusal
    parts : int
        Of the file, read so far.
    whole : bool
        Whether that is all.
    """

    file: File
    digest: str
    how: str
    ready: Sequence[Ready]
    refusals: Sequence[Refusal]
    parts: int
    whole: bool


@dataclass(frozen=True)
class Written:
    """What a transaction added.

    Parameters
    ----------
    documents, sentences, characters : int
    refusals : tuple of Refusal
    """

    documents: int
    sentences: int
    characters: int
    refusals: tuple[Refusal, ...]


def held_files(corpus: Corpus) -> dict[str, Held]:
    """Files in the corpus by hash."""
    with corpus.reading() as connection:
        rows = connection.execute("SELECT sha256, name, how, parts, whole FROM file").fetchall()
    return {digest: Held(name, how, parts, bool(whole)) for digest, name, how, parts, whole in rows}


def write(corpus: Corpus, pieces: Iterable[Piece]) -> Written:
    """Write pieces, all of them or none; what another process wrote meanwhile stays.

    Raises
    ------
    FoedusError
        If another process is reading the same file with other options.
    """
    documents = sentences = characters = 0
    refusals: list[Refusal] = []
    kept = []
    for piece in pieces:
        try:
            if piece.ready:
                keep_original(piece.file.path, piece.digest, corpus.originals)
            kept.append(piece)
        except Refused as fault:
            kept.append(refused_piece(piece.file, piece.how, fault))
    with corpus.writing() as connection:
        for piece in kept:
            refusals += piece.refusals
            _note_refusals(connection, piece)
            if not piece.digest:
                continue
            # Parts are written in their order: what is below was written, by this process or another.
            written = _note_file(connection, piece)
            fresh = [ready for ready in piece.ready if ready.part >= written]
            _insert(connection, piece, fresh)
            documents += len(fresh)
            sentences += sum(len(ready.prepared.sentences) for ready in fresh)
            characters += sum(len(ready.prepared.text) for ready in fresh)
    return Written(documents, sentences, characters, tuple(refusals))


def refused_piece(file: File, how: str, fault: FoedusError) -> Piece:
    """Nothing but the refusal of a whole file."""
    refusal = Refusal(file.name, WHOLE_FILE, fault.problem, fault.remedy)
    return Piece(file, "", how, (), (refusal,), 0, False)


def update_metadata(corpus: Corpus, said: Mapping[str, Mapping[str, str]]) -> int:
    """Give documents that are there the metadata now said of their files; how many changed.

    Parameters
    ----------
    said
        By hash of the file; the language is left as it is, for segments rest on it.
    """
    changed = 0
    with corpus.writing() as connection:
        for digest, values in said.items():
            fields = {name: values[name] for name in METADATA if name in values}
            if not fields:
                continue
            put = ", ".join(f"{name} = ?" for name in fields)
            differs = " OR ".join(f"{name} IS NOT ?" for name in fields)
            changed += connection.execute(
                f"UPDATE document SET {put} WHERE file = ? AND ({differs})",
                [*fields.values(), digest, *fields.values()],
            ).rowcount
    return changed


def _next(connection: sqlite3.Connection, table: str) -> int:
    """The next number; never one of what was removed, for vectors and notes may name that."""
    row = connection.execute(
        f"SELECT max(coalesce((SELECT max(id) FROM {table}), 0), "
        "coalesce((SELECT CAST(value AS INTEGER) FROM about WHERE key = ?), 0)) + 1",
        (LAST_GIVEN + table,),
    ).fetchone()
    return int(row[0])


def _note_file(connection: sqlite3.Connection, piece: Piece) -> int:
    """Note how far a file is read now; how far it was before."""
    found = connection.execute(
        "SELECT how, parts FROM file WHERE sha256 = ?", (piece.digest,)
    ).fetchone()
    if found is not None and found[0] != piece.how:
        raise FoedusError(
            f"{piece.file.name} is being read by another process with other options.",
            "Wait until that is done.",
        )
    connection.execute(
        "INSERT INTO file (sha256, name, bytes, how, parts, whole) VALUES (?, ?, ?, ?, ?, ?) "
        "ON CONFLICT (sha256) DO UPDATE SET "
        "parts = max(parts, excluded.parts), whole = max(whole, excluded.whole)",
        (
            piece.digest, piece.file.name, piece.file.bytes, piece.how, piece.parts, piece.whole,
        ),
    )  # fmt: skip
    return int(found[1]) if found is not None else 0


def _note_refusals(connection: sqlite3.Connection, piece: Piece) -> None:
    connection.executemany(
        "INSERT OR REPLACE INTO refused (name, part, why, remedy) VALUES (?, ?, ?, ?)",
        [(r.name, r.part, r.why, r.remedy) for r in piece.refusals],
    )
    if piece.whole:
        connection.execute(
            "DELETE FROM refused WHERE name = ? AND part = ?", (piece.file.name, WHOLE_FILE)
        )


def _insert(connection: sqlite3.Connection, piece: Piece, fresh: Sequence[Ready]) -> None:
    """Documents with their segments, words and signatures, under the next numbers."""
    document = _next(connection, "document")
    segment = _next(connection, "segment")
    documents, segments, signed = [], [], []
    words: list[tuple[int, str, str]] = []
    for number, ready in enumerate(fresh, start=document):
        made = ready.prepared
        documents.append(_row(number, piece, ready))
        for kind, spans in ((PARAGRAPH, made.paragraphs), (SENTENCE, made.sentences)):
            if kind == SENTENCE:
                words += zip(count(segment), made.forms, made.lemmas)
            segments += [
                (segment + k, number, kind, a, b) for k, (a, b) in enumerate(spans.tolist())
            ]
            segment += len(spans)
        if ready.signature:
            signed.append((number, ready.signature))
    marks = ", ".join("?" * len(_COLUMNS))
    connection.executemany(
        f"INSERT INTO document ({', '.join(_COLUMNS)}) VALUES ({marks})", documents
    )
    connection.executemany("INSERT INTO segment VALUES (?, ?, ?, ?, ?)", segments)
    connection.executemany("INSERT INTO words (rowid, form, lemma) VALUES (?, ?, ?)", words)
    connection.executemany("INSERT INTO signature VALUES (?, ?)", signed)


def _row(number: int, piece: Piece, ready: Ready) -> tuple[int | str | None, ...]:
    made = ready.prepared
    more = json.dumps(ready.more, ensure_ascii=False) if ready.more else None
    return (
        number,
        f"{piece.digest}:{ready.part}",
        piece.digest,
        ready.part,
        made.language,
        ready.declared,
        ready.encoding,
        more,
        made.text,
        *(ready.fields.get(name) for name in METADATA),
    )
