"""Strata and how labels are shared out over them."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from foedus.core.errors import FoedusError, UnknownName
from foedus.documents.correction.allocation import allocate
from foedus.documents.correction.strata import crossed, merged, rarest_code, score_bins


def test_missing_values_are_a_stratum_not_a_no():
    assert list(crossed(machine=[1, np.nan], side=["RUS", None])) == [
        "machine 1, side RUS", "machine missing, side missing"]  # fmt: skip
    assert list(score_bins([np.nan, 0.2, 0.8], [0.5])) == ["missing", "up to 0.5", "above 0.5"]


def test_bins_by_quantile_are_about_equal_and_cover_all():
    names, counts = np.unique(score_bins(np.arange(100) / 100, 4), return_counts=True)
    assert len(names) == 4
    assert counts.min() >= 24


def test_bins_of_a_score_of_few_values():
    """A machine that says only 0 or 1 has two bins, not an empty one at the top."""
    assert set(score_bins([0, 0, 0, 1], 4)) == {"up to 0", "above 0"}
    assert set(score_bins([1, 1, 1], 4)) == {"any"}


def test_rarest_code_wins():
    given = np.zeros((100, 3), bool)
    given[:50, 0], given[:10, 1], given[5:8, 2] = True, True, True
    names, counts = np.unique(rarest_code(given, ["often", "seldom", "rare"]), return_counts=True)
    assert dict(zip(names, counts, strict=True)) == {
        "none": 50, "often": 40, "rare": 3, "seldom": 7}  # fmt: skip


def test_small_strata_are_put_together():
    assert set(merged(["a"] * 5 + ["b"] + ["c"], 2)) == {"a", "small strata"}


@given(
    sizes=st.lists(st.integers(1, 500), min_size=1, max_size=8),
    part=st.floats(0.0, 1.0),
    rule=st.sampled_from(["proportional", "equal", "neyman"]),
    data=st.data(),
)
def test_allocations_sum_and_stay_within_bounds(sizes, part, rule, data):
    spread = data.draw(st.lists(st.floats(0, 1), min_size=len(sizes), max_size=len(sizes)))
    had = [data.draw(st.integers(0, s)) for s in sizes]
    least = int(np.maximum(np.minimum(2, sizes), had).sum())
    n = least + int(part * (sum(sizes) - least))
    got = allocate(sizes, n, rule, spread=spread, taken=had)
    assert got.sum() == n
    assert (got <= sizes).all()
    assert (got >= np.maximum(np.minimum(2, sizes), had)).all()


def test_neyman_by_hand():
    """Sizes 600, 300, 100 with spreads 10, 20, 60: products 6000 each, so equal thirds."""
    assert allocate([600, 300, 100], 90, "neyman", spread=[10, 20, 60]).tolist() == [30, 30, 30]


def test_what_cannot_be_shared_out_is_said():
    with pytest.raises(FoedusError, match="at least 4"):
        allocate([10, 10], 3)
    with pytest.raises(FoedusError, match="needs the spread"):
        allocate([10, 10], 5, "neyman")
    with pytest.raises(UnknownName, match="proportional"):
        allocate([10], 5, "proportionate")
    with pytest.raises(FoedusError, match="one length"):
        crossed(a=[1], b=[1, 2])
    with pytest.raises(FoedusError, match="2 codes"):
        rarest_code([[1], [0]], ["a", "b"])
