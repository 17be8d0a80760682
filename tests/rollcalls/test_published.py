"""The votes behind the published ideal points: every count of the release of April 2020."""

from __future__ import annotations

from functools import cache

import numpy as np
import pytest

from foedus.core.errors import FoedusError
from foedus.rollcalls.records.published import published_votes
from foedus.rollcalls.roll_calls import roll_calls
from foedus.sources.tidy import build_tables


@cache
def tables(folder):
    return build_tables([folder], ["voeten_roll_call_issues", "voeten_ideal_points"])[0]


def test_every_count_of_votes_equals_the_published(data):
    votes = published_votes(tables(data))
    assert (len(votes), int(votes.link.max()) + 1) == (797_473, 4_784)
    points = votes.points
    counted = dict(
        zip(
            zip(np.array(votes.actors)[points.actor].tolist(), points.period.tolist(), strict=True),
            np.bincount(points.of_vote).tolist(),
            strict=True,
        )
    )
    listed = tables(data)["published_vote_counts"]
    published = {(c, s): n for c, s, n in listed[["ccode", "session", "votes"]].to_numpy().tolist()}
    assert len(published) == 10_469
    assert counted == published


def test_chains_of_repeats_share_the_parameters_of_the_earliest() -> None:
    votes = roll_calls(
        ["A", "B", "C"] * 3, [1, 1, 1, 2, 2, 2, 3, 3, 3], [1, 3, 2] * 3, [1, 1, 1, 2, 2, 2, 3, 3, 3],
        {3: 2, 2: 1},
    )  # fmt: skip
    assert votes.link.tolist() == [0, 0, 0]
    assert len(votes.points) == 9


def test_items_on_which_all_who_voted_agree_are_left_out() -> None:
    votes = roll_calls(["A", "B", "A", "B", "C"], [1, 1, 2, 2, 2], [1, 1, 1, 3, 2], [1, 1, 1, 1, 1])
    left = votes.divided()
    assert left.calls == (2,)
    assert left.vote.tolist() == [1, 3, 2]


def test_a_unanimous_record_has_no_positions() -> None:
    votes = roll_calls(["A", "B", "C"], [1, 1, 1], [1, 1, 1], [1, 1, 1]).divided()
    with pytest.raises(FoedusError, match="0 votes"):
        _ = votes.points
