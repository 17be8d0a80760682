"""What the rules say of all dyads with and without the inputs after a cut.

The type *established later* is the one the rules give with the whole panel, in years in
which obligations, hostility and arms were observed (to 2018); after the cut the carried
type has neither inputs nor yardsticks nor rates of treaties of later years. China-Russia
is left out. A pair *changed* when its type differs from that of the cut year, both read
on the inputs known in the later year: an input that leaves reach is no change of the pair.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np
from numpy.typing import NDArray

from foedus.assessment.evidence import Evidence, beside
from foedus.assessment.inputs import CARRY, carried, prepare
from foedus.assessment.thresholds import ramps
from foedus.assessment.typology import rank, read
from foedus.core.vocabulary import VERDICT_TYPES
from foedus.dyads.frame import DyadFrame
from foedus.measures.yearly import hazards
from foedus.store.reference import KEYS, current

Stored = Mapping[str, NDArray[Any]]
CUTS = (2010, 2014, 2016)
FROM, LAST = 1980, 2018
"""First year read (draws use the 25 years before a cut), and ATOP's last."""
ESTABLISHED = ("obligations", "hostility", "arms_10y")
FURTHER = ("dependence", "kappa_votes_3y")
LEFT_OUT = 365 * 1000 + 710
TRADE_YEARS = 10
"""For how long a variant of the rules carries trade, instead of three years."""
NONE = VERDICT_TYPES.index("no alignment")


def hidden(stored: Stored, cut: int) -> dict[str, NDArray[Any]]:
    """Stored columns with every value after the cut missing; the keys stay.

    >>> import numpy as np
    >>> hidden({"year": np.array([2010, 2011]), "arms_10y": np.array([3.0, 4.0])}, 2010)["arms_10y"]
    array([ 3., nan])
    """
    late = np.asarray(stored["year"]) > cut
    return {
        name: values
        if name in KEYS
        else np.where(late if values.ndim == 1 else late[:, None], np.nan, values)
        for name, values in stored.items()
    }


def rates_to(stored: Stored) -> dict[str, float]:
    """Yearly rates of treaties over the years whose obligations are not hidden."""
    frame = DyadFrame.between(int(stored["year"].min()), int(stored["year"].max()))
    place = frame.rows(stored["ccode1"], stored["ccode2"], stored["year"])
    owed = np.full((len(frame), 2), np.nan)
    owed[place[place >= 0]] = stored["obligations"][place >= 0]
    return hazards(frame, {"obligations": owed})


@dataclass(frozen=True)
class Cut:
    """One cut: what the rules say with and without the later inputs.

    Parameters
    ----------
    cut
        Last year seen.
    full, dark
        Evidence with all inputs, and with those after the cut hidden; the same rows.
    longer
        As `dark`, with trade carried `TRADE_YEARS` years.
    rates
        Of treaties, to the cut.
    """

    cut: int
    full: Evidence
    dark: Evidence
    longer: Evidence
    rates: dict[str, float]

    @property
    def year(self) -> NDArray[np.int64]:
        """Year of each row."""
        return self.full.inputs.year

    @cached_property
    def pair(self) -> NDArray[np.int64]:
        """One number for the two states of each row."""
        return self.full.inputs.ccode1 * 1000 + self.full.inputs.ccode2

    @cached_property
    def then(self) -> NDArray[np.int64]:
        """Row of the same pair in the cut year, -1 where it was not yet there."""
        at = np.flatnonzero(self.year == self.cut)
        place = np.minimum(np.searchsorted(self.pair[at], self.pair), len(at) - 1)
        return np.where(self.pair[at][place] == self.pair, at[place], -1)

    def known(self, names: tuple[str, ...]) -> NDArray[np.bool_]:
        """Rows after the cut, of pairs that were there, in which columns were observed."""
        seen = np.all([self.full.inputs.age[n] == 0 for n in names], axis=0)
        later = (self.year > self.cut) & (self.year <= LAST)
        return np.asarray(later & (self.then >= 0) & seen & (self.pair != LEFT_OUT))

    @cached_property
    def tied(self) -> NDArray[np.bool_]:
        """Whether either reading names a type."""
        return np.asarray((self.full.ranked[0] != NONE) | (self.dark.ranked[0] != NONE))

    @cached_property
    def kept(self) -> NDArray[np.bool_]:
        """Whether the type of the cut year, on the inputs known later, is still the type."""
        back = np.maximum(self.then, 0)
        both = self.full.inputs.values
        masked = {n: np.where(np.isfinite(v), v[back], np.nan) for n, v in both.items()}
        marks = {n: v[back] for n, v in self.full.yardsticks.items()}
        return np.asarray(rank(read(masked, marks, ramps()))[0] == self.full.ranked[0])

    def groups(self) -> dict[str, NDArray[np.bool_]]:
        """Rows by group."""
        known = self.known(ESTABLISHED)
        return {
            "all": known,
            "tied": known & self.tied,
            "tied, trade and votes observed too": self.known(ESTABLISHED + FURTHER) & self.tied,
            "changed": known & ~self.kept,
        }


def cuts() -> Iterator[Cut]:
    """The cuts in turn."""
    panel = current()
    stored = panel.read([*CARRY], f"year >= {FROM}")
    every = prepare(stored)
    rows = every.year <= LAST
    full = Evidence(every, beside(every.year, panel)).take(rows)
    pair = every.ccode1 * 1000 + every.ccode2
    for cut in CUTS:
        dark = hidden(stored, cut)
        marks = beside(np.minimum(every.year, cut), panel)
        trade = carried(dark["dependence"], pair, every.year, TRADE_YEARS)[0]
        shut, longer = (
            Evidence(prepare(x), marks).take(rows) for x in (dark, dark | {"dependence": trade})
        )
        yield Cut(cut, full, shut, longer, rates_to(dark))
