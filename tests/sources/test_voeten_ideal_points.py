"""Published ideal points, and the vote counts behind them."""

from functools import cache

import numpy as np
import pytest

from foedus.core.errors import SourceDamaged
from foedus.sources import registry
from foedus.sources.voeten_ideal_points.read import read

NAME = "voeten_ideal_points"


@cache
def real(data, name=NAME):
    return registry.read(registry.find(registry.origin(name), [data]))


def test_year_and_spread_follow_from_session_and_quantiles(sample):
    points = read(sample(NAME))["published_ideal_points"]
    assert points[["ccode", "session", "year"]].values.tolist() == [
        [2, 1, 1946], [2, 77, 2022], [365, 77, 2022],
    ]  # fmt: skip
    assert points["sd"].to_numpy() == pytest.approx(np.array([0.4, 0.6, 0.5]) / 2.5631, rel=1e-4)


def test_an_estimate_outside_its_interval_is_refused(sample):
    files = sample(NAME)
    path = files["ideal_points"]
    path.write_text(path.read_text(encoding="utf-8").replace("-1.25", "1.25"), encoding="utf-8")
    with pytest.raises(SourceDamaged, match="intervals"):
        read(files)


def test_size_and_orientation(data):
    tables = real(data)
    points = tables["published_ideal_points"]
    assert len(points) == 11_045
    assert len(tables["published_vote_counts"]) == 10_469
    assert set(range(1, 78)) - set(points["session"]) == {19}
    mean = points.groupby("ccode")["ideal_point"].mean()
    assert mean[2] > 1 > 0 > mean[710]
    assert mean[365] < mean[200]


def linked_to_first(matches):
    """Each roll call's earliest equal, chains followed to their start."""
    earlier = dict(zip(matches["rcid"], matches["earlier"], strict=True))

    def first(rcid):
        while rcid in earlier:
            rcid = earlier[rcid]
        return rcid

    return first


def test_the_counts_follow_from_the_roll_calls(data):
    """The published recipe on Voeten's votes gives every published count exactly."""
    tables, voeten = real(data), real(data, "voeten_roll_call_issues")
    calls = voeten["roll_calls"][["rcid", "session", "date", "para", "amend"]]
    votes = voeten["roll_call_votes"].merge(calls, on="rcid")
    partial = (votes["para"] == 1) | (votes["amend"] == 1)
    dropped = (
        (partial & (votes["date"].dt.year > 1989))
        | ((votes["ccode"] == 560) & (votes["session"] == 48))
        | (votes["session"] == 19)
        | (votes["ccode"] == 511)
    )
    votes = votes[~dropped]
    first = linked_to_first(tables["matched_items"])
    votes = votes.assign(item=votes["rcid"].map({r: first(r) for r in votes["rcid"].unique()}))
    votes = votes[votes.groupby("item")["vote"].transform("nunique") > 1]
    assert (len(votes), votes["item"].nunique()) == (797_473, 4_784)
    counted = votes.groupby(["ccode", "session"]).size()
    published = tables["published_vote_counts"].set_index(["ccode", "session"])["votes"]
    assert counted.sort_index().to_dict() == published.sort_index().to_dict()
