"""Which items push two actors apart or together: the first-order effect of each on positions.

Leaving votes out moves positions by their posterior covariance times the slopes of the log
chances of these votes: one step of Newton's method. An item's votes by third actors count
as well, since they move the scale on which the two stand. How near this comes is measured by
`foedus.rollcalls.diagnostics.left_out`, which really leaves items out.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from foedus.core.errors import FoedusError
from foedus.rollcalls.diagnostics.item_fit import vote_chances
from foedus.rollcalls.diagnostics.period_covariance import period_covariance
from foedus.rollcalls.diagnostics.point_of import point_of
from foedus.rollcalls.fast.intervals import MOST_TIED
from foedus.rollcalls.positions.estimates import Estimates

if TYPE_CHECKING:
    import pandas as pd

    from foedus.store.tables import Tables

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]
WORDS = np.array(["", "yes", "abstain", "no"], object)
_FLOOR = 1e-9


@dataclass(frozen=True)
class Influence:
    """Effects of the items of a period on a pair: figure with the item less without it.

    Parameters
    ----------
    calls : tuple
        Items on which at least one of the two voted.
    vote : ndarray of int, shape (items, 2)
        Votes of the two, 0 where absent.
    on_position : ndarray, shape (items, 2, dimensions)
    on_distance : ndarray, shape (items,)
        Above 0 the item pushes them apart, below 0 together.
    distance : float
        Between the estimates of the two.
    period : int
    """

    calls: tuple[Any, ...]
    vote: Ints
    on_position: Floats
    on_distance: Floats
    distance: float
    period: int

    def frame(self) -> pd.DataFrame:
        """One row an item, the strongest push apart first."""
        import pandas as pd

        out = pd.DataFrame({"call": self.calls, "period": self.period})
        out["vote1"], out["vote2"] = WORDS[self.vote.T]
        dims = self.on_position.shape[2]
        for k in range(dims):
            end = f"_{k + 1}" if dims > 1 else ""
            for side in (0, 1):
                out[f"on_position{side + 1}{end}"] = self.on_position[:, side, k]
        out["on_distance"] = self.on_distance
        return out.sort_values("on_distance", ascending=False, kind="stable").reset_index(drop=True)


def scores(found: Estimates, rows: Ints) -> Floats:
    """Slope of the log chance of each vote by the position, shape (rows, dimensions).

    Parameters
    ----------
    rows
        Votes, by their rows in ``found.votes``.
    """
    votes = found.votes
    item = votes.link[votes.call[rows]]
    mean = (found.slope[item] * found.mean[votes.points.of_vote[rows]]).sum(axis=1)
    at = [
        np.exp(-0.5 * (cut[item] - mean) ** 2) / np.sqrt(2 * np.pi)
        for cut in (found.lower, found.upper)
    ]
    cast = votes.vote[rows].astype(np.int64) - 1
    # Density at the cut below the category less that at the cut above it.
    rise = np.stack([-at[0], at[0] - at[1], at[1]], axis=1)[np.arange(len(rows)), cast]
    chance = vote_chances(found)[rows, cast]
    return np.asarray(found.slope[item] * (rise / np.maximum(chance, _FLOOR))[:, None])


def item_influence(
    found: Estimates, one: Any, two: Any, period: int, *, others: bool | None = None
) -> Influence:
    """First-order effect of each item of a period on the positions and distance of two actors.

    Parameters
    ----------
    found
        Of any mode.
    others
        Whether votes of third actors on the item count; without them an effect is the
        variance of the own position times the slope of the own vote. Where None as far as
        they can: on one dimension, with not too many actors.

    Raises
    ------
    FoedusError
        For the same actor twice, or where one has no position in the period.

    Examples
    --------
    >>> from foedus.rollcalls.positions.estimates import estimate
    >>> from foedus.rollcalls.fast.simulate import made_up_votes
    >>> made = made_up_votes(actors=12, periods=2, items=20, seed=1)
    >>> found = item_influence(estimate(made.votes), 0, 11, 1)
    >>> together = found.vote[:, 0] == found.vote[:, 1]
    >>> bool(found.on_distance[~together].mean() > found.on_distance[together].mean())
    True
    """
    points = [point_of(found, actor, period) for actor in (one, two)]
    if one == two:
        raise FoedusError(f"{one!r} cannot be compared with itself.", "Name two actors.")
    of_vote = found.votes.points.of_vote
    rows = [np.flatnonzero(of_vote == point) for point in points]
    calls, place = np.unique(found.votes.call[np.concatenate(rows)], return_inverse=True)
    side, both = np.repeat([0, 1], [len(r) for r in rows]), np.concatenate(rows)
    vote = np.zeros((len(calls), 2), np.int64)
    vote[place, side] = found.votes.vote[both]
    if others is None:
        tied = int((found.period == period).sum()) <= MOST_TIED
        others = found.mean.shape[1] == 1 and tied
    moved = _by_all(found, points, period)[calls] if others else _by_own(found, points, calls)
    gap = found.mean[points[0]] - found.mean[points[1]]
    distance = float(np.sqrt((gap**2).sum()))
    towards = gap / distance if distance > 0 else np.zeros_like(gap)
    return Influence(
        tuple(found.votes.calls[k] for k in calls.tolist()),
        vote,
        moved,
        (moved[:, 0] - moved[:, 1]) @ towards,
        distance,
        period,
    )


def _by_own(found: Estimates, points: list[int], calls: Ints) -> Floats:
    """Effects of the two actors' own votes, shape (calls, 2, dimensions)."""
    out = np.zeros((len(calls), 2, found.mean.shape[1]))
    for side, point in enumerate(points):
        rows = np.flatnonzero(found.votes.points.of_vote == point)
        # An actor may vote twice on an item that a file repeats; both votes count.
        at = np.searchsorted(calls, found.votes.call[rows])
        np.add.at(out[:, side], at, found.sd[point] ** 2 * scores(found, rows))
    return out


def _by_all(found: Estimates, points: list[int], period: int) -> Floats:
    """Effects of all votes of a period on two positions, shape (all calls, 2, 1)."""
    here, covariance = period_covariance(found, period)
    votes = found.votes
    rows = np.flatnonzero(found.period[votes.points.of_vote] == period)
    slope = scores(found, rows)[:, 0]
    at = np.searchsorted(here, votes.points.of_vote[rows])
    # The scale is fixed anew after every move, and periods hold each other: what shifts or
    # stretches the whole period goes.
    theta = found.mean[:, 0]
    z = (theta - theta[here].mean()) / theta[here].std()
    shift, stretch = (w @ covariance / len(here) for w in (np.ones(len(here)), z[here]))
    tie = covariance[np.searchsorted(here, points)]
    tie = tie - shift - z[points][:, None] * stretch
    effects = [np.bincount(votes.call[rows], t[at] * slope, len(votes.calls)) for t in tie]
    return np.asarray(np.stack(effects, axis=1)[:, :, None], np.float64)


def with_titles(items: pd.DataFrame, tables: Tables) -> pd.DataFrame:
    """Add what the items are: of the Library's record or the published input.

    Parameters
    ----------
    items
        With a column ``call``: numbers of the Library's items, or of roll calls (rcid).

    Returns
    -------
    pandas.DataFrame
        With date, resolution, title, and url where the Library has a page; a call that
        neither record knows has empty ones.
    """
    from foedus.rollcalls.records.vote_record import RECORD

    known = ["date", "resolution", "title"]
    if "un_items" in tables and items["call"].isin(tables["un_items"]["item"]).any():
        listed = tables["un_items"].rename(columns={"item": "call"})
        out = items.merge(listed[["call", *known]], on="call", how="left")
        out["url"] = RECORD + out["call"].astype(str)
        return out
    listed = tables["roll_calls"].rename(
        columns={"rcid": "call", "unres": "resolution", "short": "title"}
    )
    listed = listed.assign(title=listed["title"].fillna(listed["descr"]))
    out = items.merge(listed[["call", *known]], on="call", how="left")
    return out.assign(url="")
