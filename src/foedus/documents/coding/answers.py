"""Answers of servers kept on disk: none is asked for twice, and what they cost is known."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from foedus.core.errors import FoedusError
from foedus.documents.coding.records import now

VERSION = 1
"""Of the layout; written into the file as `PRAGMA user_version`."""
_TABLE = """
CREATE TABLE IF NOT EXISTS answer (
    request TEXT PRIMARY KEY,
    server TEXT NOT NULL,
    model TEXT NOT NULL,
    answered_by TEXT NOT NULL,
    prompt TEXT NOT NULL,
    content TEXT NOT NULL,
    tokens_in INTEGER,
    tokens_out INTEGER,
    cost REAL,
    at TEXT NOT NULL
) WITHOUT ROWID"""


@dataclass(frozen=True)
class Answer:
    """One answer.

    Parameters
    ----------
    content : str
        What the model wrote.
    answered_by : str
        The model as the server calls it; often a dated version.
    tokens_in, tokens_out : int or None
        As the server counts; None where it does not say.
    cost : float or None
        By the prices given; None where a price or a count is not known.
    at : str
    """

    content: str
    answered_by: str = ""
    tokens_in: int | None = None
    tokens_out: int | None = None
    cost: float | None = None
    at: str = ""


@dataclass(frozen=True)
class Spent:
    """What answers cost.

    Parameters
    ----------
    answers, tokens_in, tokens_out : int
    cost : float
        Of those with a known cost.
    unknown : int
        Answers whose cost is not known; it is not nothing.
    """

    answers: int
    tokens_in: int
    tokens_out: int
    cost: float
    unknown: int


@dataclass(frozen=True)
class Answers:
    """A file of answers; processes can share it.

    Parameters
    ----------
    path : Path
        An SQLite file, made when first written.
    """

    path: Path

    def find(self, request: str) -> Answer | None:
        """The answer to a request, by its hash; None if it was not asked."""
        if not self.path.is_file():
            return None
        with self._open() as connection:
            row = connection.execute(
                "SELECT content, answered_by, tokens_in, tokens_out, cost, at FROM answer "
                "WHERE request = ?",
                (request,),
            ).fetchone()
        return Answer(*row) if row else None

    def keep(self, request: str, server: str, model: str, prompt: str, answer: Answer) -> None:
        """Keep an answer; the first to one request stays."""
        self.path.parent.mkdir(parents=True, exist_ok=True)
        with self._open() as connection:
            connection.execute(
                "INSERT OR IGNORE INTO answer (request, server, model, prompt, content, "
                "answered_by, tokens_in, tokens_out, cost, at) VALUES (?,?,?,?,?,?,?,?,?,?)",
                (
                    request, server, model, prompt, answer.content, answer.answered_by,
                    answer.tokens_in, answer.tokens_out, answer.cost, answer.at or now(),
                ),
            )  # fmt: skip

    def spent(self, prompt: str | None = None) -> Spent:
        """Tokens and cost of all answers, or of those to one prompt (by its hash)."""
        if not self.path.is_file():
            return Spent(0, 0, 0, 0.0, 0)
        with self._open() as connection:
            row = connection.execute(
                "SELECT count(*), coalesce(sum(tokens_in), 0), coalesce(sum(tokens_out), 0), "
                "coalesce(sum(cost), 0.0), count(*) - count(cost) FROM answer "
                "WHERE ? IS NULL OR prompt = ?",
                (prompt, prompt),
            ).fetchone()
        return Spent(*row)

    @contextmanager
    def _open(self) -> Iterator[sqlite3.Connection]:
        try:
            connection = sqlite3.connect(self.path, timeout=60.0, isolation_level=None)
            try:
                found = int(connection.execute("PRAGMA user_version").fetchone()[0])
                if found > VERSION:
                    raise FoedusError(
                        f"{self.path} has layout {found}; this foedus reads up to {VERSION}.",
                        "Update foedus, or name another file.",
                    )
                if not found:
                    connection.execute(_TABLE)
                    connection.execute(f"PRAGMA user_version = {VERSION}")
                yield connection
            finally:
                connection.close()
        except sqlite3.Error as error:
            raise FoedusError(
                f"The file of answers {self.path} cannot be used: {error}.", "Name another file."
            ) from error
