"""How many gold labels: against a hand calculation, and against what they then give."""

import numpy as np
import pytest
from tests.documents.correction.made_up_corpus import corpus, labelled

from foedus.core.errors import FoedusError
from foedus.documents.correction.coded_by import coded_by
from foedus.documents.correction.draw import draw, extend
from foedus.documents.correction.estimate import mean
from foedus.documents.correction.power import labels_needed, labels_planned
from foedus.documents.correction.residuals import residual_spread
from foedus.documents.correction.strata import crossed


def test_plan_by_hand():
    """Share 3 %, sensitivity .8, specificity .95, N = 20,000, ± 1 point.

    The machine gives the code to .024 + .0485 = .0725; right are .331 of these, and .00647 of the
    rest have the code. Neyman: (.9275 x .0802 + .0725 x .4706)^2 = .01177, over the room for the
    variance (.01 / 1.96)^2 - .0291 / 20,000 + .0220 / 20,000 = 2.567e-5: 459.
    """
    plan = labels_planned(0.03, 0.8, 0.95, 20_000, 0.01)
    assert plan.n == plan.more == 459
    assert plan.taken[0] / plan.n == pytest.approx(0.0744 / 0.1085, abs=0.01)
    assert plan.half_width == pytest.approx(0.01, rel=0.01)


def test_more_labels_for_less_width_and_for_a_worse_machine():
    widths = [labels_planned(0.1, 0.9, 0.9, 10**5, w).n for w in (0.05, 0.02, 0.01)]
    assert widths == sorted(widths)
    assert labels_planned(0.1, 0.6, 0.8, 10**5, 0.02).n > widths[1]


def test_a_plan_comes_true():
    """Draw what the plan says: the half-width is the promised one, within a fifth."""
    made_up = corpus(np.random.default_rng(41), documents=600)
    strata = crossed(machine=made_up.machine.astype(int))
    sample = draw(made_up.units, 100, seed=1, strata=strata, documents=made_up.documents)
    first = coded_by(sample, made_up.machine, np.where(sample.drawn, made_up.truth, np.nan))
    plan = labels_needed(first, 0.025)
    assert plan.reachable
    assert plan.more > 0
    names = sample.waves[0].strata
    more = {n: t - h for n, t, h in zip(names, plan.taken, sample.waves[0].taken, strict=True)}
    larger = extend(sample, more)
    assert larger.n == plan.n
    then = coded_by(larger, made_up.machine, np.where(larger.drawn, made_up.truth, np.nan))
    assert mean(then).estimate.interval.width / 2 == pytest.approx(0.025, rel=0.2)


def test_neyman_needs_no_more_than_other_rules():
    made_up = corpus(np.random.default_rng(42), share=0.05, effect=0.01)
    made = labelled(made_up, 200, 1, by=("machine",), allocation="equal")
    counts = {rule: labels_needed(made, 0.015, allocation=rule).n
              for rule in ("neyman", "proportional", "equal")}  # fmt: skip
    assert counts["neyman"] == min(counts.values())


def test_new_strata_for_a_simple_sample():
    made_up = corpus(np.random.default_rng(43))
    made = labelled(made_up, 200, 1)
    plan = labels_needed(made, 0.03, strata=crossed(side=made_up.side))
    assert plan.strata == ("side 0", "side 1")
    assert plan.n - plan.more == 200


def test_what_no_number_of_labels_can_give():
    """All coded by hand, texts still vary: with all of them the bound is that of the share itself."""
    made_up = corpus(np.random.default_rng(44), documents=100)
    plan = labels_needed(labelled(made_up, 150, 1), 0.001)
    assert not plan.reachable
    assert plan.n == len(made_up.truth)
    assert plan.half_width > 0.001
    assert plan.sentence().startswith("no number of gold labels suffices")


def test_nothing_more_needed():
    made = labelled(corpus(np.random.default_rng(45)), 300, 1)
    plan = labels_needed(made, 0.2)
    assert plan.more == 0
    assert plan.sentence().startswith("no more gold labels needed")


def test_a_stratum_without_error_keeps_some_spread():
    made_up = corpus(np.random.default_rng(46), wrong=(0.3, 0.3), right=(1.0, 1.0))
    made = labelled(made_up, 100, 1, by=("machine",), allocation="equal")
    spread = residual_spread(made)
    assert 0 < spread[0] < spread[1]


def test_bad_wishes_are_said():
    made = labelled(corpus(np.random.default_rng(47)), 60, 1)
    with pytest.raises(FoedusError, match="half-width 0"):
        labels_needed(made, 0)
    with pytest.raises(FoedusError, match="sensitivity 80"):
        labels_planned(0.1, 80, 0.9, 1000, 0.05)
    with pytest.raises(FoedusError, match="no stratum"):
        labels_needed(made, 0.05, strata=[None, *["a"] * (len(made) - 1)])
