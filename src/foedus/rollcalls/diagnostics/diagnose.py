"""What a referee would ask of estimates: fit, checks, what moves a pair, whether chains met."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from foedus.core.errors import FoedusError
from foedus.rollcalls.diagnostics.item_fit import POOR, actor_fit, item_fit, period_fit
from foedus.rollcalls.diagnostics.pair_diagnostics import PairDiagnostics, diagnose_pair, percent
from foedus.rollcalls.diagnostics.predictive_check import category_check
from foedus.rollcalls.diagnostics.traces import ENOUGH, MET, convergence, worst
from foedus.rollcalls.positions.estimates import Estimates

if TYPE_CHECKING:
    import pandas as pd

    from foedus.store.tables import Tables


@dataclass(frozen=True)
class Diagnostics:
    """Diagnostics of estimates, and of what they say about a pair.

    Parameters
    ----------
    items, periods, actors : DataFrame
        Fit (`foedus.rollcalls.diagnostics.item_fit`); actors with the worst described first.
    categories : DataFrame
        Observed and predicted shares (`foedus.rollcalls.diagnostics.predictive_check`).
    convergence, unmet : DataFrame or None
        R-hat and effective sample size, and the positions whose chains agree least; None in
        the fast mode.
    pair : PairDiagnostics or None
        None where no pair is named.
    """

    items: pd.DataFrame
    periods: pd.DataFrame
    actors: pd.DataFrame
    categories: pd.DataFrame
    convergence: pd.DataFrame | None
    unmet: pd.DataFrame | None
    pair: PairDiagnostics | None

    def sentences(self, names: tuple[str, str] | None = None) -> list[str]:
        """The outcome in plain words, one sentence a finding; `names` are those of the pair."""
        return [
            *self.on_chains(),
            *self.on_fit(),
            *(self.pair.sentences(names) if self.pair else []),
        ]

    def on_fit(self) -> list[str]:
        """How well votes are predicted, how many items are not, shares of the categories."""
        votes = self.items["votes"]
        right = (self.items["predicted"] * votes).sum() / votes.sum()
        null = (self.items["null"] * votes).sum() / votes.sum()
        poor, inside = int(self.items["poor"].sum()), self.categories["inside"]
        return [
            f"{percent(right)} of {votes.sum():,} votes are predicted; the commonest vote on each "
            f"item alone would predict {percent(null)} (errors cut by "
            f"{100 * (right - null) / (1 - null):.0f} %).",
            f"Positions explain less than {100 * POOR:.0f} % of {poor:,} of {len(self.items):,} "
            "items.",
            f"Of {len(inside)} shares of yes, abstain and no by period {int(inside.sum())} lie in "
            "the model's 90 % interval.",
        ]

    def on_chains(self) -> list[str]:
        """Whether the chains have met; nothing in the fast mode."""
        if self.convergence is None:
            return []
        whole = self.convergence.iloc[0]
        return [
            f"R-hat is at most {MET} for {percent(whole['met'])} of {int(whole['positions']):,} "
            f"positions (worst {whole['r_hat_worst']:.3f}); {percent(whole['enough'])} have at "
            f"least {ENOUGH} effective draws (least {whole['ess_least']:.0f})."
        ]


def diagnose(
    found: Estimates,
    one: Any = None,
    two: Any = None,
    period: int | None = None,
    *,
    tables: Tables | None = None,
    check: int = 0,
    offset: int = 0,
    progress: Callable[[int, int], None] | None = None,
) -> Diagnostics:
    """Diagnose estimates, and what they say about a pair.

    Parameters
    ----------
    found
        Of any mode.
    one, two
        Actors; None for no pair.
    period
        Whose items are held against the distance of the pair; the last in which both voted
        on ten items where None.
    tables
        For titles of items (`with_titles`).
    check
        Items really left out, to check the effects; 0 for none, at least 3.
    offset
        Added to periods in the table of convergence, so that its rows are decades.
    progress
        Called with items left out and those to be left out.

    Raises
    ------
    FoedusError
        For unknown actors, one actor alone, or a period in which one has no position.

    Examples
    --------
    >>> from foedus.rollcalls.positions.estimates import estimate
    >>> from foedus.rollcalls.fast.simulate import made_up_votes
    >>> made = made_up_votes(actors=12, periods=2, items=20, seed=1)
    >>> found = diagnose(estimate(made.votes), 0, 11)
    >>> found.pair.period, len(found.sentences()), len(found.pair.top(2))
    (1, 4, 4)
    """
    if (one is None) != (two is None):
        raise FoedusError("One actor is no pair.", "Name two, or none.")
    pair = None
    if one is not None:
        pair = diagnose_pair(found, one, two, period, tables=tables, check=check, progress=progress)
    sampled = found.sampled is not None
    return Diagnostics(
        item_fit(found),
        period_fit(found),
        actor_fit(found),
        category_check(found),
        convergence(found, offset=offset) if sampled else None,
        worst(found) if sampled else None,
        pair,
    )
