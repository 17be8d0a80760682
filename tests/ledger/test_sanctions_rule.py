"""Needs by sanctions: who counts as a sender, what is one need, what stays on the machine."""

from __future__ import annotations

import pandas as pd
import pytest

from foedus.ledger.episodes import episodes
from foedus.ledger.sanctions_rule import MANY, sanctions_found
from foedus.states.resolve import resolve

SMALL = (211, 212, 230, 305, 350)
"""Five states that are no major powers."""


def case(number: int, senders, target: int, start: int, *, trade=1, financial=0, end=None):
    return pd.DataFrame(
        {
            "case_id": number,
            "ccode1": list(senders),
            "ccode2": target,
            "start": start,
            "end": end or start + 1,
            "trade": trade,
            "financial": financial,
        }
    )


def found(*cases, target: int = 630):
    return sanctions_found(pd.concat(cases, ignore_index=True), target)


def test_a_major_power_counts_alone_and_small_states_from_five():
    assert [f.rule for f in found(case(1, [2], 630, 1995))] == ["gsdb:1"]
    assert [f.rule for f in found(case(2, SMALL, 630, 1995))] == ["gsdb:2"]
    assert found(case(3, SMALL[: MANY - 1], 630, 1995)) == ()


def test_arms_and_travel_sanctions_alone_are_no_need():
    assert found(case(1, [2], 630, 1995, trade=0)) == ()


def test_cases_of_the_same_or_the_next_year_are_one_need():
    one, two = found(
        case(1, [2], 630, 1995, end=1999),
        case(2, [2, 200], 630, 1996, trade=0, financial=1, end=1997),
        case(3, [2], 630, 2006),
    )
    assert (one.rule, one.start, one.end, one.gravity) == ("gsdb:1+2", 1995, 1999, 3)
    assert one.adversaries == (2, 200)
    assert (two.rule, two.gravity) == ("gsdb:3", 2)


def test_the_order_of_rows_does_not_matter():
    rows = pd.concat([case(1, [2], 630, 1995), case(2, [2, 200], 630, 1996)])
    assert sanctions_found(rows, 630) == sanctions_found(rows.iloc[::-1], 630)


def test_what_is_listed_already_and_what_the_partner_imposed_stay_out():
    russia, usa = resolve("RUS"), resolve("USA")
    more = found(case(1, [2], 365, 2014), case(2, [200], 365, 1978), target=365)
    rules = {e.found.rule for e in episodes(resolve("IRN"), russia, further=more) if e.found}
    assert "gsdb:1" not in rules  # the list has the sanctions of 2014
    assert "gsdb:2" in rules
    imposed = found(case(2, [2], 365, 1978), target=365)
    rules = {e.found.rule for e in episodes(usa, russia, further=imposed) if e.found}
    assert "gsdb:2" not in rules


@pytest.mark.usefixtures("data")
def test_on_the_real_file_iran_is_in_need_from_1995(data):
    from foedus.sources.tidy import build_tables

    tables, _ = build_tables([data], ["gsdb_sanctions"])
    needs = sanctions_found(tables["sanctions"], 630)
    assert {1995} <= {f.start for f in needs}
    assert all(2 in f.adversaries for f in needs if f.start == 1995)
