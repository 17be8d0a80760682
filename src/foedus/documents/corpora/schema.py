"""What is on disk in a corpus, by version, and how older versions are brought up to date.

`document` holds metadata and the clean text; `segment` holds paragraphs and sentences as
offsets into it, in Unicode code points; `words` indexes forms and lemmas of sentences, with
the segment's number as row; `signature` finds near-duplicates. `file` says how each file was
read and how far (`parts`; `whole` once it was read to its end), `refused` what was not read and
why. `about` keeps what holds of the corpus as a whole.

`coding` holds who gave which span which code, `reading` which spans a coder has read with
which codes of a codebook in mind (empty: all of them); a coding's kind of coder is its
coder's, so that nothing made by a model can stand under a person. `codebook` keeps the text
of each version that was used.
"""

from __future__ import annotations

import sqlite3

from foedus.core.errors import FoedusError

VERSION = 2
"""Of the layout below; written into the file as `PRAGMA user_version`."""
PARAGRAPH, SENTENCE = 0, 1
METADATA = (
    "title", "author", "side", "institution", "date", "kind", "url", "licence",
)  # fmt: skip
"""What a user may say about a document, besides its language."""

_TABLES = """
CREATE TABLE about (key TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE file (
    sha256 TEXT PRIMARY KEY,
    name TEXT NOT NULL,
    bytes INTEGER NOT NULL,
    how TEXT NOT NULL,
    parts INTEGER NOT NULL,
    whole INTEGER NOT NULL
) WITHOUT ROWID;
CREATE TABLE document (
    id INTEGER PRIMARY KEY,
    key TEXT NOT NULL UNIQUE,
    file TEXT NOT NULL REFERENCES file (sha256),
    part INTEGER NOT NULL,
    language TEXT NOT NULL,
    declared INTEGER NOT NULL,
    title TEXT, author TEXT, side TEXT, institution TEXT, date TEXT, kind TEXT, url TEXT,
    licence TEXT,
    encoding TEXT,
    more TEXT,
    text TEXT NOT NULL,
    copy_of INTEGER REFERENCES document (id),
    alike REAL
);
CREATE TABLE segment (
    id INTEGER PRIMARY KEY,
    document INTEGER NOT NULL REFERENCES document (id),
    kind INTEGER NOT NULL,
    start INTEGER NOT NULL,
    stop INTEGER NOT NULL
);
CREATE INDEX segment_document ON segment (document, kind, start);
CREATE TABLE signature (document INTEGER PRIMARY KEY, hashes BLOB NOT NULL);
CREATE TABLE refused (
    name TEXT NOT NULL,
    part INTEGER NOT NULL,
    why TEXT NOT NULL,
    remedy TEXT NOT NULL,
    PRIMARY KEY (name, part)
) WITHOUT ROWID;
CREATE TABLE coder (
    id INTEGER PRIMARY KEY,
    name TEXT NOT NULL UNIQUE,
    kind TEXT NOT NULL CHECK (kind IN ('human', 'model')),
    detail TEXT NOT NULL,
    UNIQUE (id, kind)
);
CREATE TABLE codebook (
    id INTEGER PRIMARY KEY,
    name TEXT NOT NULL,
    version TEXT NOT NULL,
    text TEXT NOT NULL,
    UNIQUE (name, version)
);
CREATE TABLE coding (
    id INTEGER PRIMARY KEY,
    coder INTEGER NOT NULL,
    kind TEXT NOT NULL,
    codebook INTEGER NOT NULL REFERENCES codebook (id),
    document INTEGER NOT NULL REFERENCES document (id),
    start INTEGER NOT NULL CHECK (start >= 0),
    stop INTEGER NOT NULL CHECK (stop > start),
    code TEXT NOT NULL,
    value TEXT,
    score REAL CHECK (score IS NULL OR kind = 'model'),
    at TEXT NOT NULL,
    UNIQUE (document, start, stop, coder, codebook, code),
    FOREIGN KEY (coder, kind) REFERENCES coder (id, kind)
);
CREATE INDEX coding_coder ON coding (coder, codebook);
CREATE TABLE reading (
    coder INTEGER NOT NULL REFERENCES coder (id),
    codebook INTEGER NOT NULL REFERENCES codebook (id),
    document INTEGER NOT NULL REFERENCES document (id),
    start INTEGER NOT NULL CHECK (start >= 0),
    stop INTEGER NOT NULL CHECK (stop > start),
    codes TEXT NOT NULL,
    at TEXT NOT NULL,
    PRIMARY KEY (coder, codebook, document, start, stop, codes)
) WITHOUT ROWID;
CREATE VIRTUAL TABLE words USING fts5 (
    form, lemma, content = '',
    tokenize = "ascii tokenchars '-.'''"
);
"""
_COPIES = """
CREATE INDEX document_copies ON document (copy_of) WHERE copy_of IS NOT NULL
"""
"""Which documents are copies, for every search leaves them out: in the table itself that
stands behind the text."""
_MIGRATIONS: dict[int, str] = {0: _TABLES, 1: _COPIES}
"""What leads from a version to the next; 0 is an empty file."""


def prepared(connection: sqlite3.Connection, name: str) -> None:
    """Make the tables of a new corpus, or bring those of an older one up to date.

    Each step is one transaction: a process that dies leaves the version before.

    Raises
    ------
    FoedusError
        If a newer foedus made the corpus.
    """
    while (found := version(connection)) != VERSION:
        if found > VERSION:
            raise FoedusError(
                f"Corpus {name!r} has layout {found}; this foedus reads up to {VERSION}.",
                "Update foedus: pip install --upgrade foedus.",
            )
        connection.execute("BEGIN IMMEDIATE")
        try:
            if version(connection) == found:
                # Not executescript, which would commit first.
                for statement in _MIGRATIONS[found].split(";\n"):
                    if statement.strip():
                        connection.execute(statement)
                connection.execute(f"PRAGMA user_version = {found + 1}")
            connection.execute("COMMIT")
        except BaseException:
            connection.execute("ROLLBACK")
            raise


def version(connection: sqlite3.Connection) -> int:
    """Version of the layout of an open file; 0 for a new one."""
    return int(connection.execute("PRAGMA user_version").fetchone()[0])
