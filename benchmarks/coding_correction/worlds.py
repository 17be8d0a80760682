"""Made-up corpora: documents of two sides, a code, a machine about 90 % right."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from foedus.documents.correction.allocation import Allocation
from foedus.documents.correction.coded import Coded
from foedus.documents.correction.coded_by import coded_by
from foedus.documents.correction.draw import draw
from foedus.documents.correction.strata import crossed

Array = NDArray[np.float64]


@dataclass(frozen=True)
class World:
    """A code, a machine and a plan for gold labels.

    Parameters
    ----------
    name
        What it is.
    share, effect
        Share of the code; side 1 has `effect` more, side 0 less.
    right, wrong
        By side: share of passages with the code that the machine finds, and of those without it
        that it gives the code.
    labels
        Gold labels.
    strata
        What they are stratified by: machine, side; empty for a simple sample.
    allocation
        How they are shared out.
    whole
        Whether whole documents are drawn.
    documents, passages
        Documents, and passages in each.
    only
        What is estimated; empty: all of `truth`.
    """

    name: str
    share: float
    effect: float
    right: tuple[float, float]
    wrong: tuple[float, float]
    labels: int
    strata: tuple[str, ...] = ()
    allocation: Allocation = "equal"
    whole: bool = False
    documents: int = 300
    passages: int = 6
    only: tuple[str, ...] = ()

    @property
    def truth(self) -> dict[str, float]:
        """Share, difference of shares, and its log odds ratio."""
        low, high = self.share - self.effect, self.share + self.effect
        odds = float(np.log(high / (1 - high)) - np.log(low / (1 - low)))
        of = {"share": self.share, "difference": high - low, "logit": odds}
        return {k: v for k, v in of.items() if k in (self.only or of)}

    @property
    def accuracy(self) -> float:
        """Share the machine has right."""
        p = self.share + self.effect * np.array([-1, 1])
        return float(np.mean(p * np.array(self.right) + (1 - p) * (1 - np.array(self.wrong))))

    def made(self, seed: int) -> tuple[Coded, Array]:
        """One corpus with its gold labels, and the side of each passage."""
        rng = np.random.default_rng([seed, *self.name.encode()])
        of = np.repeat(np.arange(self.documents), self.passages)
        side = of % 2
        centre = self.share + self.effect * (2 * (np.arange(self.documents) % 2) - 1)
        # Passages of one document share a chance of their own: neighbours are alike.
        chance = rng.beta(8 * centre, 8 * (1 - centre))[of]
        code = rng.random(len(of)) < chance
        given = np.where(code, np.array(self.right)[side], np.array(self.wrong)[side])
        machine = (rng.random(len(of)) < given).astype(float)
        if self.whole:
            sample = draw(range(self.documents), self.labels // self.passages, seed=seed)
            gold = np.where(sample.drawn[of], code, np.nan)
            return coded_by(sample, machine, gold, of=[str(d) for d in of]), side.astype(float)
        known = {"machine": machine.astype(int), "side": side}
        strata = crossed(**{k: known[k] for k in self.strata}) if self.strata else None
        sample = draw(range(len(of)), self.labels, seed=seed, strata=strata,
                      allocation=self.allocation, documents=of)  # fmt: skip
        gold = np.where(sample.drawn, code, np.nan)
        return coded_by(sample, machine, gold), side.astype(float)


COMMON = {"share": 0.3, "effect": 0.05, "right": (0.98, 0.88), "wrong": (0.15, 0.06)}
RARE = {"share": 0.03, "effect": 0.01, "right": (0.9, 0.6), "wrong": (0.13, 0.07)}
WORLDS = (
    World("common, 100 labels, simple", **COMMON, labels=100),  # type: ignore[arg-type]
    World("common, 200 labels by machine label and side", **COMMON, labels=200,
          strata=("machine", "side")),  # type: ignore[arg-type]
    World("common, 50 whole documents", **COMMON, labels=300, whole=True),  # type: ignore[arg-type]
    World("rare, 400 labels by machine label and side", **RARE, labels=400, documents=600,
          strata=("machine", "side"), only=("share", "difference")),  # type: ignore[arg-type]
    World("rare, 150 labels, simple", **RARE, labels=150, only=("share",)),  # type: ignore[arg-type]
)  # fmt: skip
