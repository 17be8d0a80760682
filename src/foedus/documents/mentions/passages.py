"""Passages that are about one state: paragraphs in which it makes up most of the states named."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from foedus.core.errors import FoedusError
from foedus.documents.language.paragraphs import Spans
from foedus.documents.mentions.mentions import Ints, Mentions

LEAST_SHARE = 0.5
FEWEST_MENTIONS = 2


@dataclass(frozen=True, eq=False)
class DedicatedPassages:
    """How far each passage of a document is about one state; made by `dedicated`.

    Parameters
    ----------
    ccode
        The state.
    mentions : ndarray of int, shape (passages,)
        Its mentions.
    named : ndarray of int, shape (passages,)
        Mentions of all states.
    passed : ndarray of bool, shape (passages,)
        The passage is dedicated to the state.
    least_share, fewest
        The test.
    """

    ccode: int
    mentions: Ints
    named: Ints
    passed: NDArray[np.bool_]
    least_share: float
    fewest: int

    @property
    def share(self) -> NDArray[np.float64]:
        """The state's share of the mentions; missing where a passage names no state."""
        with np.errstate(invalid="ignore"):
            return self.mentions / self.named

    @property
    def first(self) -> int | None:
        """Rank of the first dedicated passage, from 1; None if there is none."""
        places = np.flatnonzero(self.passed)
        return int(places[0]) + 1 if len(places) else None


def dedicated(
    mentions: Mentions,
    passages: Spans,
    ccode: int,
    *,
    document: int = 0,
    least_share: float = LEAST_SHARE,
    fewest: int = FEWEST_MENTIONS,
) -> DedicatedPassages:
    """Which passages of a document are about a state.

    Parameters
    ----------
    mentions
        Those that shall count, of all states.
    passages : ndarray of int, shape (passages, 2)
        Offsets of paragraphs or sections, in the order of the text.
    ccode
        COW number of the state.
    document
        The document that the passages are of.
    least_share
        Share of the mentions that the state must have, above 0 to 1.
    fewest
        Mentions that it must have at least, so that a state named in passing is no topic.

    Raises
    ------
    FoedusError
        For a share or number outside these bounds.

    Examples
    --------
    >>> from foedus.documents.language.paragraphs import paragraphs
    >>> from foedus.documents.mentions.mentions import find
    >>> text = "Trade with France grew.\\n\\nChina and India: China trades, Chinese ports grow."
    >>> found = dedicated(find(text, "en"), paragraphs(text), 710)
    >>> found.mentions.tolist(), found.named.tolist(), found.first
    ([0, 3], [1, 4], 2)
    """
    if not 0 < least_share <= 1:
        raise FoedusError(
            f"A least share of {least_share!r}.", "Give a share above 0 and up to 1, such as 0.5."
        )
    if fewest < 1:
        raise FoedusError(f"At least {fewest!r} mentions.", "Give a whole number from 1 on.")
    place = mentions.inside(passages, document)
    within = place >= 0
    n = len(passages)
    named = np.bincount(place[within], minlength=n)
    own = np.bincount(place[within & (mentions.ccode == ccode)], minlength=n)
    passed = (own >= fewest) & (own >= least_share * named)
    return DedicatedPassages(
        ccode, own.astype(np.int64), named.astype(np.int64), passed, least_share, fewest
    )
