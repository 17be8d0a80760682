"""Coded corpora that come with foedus: a folder of CSV files beside a description.

``corpus.toml`` says what the corpus is, which pair it is about and who coded it;
``pieces-*.csv`` has a row for each piece, ``codings-*.csv`` one for each code given, and
``readings-*.csv`` one for each piece that a second coder read (the first read all).
"""

from __future__ import annotations

import csv
import tomllib
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import fields
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any

from foedus.core.errors import FoedusError, unknown
from foedus.documents.coding.codebook import Codebook, Scalar
from foedus.documents.coding.coders import Identity
from foedus.documents.coding.shipped import open_codebook
from foedus.documents.views.views import APPLIED, Piece, Views

FOLDERS = {"experts": "experts", "statements": "statements"}
"""Names of shipped corpora, and their folders."""
_FIELDS = frozenset(f.name for f in fields(Piece))


@cache
def shipped_views(name: str) -> Views:
    """A corpus that came with foedus.

    Parameters
    ----------
    name
        Its name.

    Raises
    ------
    FoedusError
        If there is none of that name.

    Examples
    --------
    >>> views = shipped_views("experts")
    >>> views.pair, views.codebook.key
    ((710, 365), 'partnerships 1.0')
    """
    if name not in FOLDERS:
        raise unknown("corpus that comes with foedus", name, FOLDERS)
    return read_views(Path(str(files("foedus.documents") / FOLDERS[name])))


def read_views(folder: Path) -> Views:
    """A folder of coded pieces.

    Raises
    ------
    FoedusError
        For a coding of a piece, by a coder or with a code that is not there.
    """
    about = tomllib.loads((folder / "corpus.toml").read_text(encoding="utf-8"))
    book = open_codebook(about["codebook"], about["version"])
    coders = {
        c["name"]: Identity(c["name"], c["kind"], {"about": c["detail"]}) for c in about["coder"]
    }
    pieces = sorted((_piece(row) for row in _rows(folder, "pieces")), key=lambda p: p.id)
    known = frozenset(p.id for p in pieces)
    first = about["coder"][0]["name"]
    read = {name: set[str]() for name in coders} | {first: set(known)}
    for row in _rows(folder, "readings"):
        read[_one_of("coder", row["coder"], coders)].add(_one_of("piece", row["piece"], known))
    given: dict[tuple[str, str], dict[str, Scalar]] = defaultdict(dict)
    for row in _rows(folder, "codings"):
        coder, piece = _one_of("coder", row["coder"], coders), _one_of("piece", row["piece"], known)
        if piece not in read[coder]:
            raise FoedusError(
                f"{coder!r} coded {piece!r} in {folder.name} but is not said to have read it.",
                "Add a row to its readings file.",
            )
        given[coder, piece][row["code"]] = _value(book, row["code"], row["value"])
    return Views(
        corpus=about["name"],
        pair=(about["pair"][0], about["pair"][1]),
        pieces=tuple(pieces),
        coders=coders,
        read={name: frozenset(ids) for name, ids in read.items() if ids},
        given=dict(given),
        codebook=book,
        about=tuple(about["about"]),
        shipped=True,
    )


def _rows(folder: Path, kind: str) -> Iterator[dict[str, str]]:
    for file in sorted(folder.glob(f"{kind}-*.csv")):
        with file.open(encoding="utf-8", newline="") as rows:
            yield from csv.DictReader(rows, strict=True)


def _piece(row: dict[str, str]) -> Piece:
    known: dict[str, Any] = {name: text for name, text in row.items() if name in _FIELDS}
    cluster = row.get("cluster") or row.get("author") or row["id"]
    return Piece(**{**known, "cluster": cluster, "open_with": row["url"]})


def _value(book: Codebook, code: str, text: str) -> Scalar:
    if book.code(code).kind == "flag":
        return APPLIED
    found = book.code(code).read(text)
    assert found is not None
    return found


def _one_of(kind: str, name: str, known: Any) -> str:
    if name not in known:
        raise unknown(kind, name, known)
    return name
