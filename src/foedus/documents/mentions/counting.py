"""How often each state is named in each document, and its share among all states named."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from foedus.documents.comparing.rates import Share, share
from foedus.documents.mentions.mentions import Ints, Mentions

if TYPE_CHECKING:
    import pandas as pd


@dataclass(frozen=True, eq=False)
class StateCounts:
    """Mentions by document and state; made by `count_states`.

    Parameters
    ----------
    ccodes : ndarray of int, shape (states,)
        States that are named, rising.
    count : ndarray of int, shape (documents, states)
        Mentions; 0 where a document was read and does not name the state.
    """

    ccodes: Ints
    count: Ints

    def of(self, ccode: int) -> Ints:
        """Mentions of a state in each document; zeros for a state that is never named."""
        column = np.flatnonzero(self.ccodes == ccode)
        if not len(column):
            return np.zeros(len(self.count), np.int64)
        return self.count[:, column[0]]

    @property
    def named(self) -> Ints:
        """Mentions of all states in each document; shape (documents,)."""
        return np.asarray(self.count.sum(axis=1), np.int64)

    def share(self, ccode: int, *, level: float = 0.95, draws: int = 2000, seed: int = 1) -> Share:
        """Share of a state among all mentions of states, with its intervals.

        The exact intervals take mentions as independent, which they are not within a
        document; the interval over documents drawn again is there where there are enough.

        Parameters
        ----------
        ccode
            COW number.
        level, draws, seed
            As for `foedus.documents.comparing.rates.share`.

        Examples
        --------
        >>> from foedus.documents.mentions.mentions import find
        >>> counts = count_states(find("Russia and China; China alone; France.", "en"))
        >>> counts.share(710).value
        0.5
        """
        return share(self.of(ccode), self.named, level=level, draws=draws, seed=seed)

    def frame(self) -> pd.DataFrame:
        """One row a document and state that it names: document, ccode, mentions, share."""
        import pandas as pd

        document, column = np.nonzero(self.count)
        mentions = self.count[document, column]
        return pd.DataFrame(
            {
                "document": document,
                "ccode": self.ccodes[column],
                "mentions": mentions,
                "share": mentions / self.named[document],
            }
        )


def count_states(mentions: Mentions) -> StateCounts:
    """Count mentions by document and state.

    Choose first what shall count: `mentions.only(without=METONYMS, least="likely")`
    leaves out capitals, seats of government and doubtful forms.

    Parameters
    ----------
    mentions
        Of one or several documents.

    Examples
    --------
    >>> from foedus.documents.mentions.mentions import find_all
    >>> counts = count_states(find_all(["Россия и Китай", "Москва"], "ru"))
    >>> counts.ccodes.tolist(), counts.count.tolist()
    ([365, 710], [[1, 1], [1, 0]])
    """
    ccodes, column = np.unique(mentions.ccode, return_inverse=True)
    shape = mentions.documents, len(ccodes)
    cell = mentions.document * len(ccodes) + column
    count = np.bincount(cell, minlength=shape[0] * shape[1]).reshape(shape)
    return StateCounts(ccodes, count.astype(np.int64))
