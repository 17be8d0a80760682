"""Shares of states over the years as lines."""

from __future__ import annotations

import pytest

from foedus.charts.draw import svg
from foedus.charts.state_mentions import mention_chart, mention_timeline
from foedus.documents.comparing.rates import rate, share
from foedus.documents.mentions.read_states import NOT_SAID
from foedus.documents.mentions.state_rates import StateRate


def row(group: str, ccode: int, mentions: int) -> StateRate:
    return StateRate(group, ccode, 1, rate(mentions, 1000), share(mentions, 20))


YEARS = [
    row(group, ccode, n)
    for group, ccode, n in [
        ("2001", 710, 5), ("2002", 710, 10), (NOT_SAID, 710, 20), ("2001", 365, 0), ("2002", 365, 2),
    ]
]  # fmt: skip


def test_each_state_is_a_line_with_its_interval():
    found = mention_timeline(YEARS, "mine", "Source: 3 documents.")
    one, two = found.series
    assert (one.label, one.years, one.values) == ("China", (2001, 2002), (0.25, 0.5))
    assert two.values == (0.0, 0.1)
    assert one.low[0] == pytest.approx(0.0866, abs=1e-4)  # Clopper and Pearson of 5 in 20.
    assert one.high[0] == pytest.approx(0.4910, abs=1e-4)
    assert "95%" in found.subtitle


def test_decades_stand_at_their_middle_and_it_is_said():
    found = mention_timeline([row("1990s", 710, 3)], "mine", "")
    assert found.series[0].years == (1995,)
    assert "middle" in found.subtitle


@pytest.mark.parametrize("size", ["wide", "narrow"])
def test_it_is_drawn_with_names(size):
    chart = mention_chart(YEARS, "mine", "Source: 3 documents.", size)
    assert chart is not None
    assert ">Russia</text>" in svg(chart)


def test_without_a_date_nothing_is_drawn():
    assert mention_chart([row(NOT_SAID, 710, 3)], "mine", "") is None
