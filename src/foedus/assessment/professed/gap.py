"""The consistency gap: profession less practice, each standardised among states and years.

gap = z(sqrt(rate of the principle)) - z(practice). Practice is restraint, -log(1 + force begun),
and support, the mean vote on others' breaches; of both together it is the mean of the two z.
z is the distance from the mean of all state-years of the corpus in which profession and that
practice are assessable, in their standard deviations. Roots and logarithms keep a few large
counts from ruling the scale.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, get_args

import numpy as np
from numpy.typing import NDArray

from foedus.assessment.professed.conduct import Conduct
from foedus.assessment.professed.grid import Floats
from foedus.assessment.professed.norm_votes import NormVotes
from foedus.assessment.professed.profession import Profession
from foedus.core.errors import FoedusError

Part = Literal["conduct", "votes", "both"]
PARTS: tuple[Part, ...] = get_args(Part)
FEWEST_CELLS = 30
"""State-years below which nothing is standardised."""
_BATCH = 50


@dataclass(frozen=True, eq=False)
class Gap:
    """Gaps by state and year, against one part of practice.

    Parameters
    ----------
    part
        Which practice.
    profession, practice : ndarray, shape (states, years)
        Standardised; missing where not assessable.
    value, low, high : ndarray, shape (states, years)
        Profession less practice, and its bounds.
    drawn : ndarray, shape (draws, chosen states, years)
        Draws of the states asked about.
    cells : int
        State-years that the standard rests on.
    level : float
    """

    part: Part
    profession: Floats
    practice: Floats
    value: Floats
    low: Floats
    high: Floats
    drawn: Floats
    cells: int
    level: float


def gaps(
    said: Profession,
    acts: Conduct,
    votes: NormVotes,
    chosen: list[int],
    *,
    level: float = 0.95,
    draws: int = 1000,
    seed: int = 1,
) -> dict[Part, Gap]:
    """Gaps against conduct, votes, and both; a part without state-years enough is left out.

    Parameters
    ----------
    chosen
        Rows of the states asked about: the only ones with bounds.
    level, draws, seed
        Nominal coverage, draws of profession and practice, seed.

    Raises
    ------
    FoedusError
        If there are fewer than 20 draws.
    """
    if draws < 20:
        raise FoedusError(f"{draws} draws.", "Draw at least 20 times.")
    restraint = {n: -np.log1p(c) for n, c in acts.window.items()}
    support = votes.support if len(votes.subjects) else np.full(said.mentions.shape, np.nan)
    spoken = said.professed
    root = np.where(spoken, np.sqrt(said.rate), np.nan)
    scales = {n: _scale(c, spoken) for n, c in restraint.items()}
    held = {
        "conduct": _mean([_z(restraint[n], scales[n]) for n in restraint], root.shape),
        "votes": _z(support, _scale(support, spoken)),
    }
    held["both"] = (held["conduct"] + held["votes"]) / 2
    rng = np.random.default_rng(seed)
    said_drawn = np.sqrt(said.drawn(draws, rng)[:, chosen])
    acts_drawn = _acts(restraint, scales, chosen, draws, rng)
    voted = votes.drawn(draws, rng)[:, chosen] if len(votes.subjects) else said_drawn * np.nan
    votes_drawn = _z(voted, _scale(support, spoken))
    parts: dict[Part, Floats] = {
        "conduct": acts_drawn,
        "votes": votes_drawn,
        "both": (acts_drawn + votes_drawn) / 2,
    }
    out: dict[Part, Gap] = {}
    for part in PARTS:
        cells = spoken & np.isfinite(held[part])
        if int(cells.sum()) < FEWEST_CELLS:
            continue
        scale = _scale(root, cells)
        first = np.where(cells, _z(root, scale), np.nan)
        value = first - held[part]
        drawn = _z(said_drawn, scale) - parts[part]
        drawn = np.where(cells[chosen], drawn, np.nan)
        low, high = np.full(root.shape, np.nan), np.full(root.shape, np.nan)
        low[chosen], high[chosen] = _bounds(drawn, level)
        out[part] = Gap(
            part,
            first,
            np.where(cells, held[part], np.nan),
            value,
            np.minimum(low, value),
            np.maximum(high, value),
            drawn,
            int(cells.sum()),
            level,
        )
    return out


def _acts(
    restraint: dict[str, Floats],
    scales: dict[str, tuple[float, float]],
    chosen: list[int],
    draws: int,
    rng: np.random.Generator,
) -> Floats:
    """Restraint as one of the lists that cover a state's window has it, chosen at random."""
    if not restraint:
        return np.full((draws, len(chosen), 1), np.nan)
    cells = np.stack([_z(restraint[n], scales[n])[chosen] for n in restraint])
    # One order of the lists a draw; the first that covers a cell counts there.
    order = rng.random((draws, len(cells))).argsort(axis=1)
    out = np.full((draws, *cells.shape[1:]), np.nan)
    for k in range(len(cells)):
        here = cells[order[:, k]]
        out = np.where(np.isfinite(out), out, here)
    return out


def _mean(parts: list[Floats], shape: tuple[int, ...]) -> Floats:
    """Mean over the lists that cover a cell."""
    if not parts:
        return np.full(shape, np.nan)
    cells = np.stack(parts)
    known = np.isfinite(cells)
    with np.errstate(invalid="ignore"):
        return np.asarray(np.where(known, cells, 0.0).sum(axis=0) / known.sum(axis=0))


def _scale(values: Floats, cells: NDArray[np.bool_]) -> tuple[float, float]:
    """Mean and standard deviation over the cells that count."""
    known = values[cells & np.isfinite(values)]
    if len(known) < 2:
        return 0.0, 0.0
    return float(known.mean()), float(known.std(ddof=1))


def _z(values: Floats, scale: tuple[float, float]) -> Floats:
    """Missing all over where nothing differs."""
    if scale[1] <= 0:
        return np.full(values.shape, np.nan)
    return np.asarray((values - scale[0]) / scale[1])


def _bounds(drawn: Floats, level: float) -> tuple[Floats, Floats]:
    known = np.isfinite(drawn).all(axis=0)
    low, high = np.full(known.shape, np.nan), np.full(known.shape, np.nan)
    if known.any():
        ends = np.quantile(drawn[:, known], [(1 - level) / 2, (1 + level) / 2], axis=0)
        low[known], high[known] = ends
    return low, high
