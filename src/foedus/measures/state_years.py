"""What single states are like in a year, laid beside both states of a dyad.

Each measure here is monadic: ``cinc`` gives ``cinc1`` for the first state and ``cinc2``
for the second. Values are the makers' own, so nothing of it is in the panel that ships;
they are read from the user's copy of the raw files for the years asked about.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np
from numpy.typing import NDArray

from foedus.dyads.frame import DyadFrame
from foedus.measures.metadata import Arrays, Column, Group, Measure, clip_to
from foedus.store.tables import Tables

Bounds = tuple[float | None, float | None]
Offer = tuple[str, str, str, str, Bounds]
"""Name of the measure, column of the table, label, unit, bounds."""


def state_group(
    name: str, table: str, source: str, coverage: tuple[int, int], offers: tuple[Offer, ...]
) -> Group:
    """Monadic measures taken as they are from the columns of one table of state-years.

    Parameters
    ----------
    name
        Name of the group.
    table, source
        The tidy table (``ccode, year`` and the columns) and the source it comes from.
    coverage
        First and last year; other years are missing.
    offers
        The measures.

    Returns
    -------
    Group
        Computed on demand.
    """

    def compute(tables: Tables, frame: DyadFrame, _: Mapping[str, NDArray[Any]]) -> Arrays:
        own = tables[table]
        return {
            offer[0]: clip_to(
                frame.states(own["ccode"], own["year"], own[offer[1]]), frame.year, coverage
            )
            for offer in offers
        }

    return Group(
        name=name,
        tables=(table,),
        columns=tuple(Column(offer[0], directed=True, ships=False) for offer in offers),
        measures=tuple(_measure(offer, source, coverage) for offer in offers),
        compute=compute,
        stored=False,
    )


def _measure(offer: Offer, source: str, coverage: tuple[int, int]) -> Measure:
    name, _, label, unit, bounds = offer
    return Measure(
        name=name,
        label=label,
        unit=unit,
        directed=False,
        monadic=True,
        bounds=bounds,
        coverage=coverage,
        sources=(source,),
        description=(
            f"{label} of each state in the year, as the source gives it; needs the raw file."
        ),
    )


CAPABILITIES = state_group(
    "capabilities",
    "national_capability",
    "cow_nmc",
    (1946, 2022),
    (
        ("cinc", "cinc", "Composite index of national capability", "share of the world", (0, 1)),
        ("milex", "milex", "Military expenditure", "thousand current USD", (0, None)),
        ("milper", "milper", "Military personnel", "thousands", (0, None)),
        ("irst", "irst", "Iron and steel production", "thousand tons", (0, None)),
        ("pec", "pec", "Primary energy consumption", "thousand coal-ton equivalents", (0, None)),
        ("tpop", "tpop", "Total population", "thousands", (0, None)),
        ("upop", "upop", "Urban population (cities of 100,000 and more)", "thousands", (0, None)),
    ),
)
ECONOMIES = state_group(
    "economies",
    "gdp",
    "fariss_gdp",
    (1946, 2019),
    (
        ("gdp", "gdp", "Real GDP", "million 2017 international dollars", (0, None)),
        (
            "gdp_sd",
            "gdp_sd",
            "Standard deviation of real GDP",
            "million 2017 international dollars",
            (0, None),
        ),
        ("population", "population", "Population", "millions", (0, None)),
        ("gdppc", "gdppc", "Real GDP a head", "2017 international dollars", (0, None)),
    ),
)
DEMOCRACY = state_group(
    "democracy",
    "regimes",
    "vdem_regimes",
    (1946, 2025),
    (
        ("polyarchy", "polyarchy", "Electoral democracy index (polyarchy)", "0-1", (0, 1)),
        ("polyarchy_sd", "polyarchy_sd", "Standard deviation of polyarchy", "0-1", (0, 1)),
        ("libdem", "libdem", "Liberal democracy index", "0-1", (0, 1)),
    ),
)
POLITY = state_group(
    "polity",
    "polity",
    "polity5",
    (1946, 2018),
    (("polity2", "polity2", "Revised combined Polity score", "-10 to 10", (-10, 10)),),
)
TERRITORIAL_THREAT = state_group(
    "territorial_threat",
    "territorial_threat",
    "miller_territorial_threat",
    (1946, 2010),
    (
        (
            "territorial_threat",
            "threat",
            "Latent external territorial threat",
            "latent scale",
            (None, None),
        ),
    ),
)
IGO_MEMBERSHIPS = state_group(
    "igo_memberships",
    "igo_memberships",
    "cow_igos",
    (1946, 2014),
    (
        (
            "igo_memberships",
            "n_full",
            "Full memberships in intergovernmental organisations",
            "organisations",
            (0, None),
        ),
    ),
)


def _major(_: Tables, frame: DyadFrame, __: Mapping[str, NDArray[Any]]) -> Arrays:
    from foedus.states.system import major_powers

    years = range(frame.first, frame.last + 1)
    table = np.zeros((len(years), 1000))
    for t, year in enumerate(years):
        table[t, major_powers(year)] = 1
    at = frame.year - frame.first
    both = np.stack([table[at, frame.ccode1], table[at, frame.ccode2]], axis=1)
    return {"major_power": clip_to(both, frame.year, MAJOR_YEARS)}


MAJOR_YEARS = (1946, 2016)
MAJOR_POWERS = Group(
    name="major_powers",
    tables=(),
    columns=(Column("major_power", directed=True),),
    measures=(
        Measure(
            name="major_power",
            label="Major power",
            unit="0/1",
            directed=False,
            monadic=True,
            bounds=(0, 1),
            coverage=MAJOR_YEARS,
            sources=("cow_system",),
            description=(
                "1 where the Correlates of War list has the state as a major power at any time "
                "in the year."
            ),
        ),
    ),
    compute=_major,
    stored=False,
)


def _ideal(tables: Tables, frame: DyadFrame, _: Mapping[str, NDArray[Any]]) -> Arrays:
    own = tables["published_ideal_points"]
    # A session is named by the year it opens in: the first one opened in 1946.
    point = frame.states(own["ccode"], own["session"] + 1945, own["ideal_point"])
    point = clip_to(point, frame.year, IDEAL_YEARS)
    return {"ideal_point": point, "ideal_point_distance": np.abs(point[:, 0] - point[:, 1])}


IDEAL_YEARS = (1946, 2022)
IDEAL_POINTS = Group(
    name="ideal_points",
    tables=("published_ideal_points",),
    columns=(
        Column("ideal_point", directed=True, ships=False),
        Column("ideal_point_distance", ships=False),
    ),
    measures=(
        Measure(
            name="ideal_point",
            label="Published UN ideal point",
            unit="standardised scale",
            directed=False,
            monadic=True,
            bounds=(None, None),
            coverage=IDEAL_YEARS,
            sources=("voeten_ideal_points",),
            paper=("bailey_etal2017",),
            description=(
                "Posterior mean of the session that opened in the year, all votes; higher is "
                "closer to the United States."
            ),
        ),
        Measure(
            name="ideal_point_distance",
            label="Distance of published UN ideal points",
            unit="standardised scale",
            directed=False,
            bounds=(0, None),
            coverage=IDEAL_YEARS,
            sources=("voeten_ideal_points",),
            paper=("bailey_etal2017",),
            description=(
                "Absolute difference of the two states' published ideal points of the session."
            ),
        ),
    ),
    compute=_ideal,
    stored=False,
)
