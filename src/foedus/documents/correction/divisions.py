"""What passages of a corpus are divided by: side, language, institution, period."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from foedus.core.errors import FoedusError, unknown
from foedus.documents.corpora.corpus import Corpus

if TYPE_CHECKING:
    import pandas as pd

DIVISIONS = ("side", "language", "institution", "author", "kind", "year", "decade")
_YEAR = 4


def divided(
    corpus: Corpus, units: pd.DataFrame, divisions: Sequence[str]
) -> dict[str, list[str | None]]:
    """What each unit's document is called in each division; None where it is not known.

    Parameters
    ----------
    corpus
    units
        With a column `document`.
    divisions
        Of `DIVISIONS`; crossed ones joined by a plus, as "side+year".

    Raises
    ------
    FoedusError
        For another division, or one of which nothing is known for any document.
    """
    about = corpus.documents().set_index("document")
    found = {}
    for name in divisions:
        parts = [_one(about, units, part.strip(), corpus.name) for part in name.split("+")]
        found[name] = [
            " ".join(map(str, row)) if None not in row else None for row in zip(*parts, strict=True)
        ]
    return found


def _one(about: pd.DataFrame, units: pd.DataFrame, name: str, corpus: str) -> list[str | None]:
    if name not in DIVISIONS:
        raise unknown("division", name, DIVISIONS)
    column = about["date" if name in ("year", "decade") else name]
    values = column.reindex(units["document"]).tolist()
    if name in ("year", "decade"):
        length = _YEAR if name == "year" else _YEAR - 1
        ending = "" if name == "year" else "0s"
        values = [f"{v[:length]}{ending}" if isinstance(v, str) else None for v in values]
    named = [v if isinstance(v, str) else None for v in values]
    if not any(named):
        raise FoedusError(
            f"The {name} of no document is known.",
            f"Give it in a metadata file; see: foedus texts list {corpus}.",
        )
    return named
