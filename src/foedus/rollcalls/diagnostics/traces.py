"""Chains of a sampler: draws of chosen positions, and whether all chains have met."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from foedus.core.errors import FoedusError
from foedus.rollcalls.diagnostics.point_of import point_of
from foedus.rollcalls.positions.estimates import Estimates
from foedus.rollcalls.sampling.sampled import Draws, SampledPoints

if TYPE_CHECKING:
    import pandas as pd

Floats = NDArray[np.float64]
MET = 1.01
"""R-hat up to which chains count as met (Vehtari et al. 2021, Bayesian Analysis 16: 667-718)."""
ENOUGH = 400
"""Effective draws from which R-hat and intervals can be trusted (the same paper)."""


@dataclass(frozen=True)
class Traces:
    """Draws of chosen positions.

    Parameters
    ----------
    actor, period : tuple
        Of each position.
    draws : ndarray, shape (chains, draws, positions)
    r_hat, ess : ndarray, shape (positions,)
    """

    actor: tuple[Any, ...]
    period: tuple[int, ...]
    draws: Draws
    r_hat: Floats
    ess: Floats

    def __len__(self) -> int:
        return len(self.actor)


def traces(found: Estimates, chosen: Sequence[tuple[Any, int]], *, dimension: int = 1) -> Traces:
    """Draws of the positions of some actors in some periods.

    Parameters
    ----------
    found
        Of a mode that samples.
    chosen
        Actor and period of each.
    dimension
        1 or 2.

    Raises
    ------
    FoedusError
        In the fast mode, for a position that there is not, or a dimension that there is not.
    """
    sampled = _sampled(found)
    if not 1 <= dimension <= found.mean.shape[1] or not chosen:
        raise FoedusError(
            f"There are no traces of {len(chosen)} positions on dimension {dimension}.",
            f"Name at least one position, and a dimension from 1 to {found.mean.shape[1]}.",
        )
    at = np.array([point_of(found, actor, period) for actor, period in chosen])
    k = dimension - 1
    return Traces(
        tuple(actor for actor, _ in chosen),
        tuple(int(period) for _, period in chosen),
        sampled.draws[:, :, at, k],
        sampled.r_hat[at, k],
        sampled.ess[at, k],
    )


def convergence(found: Estimates, *, span: int = 10, offset: int = 0) -> pd.DataFrame:
    """R-hat and effective sample size over all positions, and by spans of periods.

    Parameters
    ----------
    span
        Periods in a row of the table; 10 for decades.
    offset
        Added to periods before they are grouped: 1945 for UN sessions.

    Returns
    -------
    pandas.DataFrame
        from (missing in the row of all), positions, r_hat_worst, r_hat_95 (95 % are lower),
        r_hat_median, met (share of positions up to `MET`), ess_least, ess_5, ess_median,
        enough (share of at least `ENOUGH`).

    Raises
    ------
    FoedusError
        In the fast mode, or for a span below 1.
    """
    import pandas as pd

    sampled = _sampled(found)
    if span < 1:
        raise FoedusError(f"A span of {span} periods is none.", "Take 1 or more.")
    start = (found.period + offset) // span * span
    rows: list[dict[str, Any]] = [{"from": pd.NA} | _figures(sampled, np.ones(len(found), bool))]
    rows += [{"from": int(s)} | _figures(sampled, start == s) for s in np.unique(start)]
    out = pd.DataFrame(rows)
    return out.astype({"from": "Int64"})


def worst(found: Estimates, number: int = 10) -> pd.DataFrame:
    """Positions whose chains agree least: actor, period, r_hat, ess."""
    import pandas as pd

    sampled = _sampled(found)
    r_hat = np.nan_to_num(sampled.r_hat, nan=1.0).max(axis=1)
    order = np.argsort(-r_hat, kind="stable")[:number]
    return pd.DataFrame(
        {
            "actor": np.asarray(found.actors, object)[found.actor[order]],
            "period": found.period[order],
            "r_hat": r_hat[order],
            "ess": np.nan_to_num(sampled.ess, nan=np.inf).min(axis=1)[order],
        }
    )


def _figures(sampled: SampledPoints, kept: NDArray[np.bool_]) -> dict[str, float]:
    r_hat, ess = (values[kept].ravel() for values in (sampled.r_hat, sampled.ess))
    r_hat, ess = r_hat[~np.isnan(r_hat)], ess[~np.isnan(ess)]
    if not len(r_hat) or not len(ess):
        return {"positions": int(kept.sum())}
    high = np.quantile(r_hat, (0.5, 0.95, 1.0))
    low = np.quantile(ess, (0.0, 0.05, 0.5))
    return {
        "positions": int(kept.sum()),
        "r_hat_worst": float(high[2]),
        "r_hat_95": float(high[1]),
        "r_hat_median": float(high[0]),
        "met": float((r_hat <= MET).mean()),
        "ess_least": float(low[0]),
        "ess_5": float(low[1]),
        "ess_median": float(low[2]),
        "enough": float((ess >= ENOUGH).mean()),
    }


def _sampled(found: Estimates) -> SampledPoints:
    if found.sampled is None:
        raise FoedusError(
            "The mode fast has no chains.", "Take the mode foedus or faithful for traces."
        )
    return found.sampled
