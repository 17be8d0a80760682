"""How far the readers of coded pieces agree: flags together, by language, and scales."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from foedus.documents.reliability.report import report
from foedus.documents.reliability.result import Reliability
from foedus.documents.views.views import Views

if TYPE_CHECKING:
    import pandas as pd

FLAGS = "flags"
"""Name under which all flags asked for are taken together."""


def agreement_of(views: Views, codes: Sequence[str], seed: int = 0) -> tuple[Reliability, ...]:
    """Agreement on pieces that two readers or more have read.

    Flags are taken together, one unit a piece and flag, with pieces drawn again for the
    interval: with the few pieces of one language no single flag could be judged. Scales and
    categories stand alone.

    Parameters
    ----------
    views
    codes
        Which codes.
    seed
        Of the resampling.

    Returns
    -------
    tuple of Reliability
        Krippendorff's alpha (nominal; interval for scales) and, beside it, Gwet's AC1 of
        the flags; over all languages, then in each. Empty where nobody read twice.
    """
    flags = [c for c in codes if views.codebook.code(c).kind == "flag"]
    found: list[Reliability] = []
    if flags:
        table = _table(views, flags, FLAGS)
        if len(table):
            found += report(table, [("alpha", "nominal"), ("ac", "identity")], seed=seed)
    for code in codes:
        kind = views.codebook.code(code).kind
        if kind == "flag":
            continue
        table = _table(views, [code], code)
        if not len(table):
            continue
        if kind == "scale":
            # A number on one side and none on the other is not a distance on the scale.
            numbers = table[[isinstance(v, (int, float)) for v in table["value"]]]
            both = numbers[numbers.duplicated("unit", keep=False)]
            found += report(both, [("alpha", "interval")], seed=seed) if len(both) else ()
        else:
            found += report(table, [("alpha", "nominal")], seed=seed)
    return tuple(found)


def _table(views: Views, codes: Sequence[str], name: str) -> pd.DataFrame:
    """One row a piece, flag and reader, of pieces that two or more have read."""
    import pandas as pd

    times = {p.id: sum(p.id in read for read in views.read.values()) for p in views.pieces}
    rows = [
        (f"{p.id} {code}", p.id, p.language, coder, name, value)
        for code in codes
        for coder in views.read
        for p, value in zip(views.pieces, views.by(coder, code), strict=True)
        if value is not None and times[p.id] > 1
    ]
    columns = ["unit", "document", "language", "coder", "code", "value"]
    return pd.DataFrame(rows, columns=columns)
