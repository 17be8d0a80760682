"""Which resolutions moved a pair: each one's influence on agreement and kappa.

The influence of a resolution is the figure with it less the figure without it: below zero it
drove the two apart, above zero it held them together. Both figures depend on the table of
joint choices alone, so resolutions with the same two votes weigh the same; they are told apart
by how unusual it was among all states to stand so to each other.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from foedus.core.errors import FoedusError
from foedus.measures.similarity_forms import Form, similarities

if TYPE_CHECKING:
    import pandas as pd

    from foedus.rollcalls.pairs.pair_result import PairVotes

Floats = NDArray[np.float64]
LEVELS = 3
FIGURES: tuple[Form, Form] = ("agreement", "kappa")
FEWEST = 2

LABELS = {
    "agreement_influence": "Agreement with the resolution less agreement without it",
    "kappa_influence": "Quadratic kappa with the resolution less kappa without it",
    "pairs_so": "Share of all pairs of states voting that stood to each other as these two",
}


@dataclass(frozen=True, eq=False)
class VoteInfluence:
    """Influence of each resolution on which two states voted.

    Parameters
    ----------
    votes : foedus.rollcalls.pairs.pair_result.PairVotes
        The resolutions, order of the arrays.
    agreement, kappa : float
        The figures over all of them; kappa is NaN where nobody varies.
    on_agreement, on_kappa : ndarray, shape (resolutions,)
        Figure with the resolution less figure without it.
    pairs_so : ndarray, shape (resolutions,)
        Share of all pairs of voting states with the same relation (same vote, one of the
        two abstaining, opposite votes).
    """

    votes: PairVotes
    agreement: float
    kappa: float
    on_agreement: Floats
    on_kappa: Floats
    pairs_so: Floats

    def frame(self) -> pd.DataFrame:
        """The resolutions with the columns `LABELS`: what drove apart most first."""
        columns = (self.on_agreement, self.on_kappa, self.pairs_so)
        found = self.votes.frame().assign(**dict(zip(LABELS, columns, strict=True)))
        return found.iloc[self.order].reset_index(drop=True)

    @property
    def undefined(self) -> bool:
        """Kappa is undefined with all resolutions, or without one of them."""
        return bool(np.isnan(self.on_kappa).any())

    @property
    def order(self) -> NDArray[np.int64]:
        """Rows from what drove apart most to what held together most.

        By influence on kappa (on agreement where kappa is undefined); the rarer relation is
        further out on either side, then the newer vote.
        """
        main = self.on_agreement if self.undefined else self.on_kappa
        rarity = np.where(main < 0, self.pairs_so, -self.pairs_so)
        table = self.votes.table
        newest = -table["date"].astype("datetime64[s]").astype(np.int64).to_numpy()
        # Rounded, so that equal influences are equal whatever the order of a sum.
        keys = (table["item"].to_numpy(), newest, rarity, np.round(main, 12))
        return np.lexsort(keys)


def vote_influence(votes: PairVotes) -> VoteInfluence:
    """Influence of each resolution on agreement and quadratic kappa, by leaving it out.

    Parameters
    ----------
    votes
        Of `foedus.rollcalls.pairs.pair_votes.pair_votes`, not limited.

    Raises
    ------
    FoedusError
        If there are fewer than two resolutions.
    """
    if len(votes) < FEWEST:
        raise FoedusError(
            f"{len(votes)} resolution fits; leaving it out leaves none.",
            "Take more years, or search less narrowly.",
        )
    whole = np.zeros((LEVELS, LEVELS))
    np.add.at(whole, tuple(votes.choices.T), 1)
    figures = similarities(whole, FIGURES)
    effects = {f: leave_one_out(whole, f)[tuple(votes.choices.T)] for f in FIGURES}
    totals = votes.table[["yes", "abstentions", "no"]].to_numpy(float)
    distance = np.abs(votes.choices[:, 0] - votes.choices[:, 1])
    shares = pair_relations(totals)[np.arange(len(votes)), distance]
    agreement, kappa = (float(figures[f]) for f in FIGURES)
    return VoteInfluence(votes, agreement, kappa, effects["agreement"], effects["kappa"], shares)


def leave_one_out(counts: Floats, form: Form) -> Floats:
    """Influence of one item in each cell of a table of joint choices.

    Parameters
    ----------
    counts : ndarray, shape (K, K)
        Joint counts.
    form
        See `foedus.measures.similarity_forms.similarity`.

    Returns
    -------
    ndarray, shape (K, K)
        Form of the whole table less form without one item of the cell; NaN for empty cells
        and where the form is undefined.

    Examples
    --------
    >>> import numpy as np
    >>> leave_one_out(np.array([[3.0, 1.0], [0.0, 1.0]]), "agreement").round(2).tolist()
    [[0.05, -0.2], [nan, 0.05]]
    """
    size = counts.size
    each = np.eye(size).reshape(size, *counts.shape)
    without = np.where(counts.ravel()[:, None, None] > 0, counts - each, 0.0)
    left = similarities(without, (form,))[form].reshape(counts.shape)
    return np.asarray(similarities(counts, (form,))[form] - left)


def pair_relations(totals: Floats) -> Floats:
    """Shares of all pairs of voting states by relation.

    Parameters
    ----------
    totals : ndarray, shape (items, 3)
        States voting yes, abstaining, voting no.

    Returns
    -------
    ndarray, shape (items, 3)
        Same vote, one of the two abstaining, opposite votes; rows sum to one.

    Examples
    --------
    >>> import numpy as np
    >>> pair_relations(np.array([[2.0, 1.0, 1.0]])).round(3).tolist()
    [[0.167, 0.5, 0.333]]
    """
    yes, abstain, no = totals.T
    same = (totals * (totals - 1)).sum(axis=1) / 2
    found = np.stack([same, abstain * (yes + no), yes * no], axis=1)
    with np.errstate(invalid="ignore"):
        return np.asarray(found / found.sum(axis=1, keepdims=True))
