"""A user's coded corpus in the form of the corpora that come with foedus.

By document as a rule; by sentence or paragraph where clauses are what is coded.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from foedus.core.errors import FoedusError
from foedus.documents.coding.codebook import Codebook, Scalar
from foedus.documents.coding.codebooks_used import used_codebook, used_codebooks
from foedus.documents.coding.coders import Identity
from foedus.documents.coding.units import UnitKind, units
from foedus.documents.corpora.corpus import Corpus
from foedus.documents.reliability.words import NO_CODE
from foedus.documents.views.views import Piece, Views
from foedus.states.resolve import resolve

if TYPE_CHECKING:
    import pandas as pd


def views_of(corpus: Corpus, codebook: str, *, unit: UnitKind = "document") -> Views:
    """What was coded in a corpus, by document or by smaller units.

    A unit has a code if any passage of it has; of a scale or category it has the value
    that covers most of it.

    Parameters
    ----------
    corpus
    codebook
        Name of the codebook; its version last used.
    unit
        What becomes a piece. Sentences and paragraphs have the number of their segment as id,
        their document as cluster and their own text as summary.

    Raises
    ------
    FoedusError
        If the codebook was not used in this corpus, or there is no such unit.
    """
    if codebook not in {key.rsplit(" ", 1)[0] for key in used_codebooks(corpus)}:
        used = ", ".join(used_codebooks(corpus)) or "no codebook"
        raise FoedusError(
            f"Corpus {corpus.name!r} is not coded by the codebook {codebook!r} (used: {used}).",
            f"Code it: foedus texts code {corpus.name} --codebook {codebook} --coder NAME.",
        )
    book = used_codebook(corpus, codebook)
    rows = _judged(corpus, book, unit)
    read: dict[str, set[str]] = {}
    given: dict[tuple[str, str], dict[str, Scalar]] = {}
    for one, coder, code, value in zip(
        rows["unit"], rows["coder"], rows["code"], rows["value"], strict=True
    ):
        read.setdefault(coder, set()).add(str(one))
        if value != NO_CODE:
            given.setdefault((coder, str(one)), {})[code] = value
    kinds = dict(zip(rows["coder"], rows["kind"], strict=True))
    return Views(
        corpus=corpus.name,
        pair=None,
        pieces=(
            _pieces(corpus, frozenset[str]().union(*read.values()))
            if unit == "document"
            else _parts(corpus, sorted({int(one) for one in rows["unit"]}))
        ),
        coders={name: Identity(name, kind) for name, kind in kinds.items()},
        read={name: frozenset(ids) for name, ids in read.items()},
        given=given,
        codebook=book,
        about=(f"Your corpus {corpus.name!r}, as coded on this machine.",),
    )


def _judged(corpus: Corpus, book: Codebook, unit: UnitKind) -> pd.DataFrame:
    """One row a unit, coder and code, for units that the coder has read."""
    import pandas as pd

    found = [
        units(corpus, book.name, code.id, unit=unit, several="longest") for code in book.codable
    ]
    return pd.concat(found, ignore_index=True)


def _pieces(corpus: Corpus, read: frozenset[str]) -> tuple[Piece, ...]:
    table = corpus.documents()

    def texts(column: str) -> list[str]:
        return [str(v) for v in table[column].fillna("")]

    named = ("side", "language", "author", "institution", "date", "title", "kind", "url")
    columns = {name: texts(name) for name in named}
    columns["side"] = [_iso3(side) for side in columns["side"]]
    return tuple(
        Piece(
            id=str(number),
            cluster=columns["author"][k] or str(number),
            open_with=columns["url"][k] or f"foedus texts show {corpus.name} {number}",
            **{name: values[k] for name, values in columns.items()},
        )
        for k, number in enumerate(table["document"])
        if str(number) in read
    )


def _parts(corpus: Corpus, segments: list[int]) -> tuple[Piece, ...]:
    """Segments as pieces that share their document's cluster and metadata."""
    passages = corpus.passages(segments)
    held = frozenset(str(p.document) for p in passages)
    of = {piece.id: piece for piece in _pieces(corpus, held)}
    return tuple(
        replace(
            of[str(p.document)],
            id=str(p.segment),
            cluster=str(p.document),
            summary=p.text,
            clause=f"from character {p.start + 1}",
        )
        for p in passages
    )


def _iso3(side: str) -> str:
    """The code of the state that a side names; the side as it stands where it names none."""
    if not side:
        return ""
    try:
        return resolve(side).iso3 or side
    except FoedusError:
        return side
