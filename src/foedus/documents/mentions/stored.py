"""Mentions of states in a corpus, found once and kept beside it.

`mentions.sqlite` in the corpus's folder holds each mention with the sentence it stands in, and
for each document its words and what decided its mentions: language, year and speaker, so
that one whose metadata changed is read again. All of it can be made anew from the corpus;
tables of forms other than those it was made with empty it.
"""

from __future__ import annotations

import hashlib
import sqlite3
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from functools import cache
from itertools import islice
from pathlib import Path

from foedus.core.errors import FoedusError, NotWritable
from foedus.documents.corpora.connecting import writable
from foedus.documents.corpora.corpus import Corpus
from foedus.documents.mentions.document_rows import MentionRow, deciding, rows_of

FILE = "mentions.sqlite"
VERSION = 1
_AT_ONCE = 400_000
"""Characters that are read and written together."""
_TABLES = """
CREATE TABLE about (key TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE document (
    id INTEGER PRIMARY KEY, language TEXT NOT NULL, year INTEGER, speaker INTEGER,
    tokens INTEGER NOT NULL
);
CREATE TABLE mention (
    document INTEGER NOT NULL, start INTEGER NOT NULL, stop INTEGER NOT NULL,
    ccode INTEGER NOT NULL, kind INTEGER NOT NULL, certainty INTEGER NOT NULL,
    segment INTEGER
);
CREATE INDEX mention_state ON mention (ccode, document);
CREATE INDEX mention_document ON mention (document);
CREATE INDEX mention_segment ON mention (segment);
"""
_COUNTING_ONLY = frozenset(
    {"__init__", "stored", "read_states", "state_rates", "counting", "passages"}
)
"""Modules of this room that do not decide what is a mention."""


@contextmanager
def stored(
    corpus: Corpus, progress: Callable[[int, int], None] | None = None
) -> Iterator[sqlite3.Connection]:
    """The corpus with its mentions, as a database that only reads.

    Mentions that are not found yet are found first, which can be stopped and goes on where it
    was. Tables of the corpus go by their names, those of mentions are ``m.document`` and
    ``m.mention``. Documents in another language than English, Chinese and Russian have none.

    Parameters
    ----------
    corpus
    progress
        Called with characters read and to be read in this run.

    Raises
    ------
    FoedusError
        If the file cannot be made or is damaged.
    """
    path = corpus.folder / FILE
    try:
        _bring_up_to_date(corpus, path, progress)
        with corpus.reading() as connection:
            connection.execute("ATTACH ? AS m", (f"{path.resolve().as_uri()}?mode=ro",))
            yield connection
    except sqlite3.DatabaseError as error:
        raise FoedusError(
            f"The mentions kept in {path} cannot be used: {error}.",
            "Delete that file; it is made anew from the corpus.",
        ) from error


def forget_mentions(corpus: Corpus) -> None:
    """Leave nothing of documents that are not in the corpus any more."""
    path = corpus.folder / FILE
    if path.is_file():
        with _writing(path) as connection:
            _drop_strangers(connection, corpus)


def _bring_up_to_date(
    corpus: Corpus, path: Path, progress: Callable[[int, int], None] | None
) -> None:
    closed = not writable(path)
    if closed:
        known = _found_before(path)
    else:
        with _writing(path) as connection:
            _drop_strangers(connection, corpus)
            known = _known(connection)
    with corpus.reading() as connection:
        rows = connection.execute(
            "SELECT id, language, date, side, length(text) FROM document ORDER BY id"
        ).fetchall()
    wanted = [row for row in rows if known.get(row[0]) != deciding(row[1], row[2], row[3])]
    if closed and (wanted or len(known) != len(rows)):
        raise NotWritable(
            f"Who is named in corpus {corpus.name!r} has not been found yet by this foedus, and "
            f"{corpus.folder} cannot be written.",
            "Ask for the right to write there; or copy that folder to one of your own, and name "
            "its place in FOEDUS_CORPORA.",
        )
    of = sum(row[4] for row in wanted)
    done = 0
    ahead = iter(wanted)
    while batch := _batch(ahead):
        found = rows_of(corpus, [row[:4] for row in batch])
        with _writing(path) as connection:
            _write(connection, *found)
        done += sum(row[4] for row in batch)
        if progress is not None:
            progress(done, of)


def _known(connection: sqlite3.Connection) -> dict[int, tuple[object, ...]]:
    """What decided the mentions of each document that was read."""
    query = "SELECT id, language, year, speaker FROM document"
    return {row[0]: row[1:] for row in connection.execute(query)}


def _found_before(path: Path) -> dict[int, tuple[object, ...]]:
    """As `_known`, of a file that can only be read; empty where it is of no use."""
    if not path.is_file():
        return {}
    connection = sqlite3.connect(f"{path.resolve().as_uri()}?mode=ro", uri=True)
    try:
        return _known(connection) if _is_current(connection) else {}
    finally:
        connection.close()


def _batch(
    ahead: Iterator[tuple[int, str, str | None, str | None, int]],
) -> list[tuple[int, str, str | None, str | None, int]]:
    batch, held = [], 0
    while held < _AT_ONCE and (row := next(ahead, None)) is not None:
        batch.append(row)
        held += row[4]
    return batch


def _write(
    connection: sqlite3.Connection,
    documents: Sequence[tuple[int, str, int | None, int | None, int]],
    mentions: Sequence[MentionRow],
) -> None:
    numbers = iter([row[0] for row in documents])
    while part := list(islice(numbers, 500)):
        marks = ", ".join("?" * len(part))
        connection.execute(f"DELETE FROM mention WHERE document IN ({marks})", part)
    connection.executemany("INSERT OR REPLACE INTO document VALUES (?, ?, ?, ?, ?)", documents)
    connection.executemany("INSERT INTO mention VALUES (?, ?, ?, ?, ?, ?, ?)", mentions)


def _drop_strangers(connection: sqlite3.Connection, corpus: Corpus) -> None:
    with corpus.reading() as reading:
        there = {row[0] for row in reading.execute("SELECT id FROM document")}
    gone = [
        (row[0],) for row in connection.execute("SELECT id FROM document") if row[0] not in there
    ]
    connection.executemany("DELETE FROM mention WHERE document = ?", gone)
    connection.executemany("DELETE FROM document WHERE id = ?", gone)


@contextmanager
def _writing(path: Path) -> Iterator[sqlite3.Connection]:
    """A transaction on the file of mentions, made if there is none."""
    connection = sqlite3.connect(path, timeout=60, isolation_level=None)
    try:
        connection.execute("BEGIN IMMEDIATE")
        _prepare(connection)
        yield connection
        connection.execute("COMMIT")
    except BaseException:
        if connection.in_transaction:
            connection.execute("ROLLBACK")
        raise
    finally:
        connection.close()


def _prepare(connection: sqlite3.Connection) -> None:
    if _is_current(connection):
        return
    for table in ("about", "document", "mention"):
        connection.execute(f"DROP TABLE IF EXISTS {table}")
    for statement in _TABLES.split(";\n"):
        if statement.strip():
            connection.execute(statement)
    connection.execute("INSERT INTO about VALUES ('forms', ?)", (_forms(),))
    connection.execute(f"PRAGMA user_version = {VERSION}")


def _is_current(connection: sqlite3.Connection) -> bool:
    """Whether tables and rules of today made the file."""
    if connection.execute("PRAGMA user_version").fetchone()[0] != VERSION:
        return False
    row = connection.execute("SELECT value FROM about WHERE key = 'forms'").fetchone()
    return row is not None and row[0] == _forms()


@cache
def _forms() -> str:
    """Which tables and rules of forms, by their content: others may find other mentions."""
    room = Path(__file__).parent
    digest = hashlib.sha256()
    for path in sorted([*room.glob("*.csv"), *room.glob("*.py")]):
        if path.stem not in _COUNTING_ONLY:
            digest.update(path.read_bytes())
    return digest.hexdigest()[:16]
