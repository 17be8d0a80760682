"""The consistency gap: by hand, with its interval, and not where something is missing."""

from __future__ import annotations

import numpy as np
import pytest

from foedus.assessment.professed.conduct import Event, gathered
from foedus.assessment.professed.gap import gaps
from foedus.assessment.professed.grid import Grid
from foedus.assessment.professed.norm_votes import NormVotes
from foedus.assessment.professed.profession import profession
from foedus.core.errors import FoedusError

STATES = (2, 200, 220, 365, 710, 750)
FIRST, LAST = 1990, 2005


def _setting(seed: int = 1, mention: int | None = None):
    """Six states; the United States names the principle most and begins most."""
    grid = Grid(STATES, FIRST, LAST)
    rng = np.random.default_rng(seed)
    years = np.tile(np.arange(FIRST, LAST + 1), len(STATES))
    states = np.repeat(STATES, grid.shape[1])
    mean = np.repeat([12, 6, 5, 4, 3, 2], grid.shape[1])
    counts = 2 + rng.poisson(mean) if mention is None else np.full(len(mean), mention)
    said = profession(grid, states, years, counts, np.full(len(counts), 2000), window=1)
    events = [
        Event(c, y, name, "x")
        for c, often in zip(STATES, (3, 1, 1, 1, 1, 0), strict=True)
        for y in range(FIRST, LAST + 1)
        for name in ("COW", "GML")
        for _ in range(often + (y % 2 if c != 750 else 0))
    ]
    acts = gathered(grid, events, ["COW", "GML"], 1)
    shape = (2, *grid.shape)
    total = rng.uniform(0, 1, shape)
    none = np.zeros(grid.shape, np.int64)
    votes = NormVotes(("a", "b"), total, np.ones(shape), none, none, None)
    return grid, said, acts, votes


def test_the_gap_by_hand():
    _, said, acts, votes = _setting()
    found = gaps(said, acts, votes, [0, 5], draws=40)
    root, restraint = np.sqrt(said.rate), -np.log1p(acts.window["COW"])
    z = lambda x: (x - x.mean()) / x.std(ddof=1)  # noqa: E731
    assert found["conduct"].value == pytest.approx(z(root) - z(restraint))
    assert found["votes"].value == pytest.approx(z(root) - z(votes.support))
    both = (z(restraint) + z(votes.support)) / 2
    assert found["both"].value == pytest.approx(z(root) - both)
    assert found["both"].cells == 96


def test_who_names_most_and_begins_most_has_the_wider_gap_and_bounds_hold_it():
    _, said, acts, votes = _setting()
    found = gaps(said, acts, votes, [0, 5], draws=200)["conduct"]
    assert found.value[0].mean() > 1.5 > 0 > found.value[5].mean()
    assert (found.low[0] <= found.value[0]).all()
    assert (found.value[0] <= found.high[0]).all()
    assert np.isnan(found.low[1]).all()
    assert found.drawn.shape == (200, 2, 16)


def test_the_seed_fixes_the_draws():
    _, said, acts, votes = _setting()
    one, two, other = (gaps(said, acts, votes, [0], draws=30, seed=s)["both"] for s in (4, 4, 5))
    assert np.array_equal(one.drawn, two.drawn, equal_nan=True)
    assert not np.array_equal(one.drawn, other.drawn, equal_nan=True)


def test_nothing_professed_has_no_gap():
    _, said, acts, votes = _setting(mention=0)
    assert gaps(said, acts, votes, [0], draws=20) == {}


def test_without_lists_there_is_a_gap_against_votes_only():
    grid, said, _, votes = _setting()
    found = gaps(said, gathered(grid, [], [], 1), votes, [0], draws=20)
    assert set(found) == {"votes"}


def test_lists_that_disagree_widen_the_interval():
    grid, said, _, votes = _setting()
    same = gathered(grid, _events(2, 2), ["COW", "GML"], 1)
    apart = gathered(grid, _events(0, 6), ["COW", "GML"], 1)
    width = [
        np.nanmean(g.high[0] - g.low[0])
        for acts in (same, apart)
        for g in [gaps(said, acts, votes, [0], draws=300)["conduct"]]
    ]
    assert width[1] > 1.2 * width[0]


def _events(cow: int, gml: int) -> list[Event]:
    """The United States as two lists have it; the others alike in both."""
    out = []
    for year in range(FIRST, LAST + 1):
        out += [Event(2, year, "COW", "x")] * cow + [Event(2, year, "GML", "x")] * gml
        for k, code in enumerate(STATES[1:]):
            for name in ("COW", "GML"):
                out += [Event(code, year, name, "x")] * ((k + year) % 4)
    return out


def test_too_few_draws_are_refused():
    _, said, acts, votes = _setting()
    with pytest.raises(FoedusError, match="at least 20"):
        gaps(said, acts, votes, [0], draws=5)
