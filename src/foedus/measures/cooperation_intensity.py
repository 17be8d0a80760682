"""The parts of the Bilateral Cooperation Intensity index that data reach, for all dyads.

Papageorgiou and Vieira build it of two parts in each of three dimensions: political
(official visits, voting in the United Nations), economic (interdependence in trade and
in energy) and military (interdependence in arms, joint exercises). Three of the six
are shares that can be computed for all pairs and stand here as they are; trade in
energy is in no source here, and visits and exercises are counts whose scaling by the
authors was not seen. Nothing is put in their place.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

import numpy as np
from numpy.typing import NDArray

from foedus.dyads.frame import DyadFrame
from foedus.measures.metadata import Arrays, Group, Measure
from foedus.measures.votes import CELLS, MEASURES
from foedus.store.tables import Tables

Stored = Mapping[str, NDArray[Any]]
PAPER = ("papageorgiou_vieira2023",)
PARTS = 6
"""Parts of the authors' index, two in each dimension."""
COLUMNS = (*CELLS, "trade_share", "arms_share")
SOURCES = ("undl_ga_votes", "cow_trade", "imf_dots_russia", "sipri_arms")
COVERAGE = (1950, 2015)
_agreement = next(m for m in MEASURES if m.name == "agreement_votes")


def political(stored: Stored) -> NDArray[np.float64]:
    """Share of identical votes in the General Assembly."""
    return np.asarray(_agreement.values(stored), float)


def economic(stored: Stored) -> NDArray[np.float64]:
    """Mean over the two states of the partner's share in a state's trade."""
    return np.asarray(np.mean(stored["trade_share"], axis=1))


def military(stored: Stored) -> NDArray[np.float64]:
    """Mean over the two states of the partner's share in a state's arms imports."""
    return np.asarray(np.mean(stored["arms_share"], axis=1))


def intensity(stored: Stored) -> NDArray[np.float64]:
    """Mean of the three dimensions where each has a part, else missing.

    Examples
    --------
    >>> import numpy as np
    >>> shares = {"trade_share": np.array([[0.1, 0.3]]), "arms_share": np.array([[0.0, 0.8]])}
    >>> votes = {c: np.array([8.0 if c == "votes_yy" else 2.0 if c == "votes_yn" else 0.0])
    ...          for c in CELLS}
    >>> round(float(intensity(shares | votes)[0]), 3)
    0.467
    """
    return np.asarray(np.mean([political(stored), economic(stored), military(stored)], axis=0))


def _compute(tables: Tables, frame: DyadFrame, _: Mapping[str, NDArray[Any]]) -> Arrays:
    return {}


def _measure(
    name: str,
    label: str,
    description: str,
    derive: Callable[[Stored], NDArray[Any]],
    columns: tuple[str, ...],
    sources: tuple[str, ...],
    coverage: tuple[int, int],
) -> Measure:
    return Measure(
        name=name,
        label=label,
        unit="share",
        directed=False,
        bounds=(0, 1),
        coverage=coverage,
        sources=sources,
        paper=PAPER,
        description=description,
        columns=columns,
        derive=derive,
    )


GROUP = Group(
    name="cooperation_intensity",
    tables=(),
    columns=(),
    measures=(
        _measure(
            "bci_political",
            "Cooperation intensity: political, the part filled",
            "Share of identical UN votes; the authors' official visits are not in it.",
            political,
            CELLS,
            ("undl_ga_votes",),
            (1946, 2025),
        ),
        _measure(
            "bci_economic",
            "Cooperation intensity: economic, the part filled",
            "Mean of the partner's shares in each state's trade, over three years; the authors' "
            "trade in energy is not in it.",
            economic,
            ("trade_share",),
            ("cow_trade", "imf_dots_russia"),
            (1946, 2015),
        ),
        _measure(
            "bci_military",
            "Cooperation intensity: military, the part filled",
            "Mean of the partner's shares in each state's arms imports, over ten years; the "
            "authors' joint exercises are not in it.",
            military,
            ("arms_share",),
            ("sipri_arms",),
            (1950, 2021),
        ),
        _measure(
            "bci",
            "Bilateral Cooperation Intensity, half of its parts",
            "Mean of the political, economic and military part; three of the authors' six parts, "
            "on their natural scale (0 to 1), not on the authors' levels.",
            intensity,
            COLUMNS,
            SOURCES,
            COVERAGE,
        ),
    ),
    compute=_compute,
    stored=False,
)
