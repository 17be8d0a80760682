"""Documents placed on a line, with intervals, and the positions of the words that place them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Literal

import numpy as np
from numpy.typing import NDArray

from foedus.core.errors import unknown
from foedus.core.interval import Interval
from foedus.documents.comparing.quantiles import normal_quantile

if TYPE_CHECKING:
    import pandas as pd

Floats = NDArray[np.float64]
Method = Literal["wordscores", "wordfish", "latent semantic scaling"]


@dataclass(frozen=True, eq=False)
class Placements:
    """Positions of documents and of features on one line.

    Parameters
    ----------
    method
        How they were found.
    documents
        Names of the documents.
    scores, se, low, high : ndarray, shape (documents,)
        Position, standard error and bounds; NaN where a document is not assessable or a
        figure cannot be told.
    why
        For each document why it is not assessable; empty where it is placed.
    level, basis
        Nominal coverage of the bounds, and what they rest on.
    features
        Names of the features that have a position.
    positions : ndarray, shape (features,)
        Their positions.
    notes
        What to know before reading the figures.
    more
        Further columns of documents, by name.
    feature_more
        Further columns of features, by name.
    """

    method: Method
    documents: tuple[str, ...]
    scores: Floats
    se: Floats
    low: Floats
    high: Floats
    why: tuple[str, ...]
    level: float
    basis: str
    features: tuple[str, ...]
    positions: Floats
    notes: tuple[str, ...] = ()
    more: Mapping[str, NDArray[Any]] = field(default_factory=dict)
    feature_more: Mapping[str, NDArray[Any]] = field(default_factory=dict)

    def __len__(self) -> int:
        return len(self.documents)

    def frame(self) -> pd.DataFrame:
        """One row a document: document, score, se, low, high, why, and further columns."""
        import pandas as pd

        columns = {"score": self.scores, "se": self.se, "low": self.low, "high": self.high}
        start = {"document": np.array(self.documents, dtype=object)}
        return pd.DataFrame(
            {**start, **columns, "why": np.array(self.why, dtype=object), **self.more}
        )

    def feature_frame(self) -> pd.DataFrame:
        """One row a feature: feature, position, and further columns."""
        import pandas as pd

        names = np.array(self.features, dtype=object)
        return pd.DataFrame({"feature": names, "position": self.positions, **self.feature_more})

    def interval(self, document: str) -> Interval | None:
        """Bounds of one document; None where it has none.

        Raises
        ------
        UnknownName
            If there is no such document.
        """
        k = self._place(document)
        if np.isnan(self.low[k]):
            return None
        return Interval(float(self.low[k]), float(self.high[k]), self.level, self.basis)

    def text(self, document: str) -> str:
        """One document's position in a line, or why it has none.

        Raises
        ------
        UnknownName
            If there is no such document.
        """
        k = self._place(document)
        if self.why[k]:
            return f"{document}: {self.why[k]}"
        if np.isnan(self.low[k]):
            return f"{document}: {self.scores[k]:.2f} (no interval)"
        bounds = f"{self.low[k]:.2f} to {self.high[k]:.2f}"
        return f"{document}: {self.scores[k]:.2f} ({self.level:.0%} interval {bounds})"

    def _place(self, document: str) -> int:
        if document not in self.documents:
            raise unknown("document", document, self.documents)
        return self.documents.index(document)


def normal_bounds(scores: Floats, se: Floats, level: float) -> tuple[Floats, Floats]:
    """Score less and plus so many standard errors; NaN where the error is 0 or unknown.

    An error of 0 is no certainty: nothing varied that could show one.

    Examples
    --------
    >>> low, high = normal_bounds(np.array([1.0, 1.0]), np.array([0.5, 0.0]), 0.95)
    >>> low.round(2).tolist(), high.round(2).tolist()
    ([0.02, nan], [1.98, nan])
    """
    reach = normal_quantile((1 + level) / 2) * np.where(se > 0, se, np.nan)
    return scores - reach, scores + reach


def unplaced(method: Method, documents: tuple[str, ...], why: str, level: float) -> Placements:
    """No document placed, all for the same reason.

    Examples
    --------
    >>> unplaced("wordfish", ("a",), "not assessable: one document", 0.95).text("a")
    'a: not assessable: one document'
    """
    nothing = np.full(len(documents), np.nan)
    reasons = (why,) * len(documents)
    none = (nothing,) * 4
    return Placements(method, documents, *none, reasons, level, "", (), np.zeros(0), (why,))
