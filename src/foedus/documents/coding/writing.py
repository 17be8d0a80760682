"""Codings into a corpus and out of it again; checked against text and codebook before any is kept."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal, get_args

from foedus.core.errors import FoedusError, unknown
from foedus.documents.coding.codebook import Codebook
from foedus.documents.coding.codebooks_used import keep_codebook
from foedus.documents.coding.coders import Identity, keep_coder
from foedus.documents.coding.records import Coding, Read, now
from foedus.documents.coding.rows import CodingRow, ReadRow, coding_row, lengths_of, read_row
from foedus.documents.corpora.corpus import Corpus

Replace = Literal["refuse", "values", "spans"]
"""What is done with what a coder said before: refuse to contradict it, let new values take the
place of old ones, or let what is said now of a span take the place of all said of it before."""
Batch = tuple[Identity, Sequence[Coding], Sequence[Read]]


@dataclass(frozen=True)
class Written:
    """What `write` kept.

    Parameters
    ----------
    codings, read : int
        Codings and spans kept, those that were there already not counted.
    """

    codings: int
    read: int


def write(
    corpus: Corpus,
    coder: Identity,
    codebook: Codebook,
    codings: Sequence[Coding],
    read: Sequence[Read] = (),
    *,
    replace: Replace = "refuse",
) -> Written:
    """Keep codings of one coder, and what the coder has read; all of it or nothing.

    Parameters
    ----------
    corpus
    coder
        A model's codings are kept under a model, a person's under a person.
    codebook
        Its text is kept with the first coding.
    codings
        A coder gives a span a code once.
    read
        Spans read, with or without a code. Spans that are coded need not be among them.
    replace
        "values": a new value of a code takes the place of the old one. "spans": all that the
        coder gave the spans of `read` by this codebook goes first.

    Raises
    ------
    FoedusError
        For a document that is not there, a span outside its text, a code that is none or a
        theme, a value that the code does not take, a score under a person's name, a time not
        written as 2026-11-22T12:00:00Z, or another value for a code already given.
    """
    return write_many(corpus, codebook, [(coder, codings, read)], replace=replace)


def write_many(
    corpus: Corpus,
    codebook: Codebook,
    batches: Sequence[Batch],
    *,
    replace: Replace = "refuse",
) -> Written:
    """As `write`, for several coders at once; all of it or nothing.

    Parameters
    ----------
    corpus
    codebook
    batches
        Coder, codings and spans read of each.
    replace

    Raises
    ------
    FoedusError
        As `write`.
    """
    if replace not in get_args(Replace):
        raise unknown("way to replace codings", replace, get_args(Replace))
    at = now()
    with corpus.writing() as connection:
        coded = {c.document for _, codings, _ in batches for c in codings}
        lengths = lengths_of(connection, coded | {r.document for *_, read in batches for r in read})
        # Everything is checked before anything is kept.
        ready = [
            (
                coder,
                [coding_row(c, coder, codebook, lengths, at) for c in codings],
                [read_row(r, codebook, lengths, at) for r in read],
            )
            for coder, codings, read in batches
        ]
        book = keep_codebook(connection, codebook)
        kept = [_kept(connection, book, *batch, replace) for batch in ready]
    return Written(sum(k.codings for k in kept), sum(k.read for k in kept))


def _kept(
    connection: sqlite3.Connection,
    book: int,
    coder: Identity,
    rows: list[CodingRow],
    spans: list[ReadRow],
    replace: Replace,
) -> Written:
    who = keep_coder(connection, coder)
    if replace == "spans":
        connection.executemany(
            "DELETE FROM coding WHERE coder = ? AND codebook = ? AND document = ? "
            "AND start = ? AND stop = ?",
            [(who, book, *span[:3]) for span in spans],
        )
    kept = _keep_codings(connection, who, coder.kind, book, rows, replace != "refuse")
    before = connection.total_changes
    connection.executemany(
        "INSERT OR IGNORE INTO reading (coder, codebook, document, start, stop, codes, at) "
        "VALUES (?, ?, ?, ?, ?, ?, ?)",
        [(who, book, *span) for span in spans],
    )
    return Written(kept, connection.total_changes - before)


def _keep_codings(
    connection: sqlite3.Connection,
    who: int,
    kind: str,
    book: int,
    rows: list[CodingRow],
    replace: bool,
) -> int:
    kept = 0
    for document, start, stop, code, value, score, at in rows:
        same = (document, start, stop, who, book, code)
        found = connection.execute(
            "SELECT id, value FROM coding WHERE document = ? AND start = ? AND stop = ? "
            "AND coder = ? AND codebook = ? AND code = ?",
            same,
        ).fetchone()
        if found is not None:
            if found[1] == value and not replace:
                continue
            if not replace:
                raise FoedusError(
                    f"Document {document}, {start} to {stop}: code {code!r} has the value "
                    f"{found[1]!r} already; now {value!r}.",
                    "A coder gives a span a code once; replace the old value, or delete it.",
                )
            connection.execute("DELETE FROM coding WHERE id = ?", (found[0],))
        connection.execute(
            "INSERT INTO coding (document, start, stop, coder, codebook, code, kind, value, "
            "score, at) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            (*same, kind, value, score, at),
        )
        kept += 1
    return kept
