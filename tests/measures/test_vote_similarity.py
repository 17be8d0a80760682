"""Similarity of votes in one call, against votes counted by hand."""

import pandas as pd
import pytest

import foedus.measures
from foedus.core.errors import FoedusError, UnknownName

VOTES = pd.DataFrame(
    {
        "item": [1, 1, 1, 2, 2, 2, 3, 3],
        "ccode": [2, 200, 365, 2, 200, 365, 2, 200],
        "vote": [1, 1, 3, 1, 2, 3, 3, 3],
        "year": [1950] * 8,
    }
)


def test_counted_by_hand():
    found = foedus.measures.similarity(1950, 1950, form="agreement", votes=VOTES)
    assert found[["ccode1", "ccode2", "n"]].to_numpy().tolist() == [
        [2, 200, 3], [2, 365, 2], [200, 365, 2],
    ]  # fmt: skip
    assert found.value.tolist() == pytest.approx([2 / 3, 0, 0])
    s = foedus.measures.similarity(1950, 1950, form="s", votes=VOTES, states="USSR")
    assert s.value.tolist() == pytest.approx([-1, -0.5])


def test_the_built_panel_gives_the_measure_of_the_same_name():
    frame = foedus.panel(2015, 2015, dyads="undirected", measures=["kappa_votes", "n_votes"])
    found = foedus.measures.similarity(2015, 2015).merge(frame, on=["ccode1", "ccode2", "year"])
    assert (found.n == found.n_votes).all()
    pd.testing.assert_series_equal(found.value, found.kappa_votes, check_names=False)


def test_votes_on_human_rights(data, tables):
    assert "roll_call_issues" in tables
    found = foedus.measures.similarity(2015, 2016, issue="hr", states="CHN", data=data)
    panel = foedus.panel(2015, 2016, dyads="undirected", measures="kappa_votes_hr", data=data)
    both = found.merge(panel, on=["ccode1", "ccode2", "year"])
    pd.testing.assert_series_equal(both.value, both.kappa_votes_hr, check_names=False)
    with_russia = found[(found.ccode1 == 365) & (found.ccode2 == 710)]
    assert (with_russia.n > 5).all()


@pytest.mark.parametrize(
    ("wrong", "says"),
    [({"form": "kapa"}, "kappa"), ({"issue": "human rights"}, "hr")],
)
def test_unknown_names(wrong, says):
    with pytest.raises(UnknownName, match=says):
        foedus.measures.similarity(2000, 2000, **wrong)


def test_votes_of_ones_own_must_be_votes():
    with pytest.raises(FoedusError, match="vote, year"):
        foedus.measures.similarity(1950, 1950, votes=VOTES[["item", "ccode"]])
    with pytest.raises(FoedusError, match="1 yes, 2 abstain, 3 no"):
        foedus.measures.similarity(1950, 1950, votes=VOTES.assign(vote=8))
    with pytest.raises(FoedusError, match="issue"):
        foedus.measures.similarity(1950, 1950, votes=VOTES, issue="hr")
