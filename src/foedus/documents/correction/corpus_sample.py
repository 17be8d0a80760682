"""A gold sample of a corpus: what it was drawn from, and which passages people read for it."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from typing import TYPE_CHECKING

import numpy as np

from foedus.core.errors import FoedusError
from foedus.documents.coding.judgements import Said
from foedus.documents.coding.places import places_of
from foedus.documents.coding.units import UnitKind
from foedus.documents.corpora.corpus import Corpus
from foedus.documents.correction.gold_sample import GoldSample
from foedus.documents.correction.strata import NONE, Names, rarest_code
from foedus.documents.reliability.words import NO_CODE

if TYPE_CHECKING:
    import pandas as pd

_PART = ", "
UNREAD = "not read"
"""Stratum of units that the machine did not read with the codes in mind."""


def drawn_from(corpus: Corpus, unit: UnitKind, units: pd.DataFrame) -> str:
    """What the record of a sample says of its origin: corpus, unit, and a mark of the units."""
    return _PART.join((corpus.name, unit, _mark(corpus, units)))


def origin(sample: GoldSample) -> tuple[str, UnitKind, str]:
    """Name of the corpus, unit, and mark of the units, as the record has them.

    Raises
    ------
    FoedusError
        If the sample was not drawn from a corpus of foedus.

    Examples
    --------
    >>> from foedus.documents.correction.draw import draw
    >>> origin(draw([4, 5, 6], 2, seed=1, drawn_from="experts, sentence, 12ab"))
    ('experts', 'sentence', '12ab')
    """
    name, *rest = sample.drawn_from.split(_PART)
    match rest:
        case ["sentence" | "paragraph" | "document" as unit, mark]:
            return name, unit, mark
    raise FoedusError(
        f"The sample was drawn from {sample.drawn_from!r}, which is no corpus of foedus.",
        "Draw one: foedus texts sample CORPUS --size 200 -o gold.csv.",
    )


def drawn_units(corpus: Corpus, sample: GoldSample) -> pd.DataFrame:
    """The units of a sample's record as they stand in the corpus, in the order of the record.

    Raises
    ------
    FoedusError
        If the sample is of another corpus, or the corpus was built anew since: its numbers
        then stand for other passages.
    """
    name, unit, mark = origin(sample)
    if name != corpus.name:
        raise FoedusError(
            f"The sample was drawn from corpus {name!r}, not {corpus.name!r}.",
            f"Name that corpus, or draw one: foedus texts sample {corpus.name} -o FILE.",
        )
    every = places_of(corpus, unit, _all(corpus)).set_index("unit", drop=False)
    numbers = [int(u) for u in sample.units]
    there = every.index.isin(numbers).sum() == len(numbers)
    found = every.loc[numbers].reset_index(drop=True) if there else every[:0]
    if not there or _mark(corpus, found) != mark:
        raise FoedusError(
            f"Corpus {corpus.name!r} was built anew after the sample was drawn: its passages "
            "no longer have the same numbers.",
            "Put back the corpus as it was, or draw and code a new sample.",
        )
    return found


def to_read(corpus: Corpus, sample: GoldSample, unit: UnitKind | None = None) -> list[int]:
    """Segments that people read for a sample, in an order that does not give the strata away.

    Parameters
    ----------
    corpus
    sample
    unit
        Of drawn documents: whether they are read by sentences or by paragraphs (where none is
        named). Drawn sentences and paragraphs are read as they were drawn.

    Raises
    ------
    FoedusError
        As `drawn_units`, or for a unit other than the drawn one.
    """
    _, drawn, _ = origin(sample)
    drawn_units(corpus, sample)
    if drawn != "document":
        if unit not in (None, drawn):
            raise FoedusError(
                f"The sample holds {drawn}s, not {unit}s.", f"Leave out --unit, or say {drawn}."
            )
        return [int(u) for u in sample.to_code()]
    parts = places_of(corpus, unit or "paragraph", [int(u) for u in sample.to_code()])
    by_document = parts.groupby("document", sort=False)["unit"].apply(list)
    return [int(s) for u in sample.to_code() for s in by_document.get(int(u), [])]


def _mark(corpus: Corpus, units: pd.DataFrame) -> str:
    """Short digest of which passages the numbers stand for."""
    with corpus.reading() as connection:
        keys = dict(connection.execute("SELECT id, key FROM document").fetchall())
    columns = (units[c].tolist() for c in ("unit", "document", "start", "stop"))
    digest = hashlib.sha256()
    for number, document, start, stop in zip(*columns, strict=True):
        digest.update(f"{number} {keys[document]} {start} {stop};".encode())
    return digest.hexdigest()[:12]


def _all(corpus: Corpus) -> list[int]:
    with corpus.reading() as connection:
        return [n for (n,) in connection.execute("SELECT id FROM document ORDER BY id")]


def machine_strata(said: Mapping[str, Said]) -> Names:
    """The rarest code a machine gave each unit, "none", or that it did not read it.

    Parameters
    ----------
    said
        From `judgements`: what the machine said of each unit, by code.

    Examples
    --------
    >>> import numpy as np
    >>> said = {
    ...     "trade": np.array(["applied", "applied", "no code", None], object),
    ...     "limits": np.array(["applied", "no code", "no code", None], object),
    ... }
    >>> list(machine_strata(said))
    ['limits', 'trade', 'none', 'not read']
    """
    unread = np.array([[v is None for v in values] for values in said.values()])
    none = np.array([[v == NO_CODE for v in values] for values in said.values()])
    out = rarest_code((~unread & ~none).T, list(said))
    return np.where((out == NONE) & unread.any(axis=0), UNREAD, out).astype(object)
