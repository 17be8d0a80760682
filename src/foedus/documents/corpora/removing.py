"""Documents out of a corpus again, with all that hangs on them; and whole corpora.

The index of words keeps no text, so the words of a removed sentence are made anew from the
text, to be taken out of it. Numbers of documents and sentences are never given twice.
"""

from __future__ import annotations

import contextlib
import os
import shutil
import sqlite3
import stat
import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from foedus.core.errors import NotWritable
from foedus.documents.corpora.at_stake import at_stake, check_there, coded, parts_of
from foedus.documents.corpora.corpus import Corpus
from foedus.documents.corpora.duplicates import CHECKED, mark_duplicates
from foedus.documents.corpora.schema import SENTENCE
from foedus.documents.corpora.storing import LAST_GIVEN
from foedus.documents.language.lemmas import lemmas
from foedus.documents.language.words import forms


@dataclass(frozen=True)
class Removed:
    """What was removed.

    Parameters
    ----------
    documents, sentences, codings : int
    originals : tuple of Path
        Files whose last document went, in the folder of originals.
    segments : ndarray of int
        Numbers of the sentences, for what is kept beside the corpus by number.
    """

    documents: int
    sentences: int
    codings: int
    originals: tuple[Path, ...]
    segments: NDArray[np.int64]


def remove_documents(
    corpus: Corpus, documents: Sequence[int], *, with_codings: bool = False
) -> Removed:
    """Remove documents: text, sentences, index, signatures; all of it or nothing.

    A file whose last document goes leaves the folder of originals too, and would be read
    anew if it were added again; of a table that keeps other documents the removed rows are
    not read again. Near-duplicates of a removed document are held against the rest anew.

    Parameters
    ----------
    documents
        Numbers in the corpus.
    with_codings
        Whether codings of these documents, and notes of what was read, go too.

    Raises
    ------
    FoedusError
        If the corpus has no such document, or one is coded and `with_codings` is not given.
    """
    numbers = sorted(set(documents))
    before = at_stake(corpus, numbers)
    if before.coded and not with_codings:
        raise coded(before)
    with corpus.writing() as connection:
        # What is freed is overwritten: a removed text shall not be read from the file.
        connection.execute("PRAGMA secure_delete = ON")
        check_there(corpus, connection, numbers)
        _remember_numbers(connection)
        segments = _unindex(connection, numbers)
        copies = _free_copies(connection, numbers)
        files = _files_of(connection, numbers)
        codings = 0
        for marks, part in parts_of(numbers):
            codings += _delete(connection, "coding", marks, part)
            _delete(connection, "reading", marks, part)
            _delete(connection, "segment", marks, part)
            _delete(connection, "signature", marks, part)
            connection.execute(f"DELETE FROM document WHERE id IN ({marks})", part)
        gone = _emptied(connection, files)
        if copies:
            connection.execute("UPDATE about SET value = '0' WHERE key = ?", (CHECKED,))
    originals = tuple(
        path for digest in gone for path in corpus.originals.glob(f"{digest}.*") if _unlink(path)
    )
    if copies:
        mark_duplicates(corpus)
    return Removed(len(numbers), len(segments), codings, originals, segments)


def remove_corpus(corpus: Corpus) -> None:
    """Remove a corpus with all that is in its folder.

    Raises
    ------
    NotWritable
        If something in it cannot be deleted.
    """
    # Waits for a process that is writing, and leaves no half of a corpus that still opens.
    with corpus.writing():
        pass
    try:
        corpus.path.unlink()
        if sys.version_info >= (3, 12):
            shutil.rmtree(corpus.folder, onexc=_writable_first)
        else:
            shutil.rmtree(corpus.folder, onerror=_writable_first)
    except OSError as error:
        raise NotWritable(
            f"{error.filename or corpus.folder} cannot be deleted: {error.strerror or error}.",
            f"Close what has it open, and delete the folder {corpus.folder}.",
        ) from error


def _writable_first(delete: Callable[[str], object], path: str, _: object) -> None:
    """Originals may not be written, which some systems take as: not be deleted."""
    os.chmod(path, stat.S_IWRITE | stat.S_IREAD)
    delete(path)


def _delete(connection: sqlite3.Connection, table: str, marks: str, part: list[int]) -> int:
    return connection.execute(f"DELETE FROM {table} WHERE document IN ({marks})", part).rowcount


def _remember_numbers(connection: sqlite3.Connection) -> None:
    for table in ("document", "segment"):
        connection.execute(
            f"INSERT INTO about SELECT ?, coalesce(max(id), 0) FROM {table} WHERE true "
            "ON CONFLICT (key) DO UPDATE SET "
            "value = max(CAST(value AS INTEGER), CAST(excluded.value AS INTEGER))",
            (LAST_GIVEN + table,),
        )


def _unindex(connection: sqlite3.Connection, numbers: Sequence[int]) -> NDArray[np.int64]:
    """Take the words of all sentences out of the index; the numbers of the sentences."""
    gone: list[int] = []
    for number in numbers:
        text, language = connection.execute(
            "SELECT text, language FROM document WHERE id = ?", (number,)
        ).fetchone()
        rows = connection.execute(
            "SELECT id, start, stop FROM segment WHERE document = ? AND kind = ? ORDER BY id",
            (number, SENTENCE),
        ).fetchall()
        found = forms((text[a:b] for _, a, b in rows), language)
        connection.executemany(
            "INSERT INTO words (words, rowid, form, lemma) VALUES ('delete', ?, ?, ?)",
            [
                (row[0], " ".join(words), " ".join(lemmas(words, language)))
                for row, words in zip(rows, found, strict=True)
            ],
        )
        gone += [row[0] for row in rows]
    return np.array(gone, np.int64)


def _free_copies(connection: sqlite3.Connection, numbers: Sequence[int]) -> int:
    """Documents that stay and were marked as copies of one that goes; how many."""
    return sum(
        connection.execute(
            f"UPDATE document SET copy_of = NULL, alike = NULL WHERE copy_of IN ({marks})", part
        ).rowcount
        for marks, part in parts_of(numbers)
    )


def _files_of(connection: sqlite3.Connection, numbers: Sequence[int]) -> list[str]:
    found: set[str] = set()
    for marks, part in parts_of(numbers):
        rows = connection.execute(f"SELECT file FROM document WHERE id IN ({marks})", part)
        found |= {row[0] for row in rows}
    return sorted(found)


def _emptied(connection: sqlite3.Connection, files: Sequence[str]) -> list[str]:
    """Forget those of the files that have no document left; their hashes."""
    gone = [
        digest
        for digest in files
        if not connection.execute("SELECT 1 FROM document WHERE file = ?", (digest,)).fetchone()
    ]
    connection.executemany("DELETE FROM file WHERE sha256 = ?", [(digest,) for digest in gone])
    return gone


def _unlink(path: Path) -> bool:
    with contextlib.suppress(OSError):
        path.chmod(stat.S_IWRITE | stat.S_IREAD)
        path.unlink()
        return True
    return False
