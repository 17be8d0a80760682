"""Who coded: every coding has a named coder, a person or a model, and never changes sides."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal, get_args

from foedus.core.errors import FoedusError, unknown
from foedus.documents.corpora.corpus import Corpus

if TYPE_CHECKING:
    import pandas as pd

CoderKind = Literal["human", "model"]
CODER_KINDS: tuple[CoderKind, ...] = get_args(CoderKind)
LONGEST = 200
MODEL_MARK = "[model] "
"""Stands before a model's name in files of other tools, which know only users."""


@dataclass(frozen=True)
class Identity:
    """A coder's name and kind.

    Parameters
    ----------
    name : str
        Of a person; or of a model, with what makes its codings what they are, such as a
        prompt's hash.
    kind : {"human", "model"}
    detail : mapping
        What is known of the coder: training and languages of a person; model, prompt hash,
        settings of a model.

    Raises
    ------
    FoedusError
        For an empty or overlong name, one with control characters, an unknown kind, or a
        person whose name is marked as a model's.

    Examples
    --------
    >>> Identity("Ann", "human").kind
    'human'
    """

    name: str
    kind: CoderKind
    detail: Mapping[str, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        if self.kind not in CODER_KINDS:
            raise unknown("kind of coder", self.kind, CODER_KINDS)
        if not self.name or not self.name.isprintable() or self.name != tidy_name(self.name):
            raise FoedusError(
                f"{self.name!r} cannot name a coder.",
                "Take a name of one line, with single spaces and none at its ends.",
            )
        if len(self.name) > LONGEST:
            raise FoedusError(
                f"A coder's name has {len(self.name)} characters.", f"Take at most {LONGEST}."
            )
        if self.name.casefold().startswith(MODEL_MARK.strip()):
            raise FoedusError(
                f"The name {self.name!r} begins with {MODEL_MARK.strip()!r}.",
                "That mark is set in exported files; leave it out of the name.",
            )


def tidy_name(given: str) -> str:
    """A name on one line with single spaces; what another tool calls a user, made a name.

    Examples
    --------
    >>> tidy_name(" Ann\\t B. ")
    'Ann B.'
    """
    text = "".join(c if c.isprintable() else " " for c in given)
    return " ".join(text.split())


def keep_coder(connection: sqlite3.Connection, coder: Identity) -> int:
    """Number of a coder in an open corpus, entered if new.

    Raises
    ------
    FoedusError
        If the name belongs to a coder of the other kind, or to a model with other details:
        codings of two models must not mix under one name.
    """
    row = connection.execute(
        "SELECT id, kind, detail FROM coder WHERE name = ?", (coder.name,)
    ).fetchone()
    detail = json.dumps(dict(coder.detail), ensure_ascii=False, sort_keys=True)
    if row is None:
        added = connection.execute(
            "INSERT INTO coder (name, kind, detail) VALUES (?, ?, ?)",
            (coder.name, coder.kind, detail),
        )
        return int(added.lastrowid or 0)
    number, kind, kept = row
    if kind != coder.kind:
        raise FoedusError(
            f"{coder.name!r} is a {kind} coder in this corpus, not a {coder.kind} one.",
            "What a model made never stands under a person's name, nor the other way round: "
            "take another name.",
        )
    if kind == "model" and coder.detail and kept != detail:
        raise FoedusError(
            f"The model {coder.name!r} has coded here with other settings: {kept}.",
            "Name this one otherwise, for instance with its version or the hash of its prompt.",
        )
    return int(number)


def find_coder(connection: sqlite3.Connection, name: str) -> tuple[int, CoderKind]:
    """Number and kind of a coder by name.

    Raises
    ------
    FoedusError
        If there is none of that name.
    """
    row = connection.execute("SELECT id, kind FROM coder WHERE name = ?", (name,)).fetchone()
    if row is None:
        names = [n for (n,) in connection.execute("SELECT name FROM coder")]
        if not names:
            raise FoedusError(f"There is no coder {name!r}: nobody has coded yet.", "Code first.")
        raise unknown("coder", name, names)
    return int(row[0]), row[1]


def coders(corpus: Corpus) -> pd.DataFrame:
    """One row a coder: name, kind, detail, codings, documents with a coding, spans read."""
    import pandas as pd

    query = """
        SELECT c.name AS coder, c.kind, c.detail,
            (SELECT count(*) FROM coding g WHERE g.coder = c.id) AS codings,
            (SELECT count(DISTINCT g.document) FROM coding g WHERE g.coder = c.id) AS documents,
            (SELECT count(*) FROM reading r WHERE r.coder = c.id) AS read
        FROM coder c ORDER BY c.kind, c.name"""
    with corpus.reading() as connection:
        return pd.read_sql_query(query, connection)
