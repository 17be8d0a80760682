"""Sentences, paragraphs or documents of a corpus as places, each with the number codings go by."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, get_args

import numpy as np
from numpy.typing import NDArray

from foedus.core.errors import unknown
from foedus.documents.coding.units import UnitKind
from foedus.documents.corpora.corpus import KINDS, Corpus

if TYPE_CHECKING:
    import pandas as pd

UNITS: tuple[UnitKind, ...] = get_args(UnitKind)


def places_of(
    corpus: Corpus, unit: UnitKind, documents: Sequence[int] | None = None
) -> pd.DataFrame:
    """Units of a corpus.

    Parameters
    ----------
    corpus
    unit
        Of what: numbers are those of segments, or of documents.
    documents
        Only units of these; of all but near-duplicates where none is named.

    Returns
    -------
    DataFrame
        `unit`, `document`, `start`, `stop`, in order.

    Raises
    ------
    UnknownName
        For another unit.
    """
    import pandas as pd

    if unit not in UNITS:
        raise unknown("unit", unit, UNITS)
    if unit == "document":
        query = (
            "SELECT id AS unit, id AS document, 0 AS start, length(text) AS stop, copy_of "
            "FROM document"
        )
    else:
        query = (
            "SELECT s.id AS unit, s.document, s.start, s.stop, d.copy_of FROM segment s "
            f"JOIN document d ON d.id = s.document WHERE s.kind = {KINDS[unit]}"
        )
    with corpus.reading() as connection:
        table = pd.read_sql_query(f"{query} ORDER BY document, start", connection)
    kept = table["copy_of"].isna() if documents is None else table["document"].isin(documents)
    return table[kept].drop(columns="copy_of").reset_index(drop=True)


def spans_in(table: pd.DataFrame) -> NDArray[np.int64]:
    """Document, start and stop of each row, shape (rows, 3)."""
    return np.asarray(table[["document", "start", "stop"]].to_numpy(np.int64))
