"""Are there enough gold labels? If not, about how many more.

Bounds from normal theory need some labels of each kind: below these numbers an interval would look
exact and be wrong. `benchmarks/coding_correction` shows what intervals cover with these numbers.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np

from foedus.documents.correction.coded import Coded, Floats, Ints
from foedus.documents.correction.spread import Figures

FEWEST = 30
"""Gold labels in a cell."""
FEWEST_OF_EACH = 3
"""Gold labels with the code, and without it."""
FEWEST_DOCUMENTS = 10
"""Documents with gold labels."""
FEWEST_DF = 2.0
"""Degrees of freedom: fewer mean that a single label decides."""


@dataclass(frozen=True, eq=False)
class Labels:
    """Gold labels behind each of q estimates, each of shape (q,).

    Parameters
    ----------
    n
        Gold labels.
    among
        Gold labels that must show both kinds: the same ones, or those of a whole regression.
    present
        Of `among` with the code; nan where labels are numbers.
    documents
        Documents they are from.
    rows
        All rows.
    """

    n: Ints
    among: Ints
    present: Floats
    documents: Ints
    rows: Ints


def labels(made: Coded, cell: Ints, cells: int) -> Labels:
    """Count gold labels by cell."""
    inside = cell[made.rows]
    kept = inside >= 0
    place = inside[kept]
    n = np.bincount(place, minlength=cells)
    of_code = made.label[kept] if made.share else np.full(len(place), np.nan)
    pairs = np.unique(made.document[made.rows][kept] * cells + place)
    return Labels(
        n,
        n,
        np.bincount(place, of_code, cells).astype(float),
        np.bincount(pairs % cells, minlength=cells),
        np.bincount(cell[cell >= 0], minlength=cells),
    )


def reason(
    counted: Labels, found: Figures, k: int, *, share: bool, half_width: float, widest: float | None
) -> tuple[str, int | None]:
    """Why estimate `k` is not assessable, and about how many more labels it needs.

    Parameters
    ----------
    counted
        Gold labels behind each estimate.
    found
        Estimates and standard errors.
    k
        Which one.
    share
        Whether the estimate must lie between 0 and 1.
    half_width
        Of its interval.
    widest
        Half-width that is still of use to the reader; None: any.

    Returns
    -------
    str
        Empty if it is assessable.
    int or None
        More labels; None where it is assessable, or where no number would do.
    """
    n, left = int(counted.n[k]), int(counted.rows[k] - counted.n[k])
    if counted.rows[k] == 0:
        return "no passages", None
    wanted, why = _by_counts(counted, k)
    value, df = float(found.value[k]), float(found.df[k])
    if not wanted:
        if not math.isfinite(value) or not found.se[k] > 0:
            wanted, why = float(n), f"{n}, all alike"
        elif df < FEWEST_DF:
            wanted, why = n * (FEWEST_DF / max(df, 1.0) - 1), f"{n}, of which one decides"
        elif share and not 0 < value < 1:
            wanted, why = _inside(found, k, n, float(counted.present[k])), (
                f"{n}; the corrected share lies outside 0 to 1")  # fmt: skip
        elif widest is not None and half_width > widest:
            why = f"{n}; interval ± {half_width:.2g}, wanted ± {widest:.2g}"
            wanted = more_for(found, k, n, widest * float(found.se[k]) / half_width)
    if not why:
        return "", None
    return _said(why, wanted, left)


def _by_counts(counted: Labels, k: int) -> tuple[float, str]:
    n, documents = int(counted.n[k]), int(counted.documents[k])
    present, among = float(counted.present[k]), int(counted.among[k])
    needs: list[tuple[float, str]] = []
    if n < FEWEST:
        needs.append((FEWEST - n, f"{n}"))
    # With nothing seen yet, half a label is taken as seen, so that the number stays finite.
    for of, word in ((present, "with"), (among - present, "without")):
        if of < FEWEST_OF_EACH:
            rate = (of + 0.5) / (among + 1)
            told = f"{among}, of which {of:.0f} {word} the code"
            needs.append(((FEWEST_OF_EACH - of) / rate, told))
    if documents < FEWEST_DOCUMENTS:
        each = max(n, 1) / max(documents, 1)
        needs.append(((FEWEST_DOCUMENTS - documents) * each, f"{n}, from {documents} documents"))
    return max(needs, default=(0.0, ""))


def _inside(found: Figures, k: int, n: int, present: float) -> float:
    """Labels after which a share as rare as the one seen would stand two errors off the bound."""
    rate = (present + 0.5) / (n + 1)
    near = min(rate, 1 - rate)
    return n * max((2 * float(found.se[k]) / near) ** 2 - 1, 1.0)


def more_for(found: Figures, k: int, n: int, se: float) -> float:
    """More gold labels, drawn as those before, for a standard error; inf if none suffice.

    Only the gold part of the variance falls as labels are added; the rest is that of the corpus.
    """
    gold = float(found.gold_variance[k])
    room = se**2 - max(float(found.se[k]) ** 2 - gold, 0.0)
    return max(n * gold / room - n, 0.0) if room > 0 else math.inf


def _said(why: str, wanted: float, left: int) -> tuple[str, int | None]:
    start = f"not enough gold labels ({why})"
    if math.isinf(wanted) or left == 0:
        return f"{start}, and no number of them suffices: the corpus is too small", None
    more = max(_rounded(wanted), 1)
    if more >= left:
        return f"{start}, about {left} more: all that is left of the corpus", left
    return f"{start}, about {more} more", more


def _rounded(number: float) -> int:
    """Upwards to two figures: more would pretend to know."""
    if number < 10:
        return math.ceil(number)
    step = 10 ** (int(math.log10(number)) - 1)
    return int(math.ceil(number / step) * step)
