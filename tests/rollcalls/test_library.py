"""Roll calls of Assembly and Council from the Library's record: filters, seats, known sizes."""

from __future__ import annotations

import pandas as pd
import pytest

from foedus.core.errors import FoedusError, YearOutOfRange
from foedus.rollcalls.records.council import council_votes
from foedus.rollcalls.records.library import assembly_votes
from foedus.sources.tidy import build_tables

STATES = (2, 365, 710)


@pytest.fixture
def made_up_tables():
    """Four items: two sessions, one of them special; the last of a year of its own."""
    items = pd.DataFrame(
        {
            "item": [5, 6, 8, 9],
            "year": [1990, 1991, 1991, 1993],
            "session": [45, 45, 46, 48],
            "special": [False, True, False, False],
        }
    )
    votes = pd.DataFrame(
        [(item, state, 1 + (item + state) % 3) for item in items["item"] for state in STATES],
        columns=["item", "ccode", "vote"],
    )
    return {"un_items": items, "un_votes": votes, "sc_items": items, "sc_votes": votes}


@pytest.fixture(scope="session")
def tables(data):
    return build_tables([data], ["undl_ga_votes", "undl_sc_votes"])[0]


@pytest.mark.parametrize(
    ("asked", "items"),
    [
        ({}, (5, 6, 8, 9)),
        ({"special": False}, (5, 8, 9)),
        ({"years": (1991, None)}, (6, 8, 9)),
        ({"years": (None, 1991), "sessions": (46, None)}, (8,)),
        ({"sessions": (46, 48)}, (8, 9)),
        ({"sessions": (47, 48)}, (9,)),
    ],
)
def test_filters(made_up_tables, asked, items):
    votes = assembly_votes(made_up_tables, **asked)
    assert votes.calls == items
    assert len(votes) == 3 * len(items)
    known = dict(zip((5, 6, 8, 9), (45, 45, 46, 48), strict=True))
    assert votes.period.tolist() == [known[i] for i in items]


def test_states_left_out(made_up_tables):
    votes = assembly_votes(made_up_tables, without={365})
    assert votes.actors == (2, 710)
    assert len(votes) == 8
    assert votes.vote.tolist() == [1 + (i + s) % 3 for i in (5, 6, 8, 9) for s in (2, 710)]


def test_the_councils_period_is_the_year(made_up_tables):
    votes = council_votes(made_up_tables, years=(1991, 1993), without=[2])
    assert votes.period.tolist() == [1991, 1991, 1993]
    assert votes.actors == (365, 710)


@pytest.mark.parametrize(
    ("asked", "error", "says"),
    [
        ({"years": (1930, None)}, YearOutOfRange, "no year 1930.\nNext: Ask for years from 1990"),
        ({"sessions": (45, 81)}, YearOutOfRange, "no session 81"),
        ({"years": (1993, 1990)}, YearOutOfRange, "1993, is after the last, 1990"),
        ({"without": [999, 2, 3]}, FoedusError, "no vote of 3, 999"),
        ({"without": STATES}, FoedusError, "No vote is left of 4 items"),
        ({"years": (1990, 1990), "sessions": (48, 48)}, FoedusError, "left of 0 items"),
    ],
)
def test_what_the_record_does_not_hold(made_up_tables, asked, error, says):
    with pytest.raises(error) as caught:
        assembly_votes(made_up_tables, **asked)
    assert says in str(caught.value)
    assert caught.value.remedy


def test_the_whole_record_of_the_assembly(tables):
    votes = assembly_votes(tables)
    assert len(votes) == 917_380 - 85_935  # rows of the file less those not voting
    # No vote was recorded in session 19 (1964-65).
    assert sorted(set(votes.period.tolist())) == [s for s in range(1, 81) if s != 19]
    assert votes.vote.min() == 1
    assert votes.vote.max() == 3
    assert {710, 713} <= set(votes.actors)
    regular = assembly_votes(tables, special=False)
    assert len(regular.calls) == len(votes.calls) - int(tables["un_items"]["special"].sum())


def test_the_whole_record_of_the_council(tables):
    votes = council_votes(tables)
    assert len(votes) == 41_079 - 660
    # 42 of 2,797 resolutions have no member's vote.
    assert len(votes.calls) == 2755
    assert votes.period.min() == 1946
    divided = votes.divided()
    assert len(divided.calls) == 531
    assert {2, 200, 220, 365} <= set(divided.actors)
