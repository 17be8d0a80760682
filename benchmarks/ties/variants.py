"""Variants of the score: with swap lines, items by era, without mass treaties, other constants."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, replace

import numpy as np
from numpy.typing import NDArray

from benchmarks.ties.inputs import LAST, WITHOUT_DISPUTES, evidence
from foedus.measures.graded_response import MISSING, Items
from foedus.measures.ties import model
from foedus.measures.ties.items import HEADLINE, MASS
from foedus.measures.ties.model import Evidence, SlopeRule, estimate, static_items
from foedus.measures.ties.paths import Walk

ERAS = ((1950, 1979), (1980, 1999), (2000, 2100))
SMALL = 10
"""Members of a treaty that still counts as bilateral or among few."""


def by_era(whole: Evidence, names: tuple[str, ...] = ("treaty", "arms")) -> Evidence:
    """Items split by era: each era has slopes, cuts and dyad intercepts of its own."""
    codes = {}
    for name, values in whole.codes.items():
        if name not in names:
            codes[name] = values
            continue
        for first, last in ERAS:
            year = whole.frame.year
            inside = ((year >= first) & (year <= last))[:, None]
            if inside.any():
                codes[f"{name} {first}"] = np.where(inside, values, MISSING).astype(np.int8)
    return replace(whole, codes=codes)


def same(whole: Evidence) -> Evidence:
    """The evidence as it is."""
    return whole


@dataclass(frozen=True)
class Variant:
    """How one run differs from the score that ships."""

    name: str
    items: tuple[str, ...] = HEADLINE
    reshape: Callable[[Evidence], Evidence] = same
    largest: int | None = None
    rule: SlopeRule = model.RULE
    walk: Walk = field(default_factory=Walk)
    scaled: bool = True

    def source(self, last: int = LAST) -> Evidence:
        """The evidence it reads."""
        return evidence(last, self.largest).only(self.items)

    def score(self, part: Evidence) -> tuple[NDArray[np.float64], Items]:
        """Posterior means and the item parameters."""
        shaped = self.reshape(part)
        items = static_items(shaped, self.rule)
        flat = items
        if not self.scaled:  # undo what `estimate` does
            factor = model.conditional(items, self.walk).slopes[0] / items.slopes[0]
            flat = Items(items.slopes / factor, tuple(c / factor for c in items.cuts))
        return estimate(shaped, flat, self.walk)[0], items

    def without_disputes(self) -> Variant:
        """The same without past disputes among the items."""
        return replace(self, items=tuple(n for n in self.items if n in (*WITHOUT_DISPUTES, "swap")))


HEAD = Variant("as shipped")
ROBUSTNESS = (
    HEAD,
    Variant("with swap lines", items=(*HEADLINE, "swap")),
    Variant("treaty and arms by era", reshape=by_era),
    Variant(f"no treaty above {MASS} members", largest=MASS),
    Variant(f"treaties of at most {SMALL}", largest=SMALL),
)
CONSTANTS = (
    HEAD,
    Variant("slopes not scaled (trial)", scaled=False),
    Variant("treaty and arms by era", reshape=by_era),
    Variant("arms by era", reshape=lambda e: by_era(e, ("arms",))),
    Variant("slopes up to 1.7", rule=SlopeRule(cap=1.7)),
    Variant("intercepts 0.5", walk=Walk(intercept=0.5)),
    Variant("intercepts 1.5", walk=Walk(intercept=1.5)),
    Variant("innovation .06", walk=Walk(innovation=0.06)),
    Variant("innovation .015", walk=Walk(innovation=0.015)),
)
