"""What one coder said of each unit, for several codes at once.

The same as `units`, without reading the corpus again for every code and coder.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from foedus.core.errors import FoedusError, unknown
from foedus.documents.coding.codebook import VALUED, Codebook
from foedus.documents.coding.codebooks_used import find_codebook
from foedus.documents.coding.coders import CoderKind, find_coder
from foedus.documents.coding.intervals import inside, merged, overlapping
from foedus.documents.coding.places import places_of, spans_in
from foedus.documents.coding.table import codings
from foedus.documents.coding.units import APPLIED, UnitKind
from foedus.documents.corpora.corpus import Corpus
from foedus.documents.reliability.words import NO_CODE

if TYPE_CHECKING:
    import pandas as pd

Said = NDArray[np.object_]
Spans = NDArray[np.int64]


def judgements(
    corpus: Corpus,
    codebook: Codebook,
    coder: str,
    codes: Sequence[str],
    places: pd.DataFrame,
    unit: UnitKind,
) -> dict[str, Said]:
    """What a coder said of each unit.

    Parameters
    ----------
    corpus
    codebook
        By which it was coded.
    coder
    codes
        Not themes.
    places
        Units, from `places_of`.
    unit
        What they are.

    Returns
    -------
    dict of str to ndarray of object, shape (units,)
        For each code "applied", the value of a scale or category (the one that covers most of
        the unit), "no code", or None where the coder did not read the unit with the code in
        mind.

    Raises
    ------
    FoedusError
        For a coder, codebook or code that is not there.
    """
    given = codings(
        corpus, codebook.name, version=codebook.version, coders=[coder], codes=list(codes)
    )
    read = _readings(corpus, codebook, coder)
    spans = spans_in(places)
    parts = spans
    if unit != "sentence" and len(places):
        documents = sorted(set(places["document"]))
        parts = spans_in(places_of(corpus, "sentence", documents))
    out: dict[str, Said] = {}
    for name in codes:
        code = codebook.code(name)
        runs = merged(
            np.concatenate(
                [rows for kept, rows in read if not kept or name in kept]
                or [np.zeros((0, 3), np.int64)]
            )
        )
        said = np.full(len(places), None, object)
        said[_read(spans, parts, runs, parts is not spans)] = NO_CODE
        own = given[given["code"] == name]
        coding, place, shared = overlapping(spans_in(own), spans)
        # The value that covers most is written last; of equals the earlier one.
        order = np.lexsort((-coding, -own["start"].to_numpy(int)[coding], shared))
        values = own["value"].to_numpy(object)[coding[order]]
        said[place[order]] = values if code.kind in VALUED else APPLIED
        out[name] = said
    return out


def coder_named(corpus: Corpus, codebook: Codebook, kind: CoderKind, name: str | None) -> str:
    """The one coder of a kind who read by a codebook, or the one a name or its beginning means.

    Raises
    ------
    FoedusError
        If there is none, or several of which none is named.
    """
    known = coders_of(corpus, codebook, kind)
    who = "machine" if kind == "model" else "person"
    if not known:
        how = "--with patterns" if kind == "model" else "--coder NAME"
        raise FoedusError(
            f"No {who} has coded {corpus.name!r} by {codebook.key!r}.",
            f"Run: foedus texts code {corpus.name} --codebook {codebook.name} {how}.",
        )
    if name is None and len(known) == 1:
        return known[0]
    if name is None:
        option = "--machine" if kind == "model" else "--person"
        raise FoedusError(
            f"Several have coded {corpus.name!r} by {codebook.key!r}: {', '.join(known)}.",
            f"Name one with {option}; the beginning of its name is enough.",
        )
    begins = [k for k in known if k.startswith(name)]
    if name not in known and len(begins) != 1:
        raise unknown(who, name, known, of=f"those who coded by {codebook.key}")
    return name if name in known else begins[0]


def coders_of(corpus: Corpus, codebook: Codebook, kind: CoderKind) -> list[str]:
    """Names of the people, or of the machines, who read or coded by a codebook."""
    with corpus.reading() as connection:
        book = find_codebook(connection, codebook.name, codebook.version)
        rows = connection.execute(
            "SELECT c.name FROM coder c WHERE c.kind = ? AND (EXISTS (SELECT 1 FROM reading r "
            "WHERE r.coder = c.id AND r.codebook = ?) OR EXISTS (SELECT 1 FROM coding g "
            "WHERE g.coder = c.id AND g.codebook = ?)) ORDER BY c.name",
            (kind, book, book),
        ).fetchall()
    return [name for (name,) in rows]


def _readings(corpus: Corpus, codebook: Codebook, coder: str) -> list[tuple[frozenset[str], Spans]]:
    """Spans that a coder read, by the codes it had in mind (none: all)."""
    with corpus.reading() as connection:
        book = find_codebook(connection, codebook.name, codebook.version)
        who, _ = find_coder(connection, coder)
        rows = connection.execute(
            "SELECT codes, document, start, stop FROM reading WHERE codebook = ? AND coder = ?",
            (book, who),
        ).fetchall()
    by_codes: dict[str, list[Any]] = {}
    for codes, *span in rows:
        by_codes.setdefault(codes, []).append(span)
    return [
        (frozenset(codes.split()), np.array(spans, np.int64)) for codes, spans in by_codes.items()
    ]


def _read(spans: Spans, parts: Spans, runs: Spans, divided: bool) -> NDArray[np.bool_]:
    """Units that lie within what was read, or all of whose sentences do."""
    whole = inside(spans, runs)
    if not divided:
        return whole
    part, place, _ = overlapping(parts, spans)
    done = inside(parts, runs)[part]
    total = np.bincount(place, minlength=len(spans))
    all_done = np.bincount(place, weights=done, minlength=len(spans)) == total
    return np.asarray(whole | (all_done & (total > 0)))
