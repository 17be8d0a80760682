"""A corpus on disk: made, opened, listed, read."""

from __future__ import annotations

import os
import re
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from foedus.core.errors import FoedusError, unknown
from foedus.core.settings import cache_folder
from foedus.documents.corpora.connecting import connected, not_written, writable
from foedus.documents.corpora.schema import PARAGRAPH, SENTENCE, prepared

if TYPE_CHECKING:
    import pandas as pd

    from foedus.documents.language.paragraphs import Spans

VARIABLE = "FOEDUS_CORPORA"
FILE = "corpus.sqlite"
_NAME = re.compile(r"[a-z0-9][a-z0-9_-]{0,63}")
_CACHE_KIB = 65_536
"""Pages held while writing: with SQLite's own 2 MB the index of words spills all the time."""
KINDS = {"paragraph": PARAGRAPH, "sentence": SENTENCE}


def corpora_folder() -> Path:
    """Where corpora are kept: ``FOEDUS_CORPORA``, or `corpora` beside the user's data."""
    named = os.environ.get(VARIABLE)
    if named:
        return Path(named)
    base = os.environ.get("XDG_DATA_HOME") or str(Path.home() / ".local" / "share")
    return Path(base) / cache_folder().name / "corpora"


@dataclass(frozen=True)
class Passage:
    """A piece of a document.

    Parameters
    ----------
    segment, document : int
        Numbers in the corpus.
    start, stop : int
        Offsets in the document's text, in code points, end not included.
    text : str
    """

    segment: int
    document: int
    start: int
    stop: int
    text: str


@dataclass(frozen=True)
class Corpus:
    """A corpus by name; every method opens the file for itself, so that processes can share it.

    Parameters
    ----------
    name : str
    folder : Path
    """

    name: str
    folder: Path

    @property
    def path(self) -> Path:
        """The database file."""
        return self.folder / FILE

    @property
    def originals(self) -> Path:
        """Folder of the files as they came."""
        return self.folder / "originals"

    @contextmanager
    def reading(self) -> Iterator[sqlite3.Connection]:
        """A connection that only reads: all of it from one moment, whatever others write."""
        connection = connected(self.name, self.path, "ro")
        try:
            connection.execute("BEGIN")
            yield connection
        finally:
            connection.close()

    @contextmanager
    def writing(self) -> Iterator[sqlite3.Connection]:
        """A transaction: all of it or nothing; other processes wait for its end.

        Raises
        ------
        FoedusError
            If others write for longer than a minute, or nothing can be written there.
        """
        connection = connected(self.name, self.path)
        try:
            # Readers go on while one writes; a process that is killed leaves what was committed.
            connection.execute("PRAGMA journal_mode = WAL")
            connection.execute("PRAGMA synchronous = NORMAL")
            connection.execute(f"PRAGMA cache_size = -{_CACHE_KIB}")
            connection.execute("BEGIN IMMEDIATE")
            yield connection
            connection.execute("COMMIT")
        except sqlite3.OperationalError as error:
            raise not_written(self.name, self.path, error) from error
        finally:
            # What was not committed is rolled back.
            connection.close()

    def documents(self) -> pd.DataFrame:
        """One row a document: number, metadata, language, characters, paragraphs, sentences."""
        import pandas as pd

        query = """
            SELECT d.id AS document, f.name AS file, d.part, d.language, d.declared, d.title,
                d.author, d.side, d.institution, d.date, d.kind, d.url, d.licence,
                length(d.text) AS characters, s.paragraphs, s.sentences, d.copy_of, d.alike
            FROM document d JOIN file f ON f.sha256 = d.file
            LEFT JOIN (
                SELECT document, sum(kind = 0) AS paragraphs, sum(kind = 1) AS sentences
                FROM segment GROUP BY document
            ) s ON s.document = d.id
            ORDER BY d.id"""
        with self.reading() as connection:
            table = pd.read_sql_query(query, connection)
        whole = ["paragraphs", "sentences"]
        table[whole] = table[whole].fillna(0).astype(int)
        return table.assign(declared=table["declared"].astype(bool))

    def text(self, document: int) -> str:
        """The clean text of a document.

        Raises
        ------
        FoedusError
            If the corpus has no such document.
        """
        with self.reading() as connection:
            row = connection.execute(
                "SELECT text FROM document WHERE id = ?", (document,)
            ).fetchone()
        if row is None:
            raise FoedusError(
                f"Corpus {self.name!r} has no document {document}.",
                f"Run: foedus texts list {self.name}.",
            )
        return str(row[0])

    def segments(self, document: int, kind: str = "sentence") -> Spans:
        """Offsets of a document's paragraphs or sentences, shape (segments, 2)."""
        if kind not in KINDS:
            raise unknown("kind of segment", kind, list(KINDS))
        with self.reading() as connection:
            rows = connection.execute(
                "SELECT start, stop FROM segment WHERE document = ? AND kind = ? ORDER BY start",
                (document, KINDS[kind]),
            ).fetchall()
        return np.array(rows, np.int64).reshape(-1, 2)

    def passages(self, segments: Any) -> list[Passage]:
        """The segments with these numbers, in the order asked for; unknown ones are left out."""
        wanted = [int(s) for s in segments]
        found: dict[int, Passage] = {}
        with self.reading() as connection:
            held: list[tuple[int, int, int, int]] = []
            for number in dict.fromkeys(wanted):
                held += connection.execute(
                    "SELECT document, start, stop, id FROM segment WHERE id = ?", (number,)
                )
            # A text is fetched once and cut here: SQLite would count its letters for each piece.
            for document, group in groupby(sorted(held), key=lambda row: row[0]):
                text = connection.execute(
                    "SELECT text FROM document WHERE id = ?", (document,)
                ).fetchone()[0]
                for _, start, stop, number in group:
                    found[number] = Passage(number, document, start, stop, text[start:stop])
        return [found[number] for number in wanted if number in found]


def new_corpus(name: str) -> Corpus:
    """The corpus with this name, made if there is none.

    Raises
    ------
    FoedusError
        For a name that cannot be a folder's, or a folder that cannot be written.
    """
    corpus = _named(name)
    try:
        corpus.originals.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise FoedusError(
            f"The folder {corpus.folder} cannot be made: {error.strerror}.",
            f"Name another one in {VARIABLE}.",
        ) from error
    connection = connected(corpus.name, corpus.path)
    try:
        prepared(connection, name)
    finally:
        connection.close()
    return corpus


def open_corpus(name: str) -> Corpus:
    """The corpus with this name.

    Raises
    ------
    FoedusError
        If there is none, or its file is no corpus.
    """
    corpus = _named(name)
    if not corpus.path.is_file():
        known = corpora()
        if known:
            raise unknown("corpus", name, known)
        raise FoedusError(
            f"There is no corpus {name!r}.", "Make one: foedus texts add FOLDER --corpus NAME."
        )
    # What may only be read is read; a layout that is older could not be brought up to date.
    connection = connected(corpus.name, corpus.path, "rwc" if writable(corpus.path) else "ro")
    try:
        prepared(connection, name)
    except sqlite3.OperationalError as error:
        raise not_written(name, corpus.path, error) from error
    finally:
        connection.close()
    return corpus


def corpora() -> list[str]:
    """Names of the corpora there are."""
    folder = corpora_folder()
    return sorted(path.parent.name for path in folder.glob(f"*/{FILE}"))


def _named(name: str) -> Corpus:
    if not _NAME.fullmatch(name):
        raise FoedusError(
            f"{name!r} cannot name a corpus.",
            "Take small letters, digits, - and _, such as 'experts' or 'concepts-2023'.",
        )
    return Corpus(name, corpora_folder() / name)
