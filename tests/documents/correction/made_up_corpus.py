"""A made-up corpus: a machine about 90 % right, with errors that differ by side."""

from dataclasses import dataclass

import numpy as np

from foedus.documents.correction.coded_by import coded_by
from foedus.documents.correction.draw import draw
from foedus.documents.correction.strata import crossed


@dataclass(frozen=True)
class Corpus:
    documents: np.ndarray
    side: np.ndarray
    truth: np.ndarray
    machine: np.ndarray

    @property
    def units(self):
        return [f"p{k}" for k in range(len(self.truth))]


def corpus(
    rng, documents=300, passages=8, share=0.3, effect=0.05, right=(0.95, 0.75), wrong=(0.12, 0.03)
):
    """Passages in documents of one side each; shares are share -/+ effect."""
    of = np.repeat(np.arange(documents), passages)
    side = of % 2
    centre = np.where(np.arange(documents) % 2 == 1, share + effect, share - effect)
    truth = rng.random(len(of)) < rng.beta(8 * centre, 8 * (1 - centre))[of]
    chance = np.where(truth, np.array(right)[side], np.array(wrong)[side])
    return Corpus(of, side, truth.astype(float), (rng.random(len(of)) < chance).astype(float))


def labelled(made, n, seed, *, by=None, allocation="proportional"):
    """Gold labels drawn from the corpus: simple, or by machine label or side."""
    parts = {"machine": made.machine, "side": made.side}
    strata = crossed(**{k: parts[k].astype(int) for k in by}) if by else None
    sample = draw(made.units, n, seed=seed, strata=strata, allocation=allocation,
                  documents=made.documents)  # fmt: skip
    return coded_by(sample, made.machine, np.where(sample.drawn, made.truth, np.nan))
