"""Two actors before the referee: do they agree as predicted, and which items move them?"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from foedus.rollcalls.diagnostics.item_influence import Influence, item_influence, with_titles
from foedus.rollcalls.diagnostics.left_out import LeftOut, left_out
from foedus.rollcalls.diagnostics.point_of import point_of
from foedus.rollcalls.diagnostics.predictive_check import agreement_check
from foedus.rollcalls.positions.estimates import Estimates

if TYPE_CHECKING:
    import pandas as pd

    from foedus.store.tables import Tables

ENOUGH_ITEMS = 10
"""Items on which both voted in the period whose items are shown, where there is such a one."""


@dataclass(frozen=True)
class PairDiagnostics:
    """Agreement of two actors with what is predicted, and what moves their distance.

    Parameters
    ----------
    pair : tuple
    period : int
        Whose items are held against their distance.
    agreement : DataFrame
        How often they vote the same (`foedus.rollcalls.diagnostics.predictive_check`).
    influence : Influence
        What moves the pair in the period.
    moved : DataFrame
        The same as a table, with titles and links where known.
    checked : LeftOut or None
        Items really left out.
    """

    pair: tuple[Any, Any]
    period: int
    agreement: pd.DataFrame
    influence: Influence
    moved: pd.DataFrame
    checked: LeftOut | None

    def top(self, number: int = 5) -> pd.DataFrame:
        """The items that push the two apart most, then those that push them together most."""
        import pandas as pd

        apart = self.moved[self.moved["on_distance"] > 0].head(number)
        together = self.moved[self.moved["on_distance"] < 0].tail(number).iloc[::-1]
        return pd.concat([apart, together], ignore_index=True)

    def less(self) -> pd.DataFrame:
        """Periods in which they agree less than predicted: the widest gap first."""
        gone = self.agreement[self.agreement["observed"] < self.agreement["low"]]
        gone = gone[~gone["inside"]]
        return gone.assign(gap=gone["predicted"] - gone["observed"]).sort_values(
            "gap", ascending=False, kind="stable"
        )

    def sentences(self, names: tuple[str, str] | None = None) -> list[str]:
        """The outcome in plain words."""
        one, two = names or self.pair
        inside = self.agreement["inside"]
        out = [
            f"How often {one} and {two} vote the same lies within the model's 90 % in "
            f"{int(inside.sum())} of {len(inside)} periods; they agree less than predicted in "
            f"{len(self.less())}."
        ]
        if self.checked is not None:
            out.append(
                f"Of {len(self.checked.calls)} items really left out the predicted and actual "
                f"effects on the distance correlate at {self.checked.correlation:.2f}."
            )
        return out


def percent(share: float) -> str:
    """A share as per cent with one digit.

    Examples
    --------
    >>> percent(0.9152)
    '91.5 %'
    """
    return f"{100 * share:.1f} %"


def diagnose_pair(
    found: Estimates,
    one: Any,
    two: Any,
    period: int | None = None,
    *,
    tables: Tables | None = None,
    check: int = 0,
    progress: Callable[[int, int], None] | None = None,
) -> PairDiagnostics:
    """Diagnose what estimates say about a pair; parameters as in `diagnose`."""
    agreement = agreement_check(found, one, two)
    if period is None:
        enough = agreement[agreement["n"] >= ENOUGH_ITEMS]
        period = int((enough if len(enough) else agreement)["period"].max())
    influence = item_influence(found, one, two, period)
    moved = influence.frame()
    a, b = (found.actors[int(found.actor[point_of(found, x, period)])] for x in (one, two))
    return PairDiagnostics(
        (one, two),
        period,
        agreement,
        influence,
        moved if tables is None else with_titles(moved, tables),
        left_out(found.votes, a, b, period, sample=check, progress=progress) if check else None,
    )
