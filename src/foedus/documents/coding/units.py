"""Codings of spans turned into judgements of units: who read which sentence, and what it got.

What the coefficients of agreement and the corrected shares are computed from. A unit that a
coder read and gave no code has the value "no code"; a unit not read has no row.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Literal, get_args

import numpy as np
from numpy.typing import NDArray

from foedus.core.errors import FoedusError, unknown
from foedus.documents.coding.codebooks_used import used_codebook
from foedus.documents.coding.intervals import inside, merged, overlapping
from foedus.documents.coding.table import codings, readings
from foedus.documents.corpora.corpus import KINDS, Corpus
from foedus.documents.reliability.words import NO_CODE

if TYPE_CHECKING:
    import pandas as pd

UnitKind = Literal["sentence", "paragraph", "document"]
Several = Literal["refuse", "longest"]
APPLIED = "applied"
"""Value of a unit that has a flag."""
COLUMNS = ("unit", "document", "language", "coder", "kind", "code", "value")


def units(
    corpus: Corpus,
    codebook: str,
    code: str,
    *,
    version: str | None = None,
    unit: UnitKind = "sentence",
    several: Several = "refuse",
) -> pd.DataFrame:
    """One row for each unit and coder that read it with this code in mind.

    Parameters
    ----------
    corpus
    codebook, version
        By which rules; the version last entered if none is named.
    code
        Not a theme.
    unit
        A unit has the code if a coding touches it. It was read if it lies within spans that
        were read, or has the code; a paragraph or document also if all its sentences were.
    several
        Where a coder gave parts of a unit different values of a scale or category: refuse, or
        take the one that covers most of the unit (the earlier of equals).

    Returns
    -------
    DataFrame
        `COLUMNS`: `unit` is the number of the segment (of the document, for documents);
        `value` is "applied" for a flag, the value of a scale or category, or "no code".

    Raises
    ------
    FoedusError
        For a codebook not used, an unknown code, or contradicting values.
    """
    import pandas as pd

    if unit not in get_args(UnitKind):
        raise unknown("unit", unit, get_args(UnitKind))
    if several not in get_args(Several):
        raise unknown("rule for several values", several, get_args(Several))
    rule = used_codebook(corpus, codebook, version).code(code)
    given = codings(corpus, codebook, version=version, codes=[code])
    read = readings(corpus, codebook, version=version, code=code)
    places = _places(corpus, unit)
    sentences = places if unit == "sentence" else _places(corpus, "sentence")
    coded = _coded(given, places, rule.kind == "flag", several, code)
    parts = [
        _read(read[read["coder"] == coder], places, sentences).assign(coder=coder)
        for coder in sorted(set(read["coder"]))
    ]
    seen = pd.concat([*parts, coded[["place", "coder"]]]).drop_duplicates()
    full = seen.merge(coded, on=["place", "coder"], how="left")
    missing = full["value"].isna().to_numpy()
    kinds = dict(
        zip([*given["coder"], *read["coder"]], [*given["kind"], *read["kind"]], strict=True)
    )
    row = full["place"].to_numpy(int)
    out = pd.DataFrame(
        {
            "unit": places["unit"].to_numpy()[row],
            "document": places["document"].to_numpy()[row],
            "language": places["language"].to_numpy()[row],
            "coder": full["coder"].to_numpy(),
            "kind": [kinds[c] for c in full["coder"]],
            "code": code,
            "value": [NO_CODE if m else v for m, v in zip(missing, full["value"], strict=True)],
        },
        columns=list(COLUMNS),
    )
    return out.sort_values(["document", "unit", "coder"], ignore_index=True)


def _places(corpus: Corpus, unit: UnitKind) -> pd.DataFrame:
    """Units in order of document and start."""
    import pandas as pd

    if unit == "document":
        query = (
            "SELECT id AS unit, id AS document, language, 0 AS start, length(text) AS stop "
            "FROM document ORDER BY id"
        )
    else:
        query = (
            "SELECT s.id AS unit, s.document, d.language, s.start, s.stop FROM segment s "
            f"JOIN document d ON d.id = s.document WHERE s.kind = {KINDS[unit]} "
            "ORDER BY s.document, s.start"
        )
    with corpus.reading() as connection:
        return pd.read_sql_query(query, connection)


def _coded(
    given: pd.DataFrame, places: pd.DataFrame, flag: bool, several: Several, code: str
) -> pd.DataFrame:
    """Place, coder and value, once for each unit and coder that gave it the code."""
    import pandas as pd

    coding, place, shared = overlapping(_spans(given), _spans(places))
    rows = pd.DataFrame(
        {
            "place": place,
            "coder": given["coder"].to_numpy()[coding],
            "value": [APPLIED] * len(coding) if flag else given["value"].to_numpy()[coding],
            "shared": shared,
            "start": given["start"].to_numpy()[coding],
        }
    )
    rows["value"] = rows["value"].astype(object)
    rows = rows.sort_values(
        ["place", "coder", "shared", "start"], ascending=[True, True, False, True]
    )
    if several == "refuse":
        once = rows.drop_duplicates(["place", "coder", "value"])
        twice = once[once.duplicated(["place", "coder"], keep=False)]
        if len(twice):
            first = twice.iloc[0]
            same = twice[(twice["place"] == first["place"]) & (twice["coder"] == first["coder"])]
            where = places.iloc[int(first["place"])]
            raise FoedusError(
                f"{first['coder']!r} gave unit {where['unit']} of document {where['document']} "
                f"several values of {code!r}: {', '.join(map(str, same['value']))}.",
                "Take smaller units, or several='longest'.",
            )
    return rows.drop_duplicates(["place", "coder"])[["place", "coder", "value"]]


def _read(read: pd.DataFrame, places: pd.DataFrame, sentences: pd.DataFrame) -> pd.DataFrame:
    """Places that lie within what was read, or all of whose sentences do."""
    import pandas as pd

    spans = merged(_spans(read))
    whole = inside(_spans(places), spans)
    if sentences is not places:
        sentence, place, _ = overlapping(_spans(sentences), _spans(places))
        done = inside(_spans(sentences), spans)[sentence]
        total = np.bincount(place, minlength=len(places))
        whole |= (np.bincount(place, weights=done, minlength=len(places)) == total) & (total > 0)
    return pd.DataFrame({"place": np.flatnonzero(whole)})


def _spans(table: pd.DataFrame) -> NDArray[np.int64]:
    columns: Any = table[["document", "start", "stop"]]
    return np.asarray(columns.to_numpy(np.int64))
