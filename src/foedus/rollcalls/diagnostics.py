"""What a referee would ask of estimates: fit, checks, what moves a pair, whether chains met."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from foedus.rollcalls.estimates import Estimates
from foedus.rollcalls.item_fit import POOR, actor_fit, item_fit, period_fit
from foedus.rollcalls.item_influence import Influence, item_influence, with_titles
from foedus.rollcalls.left_out import LeftOut, left_out
from foedus.rollcalls.predictive_check import agreement_check, category_check
from foedus.rollcalls.traces import ENOUGH, MET, convergence

if TYPE_CHECKING:
    import pandas as pd

    from foedus.store.tables import Tables


@dataclass(frozen=True)
class Diagnostics:
    """Diagnostics of estimates for a pair.

    Parameters
    ----------
    pair : tuple
        The two actors.
    period : int
        Whose items are held against their distance.
    items, periods, actors : DataFrame
        Fit (`foedus.rollcalls.item_fit`); actors with the worst described first.
    categories, agreement : DataFrame
        Observed and predicted shares (`foedus.rollcalls.predictive_check`).
    influence : Influence
        What moves the pair in the period.
    moved : DataFrame
        The same as a table, with titles and links where known.
    checked : LeftOut or None
        Items really left out.
    convergence : DataFrame or None
        R-hat and effective sample size; None in the fast mode.
    """

    pair: tuple[Any, Any]
    period: int
    items: pd.DataFrame
    periods: pd.DataFrame
    actors: pd.DataFrame
    categories: pd.DataFrame
    agreement: pd.DataFrame
    influence: Influence
    moved: pd.DataFrame
    checked: LeftOut | None
    convergence: pd.DataFrame | None

    def top(self, number: int = 5) -> pd.DataFrame:
        """The items that push the two apart most, then those that push them together most."""
        import pandas as pd

        apart = self.moved[self.moved["on_distance"] > 0].head(number)
        together = self.moved[self.moved["on_distance"] < 0].tail(number).iloc[::-1]
        return pd.concat([apart, together], ignore_index=True)

    def sentences(self, names: tuple[str, str] | None = None) -> list[str]:
        """The outcome in plain words, one sentence a finding; `names` are those of the pair."""
        one, two = names or self.pair
        votes = self.items["votes"]
        right = (self.items["predicted"] * votes).sum() / votes.sum()
        null = (self.items["null"] * votes).sum() / votes.sum()
        poor, inside = int(self.items["poor"].sum()), self.agreement["inside"]
        out = [
            f"{right:.1%} of {votes.sum():,} votes are predicted; the commonest vote on each item "
            f"alone would predict {null:.1%} (reduction in error {(right - null) / (1 - null):.0%}).",
            f"Positions explain less than {POOR:.0%} of {poor:,} of {len(self.items):,} items.",
            f"How often {one} and {two} vote the same lies within the model's 90 % in "
            f"{int(inside.sum())} of {len(inside)} periods; they agree less than predicted in "
            f"{int((self.agreement['observed'] < self.agreement['low'])[~inside].sum())}.",
        ]
        if self.checked is not None:
            out.append(
                f"Of {len(self.checked.calls)} items really left out the predicted and actual "
                f"effects on the distance correlate at {self.checked.correlation:.2f}."
            )
        if self.convergence is not None:
            whole = self.convergence.iloc[0]
            out.append(
                f"R-hat is at most {MET} for {whole['met']:.1%} of {int(whole['positions']):,} "
                f"positions (worst {whole['r_hat_worst']:.3f}); {whole['enough']:.1%} have at least "
                f"{ENOUGH} effective draws (least {whole['ess_least']:.0f})."
            )
        return out


def diagnose(
    found: Estimates,
    one: Any,
    two: Any,
    period: int | None = None,
    *,
    tables: Tables | None = None,
    check: int = 0,
    offset: int = 0,
    progress: Callable[[int, int], None] | None = None,
) -> Diagnostics:
    """Diagnose estimates and what they say about a pair.

    Parameters
    ----------
    found
        Of any mode.
    one, two
        Actors.
    period
        The last in which both voted on an item where None.
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
        For unknown actors, or a period in which one has no position.

    Examples
    --------
    >>> from foedus.rollcalls.estimates import estimate
    >>> from foedus.rollcalls.fast.simulate import made_up_votes
    >>> made = made_up_votes(actors=12, periods=2, items=20, seed=1)
    >>> found = diagnose(estimate(made.votes), 0, 11)
    >>> found.period, len(found.sentences()), len(found.top(2))
    (1, 3, 4)
    """
    agreement = agreement_check(found, one, two)
    if period is None:
        period = int(agreement["period"].max())
    influence = item_influence(found, one, two, period)
    moved = influence.frame()
    return Diagnostics(
        (one, two),
        period,
        item_fit(found),
        period_fit(found),
        actor_fit(found),
        category_check(found),
        agreement,
        influence,
        moved if tables is None else with_titles(moved, tables),
        left_out(found.votes, one, two, period, sample=check, progress=progress) if check else None,
        None if found.sampled is None else convergence(found, offset=offset),
    )
