"""Shared threat: the third state that both feel, and how strongly the one who feels it less does.

``T_k(i) = hostility(k, i) * c_k / (c_k + c_i)`` with c the national capability (CINC);
the shared threat of i and j is the largest over k of ``min(T_k(i), T_k(j))``, and that
k is named. The minimum explains pacts; sums do not.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np
from numpy.typing import NDArray

from foedus.dyads.frame import DyadFrame
from foedus.measures.hostility import SOURCES as HOSTILITY_SOURCES
from foedus.measures.metadata import Arrays, Column, Group, Measure, clip_to
from foedus.store.tables import Tables

COVERAGE = (1946, 2020)


def threat_matrix(hostility: NDArray[Any], capability: NDArray[Any]) -> NDArray[np.float64]:
    """Threat from each state to each other, shape (states, states): row k threatens column i.

    Parameters
    ----------
    hostility : ndarray, shape (states, states)
        Symmetric, 0 to 1.
    capability : ndarray, shape (states,)
        CINC shares; NaN where unknown (no threat is then computed for or from that state).
    """
    total = capability[:, None] + capability[None, :]
    share = np.divide(capability[:, None], total, out=np.zeros_like(total), where=total > 0)
    return np.asarray(np.nan_to_num(hostility * share))


def largest_shared(threat: NDArray[Any]) -> tuple[NDArray[np.float64], NDArray[np.int64]]:
    """Largest minimum over third states, and the index of that state.

    Parameters
    ----------
    threat : ndarray, shape (states, states)
        Row k: the threat k poses to each state.

    Returns
    -------
    level, by : ndarray, shape (states, states)
        `by` is -1 where nobody threatens both.
    """
    n = len(threat)
    level = np.zeros((n, n))
    by = np.full((n, n), -1)
    for k in np.flatnonzero(threat.any(axis=1)):
        felt = threat[k].copy()
        felt[k] = 0
        who = np.flatnonzero(felt)
        both = np.minimum(felt[who][:, None], felt[who][None, :])
        at = np.ix_(who, who)
        higher = both > level[at]
        level[at] = np.where(higher, both, level[at])
        by[at] = np.where(higher, k, by[at])
    return level, by


def square(values: NDArray[Any], n: int) -> NDArray[np.float64]:
    """Undirected row values of one year as a symmetric matrix with a zero diagonal."""
    out = np.zeros((n, n))
    i, j = np.triu_indices(n, 1)
    out[i, j] = out[j, i] = np.nan_to_num(values)
    return out


def compute(tables: Tables, frame: DyadFrame, computed: Mapping[str, NDArray[Any]]) -> Arrays:
    """Shared threat of every dyad-year, and the COW code of the state that poses it."""
    cinc = tables["national_capability"].set_index(["year", "ccode"])["cinc"].to_dict()
    level = np.full(len(frame), np.nan)
    by = np.full(len(frame), np.nan)
    for t, states in enumerate(frame.members):
        year = frame.first + t
        if year > COVERAGE[1]:
            break
        now = frame.span(year)
        if not np.isfinite(computed["hostility"][now]).any():
            continue
        power = np.array([cinc.get((year, int(c)), np.nan) for c in states])
        threat = threat_matrix(square(computed["hostility"][now], len(states)), power)
        high, who = largest_shared(threat)
        i, j = np.triu_indices(len(states), 1)
        known = np.isfinite(power[i]) & np.isfinite(power[j])
        level[now] = np.where(known, high[i, j], np.nan)
        by[now] = np.where(known, np.where(who[i, j] >= 0, states[who[i, j]], 0), np.nan)
    return {
        "shared_threat": clip_to(level, frame.year, COVERAGE),
        "shared_threat_by": clip_to(by, frame.year, COVERAGE),
    }


_SOURCES = (*HOSTILITY_SOURCES, "cow_nmc")

GROUP = Group(
    name="shared_threat",
    tables=("national_capability",),
    after=("hostility",),
    columns=(Column("shared_threat", 0.001), Column("shared_threat_by")),
    measures=(
        Measure(
            name="shared_threat",
            label="Shared threat",
            unit="0-1",
            directed=False,
            bounds=(0, 1),
            coverage=COVERAGE,
            sources=_SOURCES,
            description=(
                "Largest over third states k of the smaller of the two threats k poses: "
                "hostility times k's share of the two capabilities."
            ),
        ),
        Measure(
            name="shared_threat_by",
            label="State that poses the shared threat",
            unit="COW code",
            directed=False,
            bounds=(0, None),
            coverage=COVERAGE,
            sources=_SOURCES,
            description="COW code of that third state; 0 where nobody threatens both.",
        ),
    ),
    compute=compute,
)
