"""Rates over need episodes: what counts, what does not, and how sure one can be."""

from __future__ import annotations

import math
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.ledger.made_up import item, row, write_case

from foedus.ledger.case_file import CaseFile, read_case
from foedus.ledger.responses import (
    DONE,
    MATERIAL,
    TESTED,
    Z90,
    Rate,
    baseline,
    direction,
    pooled,
    promise_outcomes,
    wilson,
)
from foedus.ledger.words import ANSWERS, BEARING, NEED_KINDS, RESPONSES, WORDS_ONLY

shares = st.integers(0, 60).flatmap(lambda of: st.tuples(st.integers(0, of), st.just(of)))


@pytest.mark.parametrize(("done", "of"), [(0, 1), (1, 1), (3, 10), (0, 12), (12, 12), (25, 100)])
def test_wilson_solves_its_equation(done: int, of: int) -> None:
    # Each bound b is where the score test just gives in: (p - b)^2 = z^2 b (1 - b) / n.
    found = wilson(done, of)
    assert found is not None
    for bound in (found.low, found.high):
        gap = (done / of - bound) ** 2 - Z90**2 * bound * (1 - bound) / of
        assert gap == pytest.approx(0, abs=1e-12)


def test_wilson_at_its_ends_in_closed_form() -> None:
    # With no success the bounds are 0 and z^2 / (n + z^2).
    for of in (1, 4, 28):
        found = wilson(0, of)
        assert found.low == pytest.approx(0, abs=1e-12)
        assert found.high == pytest.approx(Z90**2 / (of + Z90**2))
    assert wilson(0, 0) is None


def test_the_level_is_ninety_percent() -> None:
    assert math.erf(Z90 / math.sqrt(2)) == pytest.approx(0.9)
    assert wilson(1, 2).level == 0.9


@given(shares)
def test_wilson_holds_the_share_and_mirrors(share) -> None:
    done, of = share
    found = wilson(done, of)
    if of == 0:
        assert found is None
        return
    assert 0 <= found.low <= done / of + 1e-12
    assert done / of - 1e-12 <= found.high <= 1
    other = wilson(of - done, of)
    assert other.low == pytest.approx(1 - found.high)
    assert other.high == pytest.approx(1 - found.low)


def test_no_trial_is_untested_never_low() -> None:
    assert Rate(0, 0).share is None
    assert Rate(0, 0).interval is None
    assert Rate(0, 0).words == "untested"
    assert Rate(0, 4).words == "0 of 4"
    assert Rate(0, 4).share == 0


@pytest.fixture
def case(ledger) -> CaseFile:
    """Three needs of Italy: helped in one, refused in one, words alone in one."""
    items = [
        item(),
        item(id="fra-ita-f002", net="unknown", need="ITA-2005-run", start="2005", end=""),
        item(id="fra-ita-f003", kind="promise", instrument="defence_treaty", outcome="honoured",
             provision="", need="", start="1999", end=""),
        item(id="fra-ita-f004", kind="promise", instrument="strategic_partnership",
             outcome="lapsed", provision="", need="", start="1999", end=""),
    ]  # fmt: skip
    rows = [
        row(cells={"aid": {"answer": "given", "level": 2, "items": ["fra-ita-f001"]}}),
        row("ITA-2005-run", cells={"credit": {"answer": "refused", "sources": ["page"]}}),
        row("ITA-2010-row", cells={"vote": {"answer": "given", "sources": ["page"]}}),
    ]
    return read_case(write_case(ledger, items, rows))


def test_rates_of_a_direction(case) -> None:
    d = direction(case, "FRA")
    assert (d.actor, d.toward) == ("FRA", "ITA")
    assert (d.material, d.paid, d.refused) == (Rate(1, 3), Rate(1, 3), Rate(1, 3))
    assert d.words == Rate(1, 3)
    assert d.by_response["aid"] == Rate(1, 2)
    assert d.by_response["combat"] == Rate(0, 0)
    assert d.effort == 1
    assert d.queries == 12
    assert direction(case, "ITA").material == Rate(0, 0)


def test_cheap_talk_is_no_promise_that_counts(case) -> None:
    assert direction(case, "FRA").promises["honoured"] == 1
    assert direction(case, "FRA").promises["lapsed"] == 0
    assert sum(promise_outcomes(case.items).values()) == 1


def test_years_bound_the_needs(case) -> None:
    assert len(direction(case, "FRA", until=2005).rows) == 2
    assert len(direction(case, "FRA", since=2005).rows) == 2
    assert direction(case, "FRA", until=2000).material.words == "untested"


def _rates(case):
    d = direction(case, "FRA")
    return d.material, d.words, d.paid, d.refused, d.by_response


def test_rates_know_no_order_of_rows(case) -> None:
    turned = replace(case, rows=case.rows[::-1], items=case.items[::-1])
    assert _rates(turned) == _rates(case)


@pytest.mark.parametrize("answer", sorted(set(ANSWERS) - TESTED))
def test_a_row_that_says_nothing_of_the_actor_changes_no_rate(ledger, case, answer) -> None:
    cells = dict.fromkeys(BEARING["finance"], answer)
    rows = [row(cells={"aid": {"answer": "given", "items": ["fra-ita-f001"]}}),
            row("ITA-2010-row", cells={"vote": {"answer": "given", "sources": ["page"]}})]  # fmt: skip
    extra = row("ITA-2005-run", cells=cells)
    # The paid item of the row must not count either where nothing was assessable.
    items = [item(), item(id="fra-ita-f002", need="ITA-2005-run")]
    short = read_case(write_case(ledger / "short", items, rows))
    long = read_case(write_case(ledger / "long", items, [*rows, extra]))
    assert _rates(long) == _rates(short)
    unsearched = answer == "not_searched"
    assert direction(long, "FRA").queries == (8 if unsearched else 12)
    assert (direction(long, "FRA").effort < 1) == unsearched


def test_closed_lists_hang_together() -> None:
    assert DONE < TESTED < set(ANSWERS)
    assert set(MATERIAL) | WORDS_ONLY == set(RESPONSES)
    assert not set(MATERIAL) & WORDS_ONLY
    assert set(BEARING) == set(NEED_KINDS)
    assert all(set(names) <= set(RESPONSES) for names in BEARING.values())


def test_the_baseline_leaves_the_partner_out_and_pools() -> None:
    others = baseline("RUS", "CHN")
    assert others
    assert all(d.actor == "RUS" and d.toward != "CHN" for d in others)
    total = pooled(others)
    assert total.of == sum(d.material.of for d in others)
    assert total.done == sum(d.material.done for d in others)


CONDITIONS = [
    {"decided_by": "private"}, {"decided_by": "unclear"}, {"for_whom": "own_policy"},
    {"for_whom": "profit"}, {"for_whom": "unclear"}, {"foreseeable": "no"},
    {"foreseeable": "unclear"}, {"net": "gain"}, {"net": "unknown"},
]  # fmt: skip


@pytest.mark.parametrize("changed", CONDITIONS, ids=str)
@pytest.mark.parametrize("kind", ["provision", "payment"])
def test_paid_needs_each_of_the_four_conditions(case, kind, changed) -> None:
    sound = replace(case.by_id["fra-ita-f001"], kind=kind)
    assert sound.paid
    assert not sound.exposure
    short = replace(sound, **changed)
    assert not short.paid
    assert short.exposure == (kind == "payment")


@pytest.mark.parametrize("kind", ["promise", "restraint", "extraction", "signal", "statement"])
def test_other_kinds_are_never_paid(case, kind) -> None:
    assert not replace(case.by_id["fra-ita-f001"], kind=kind).paid


def test_what_the_other_side_pays_is_not_the_actors(case) -> None:
    turned = replace(case.by_id["fra-ita-f001"], actor="ITA", toward="FRA", mutual=True)
    rest = tuple(i for i in case.items if i.id != turned.id)
    assert direction(replace(case, items=(turned, *rest)), "FRA").paid == Rate(0, 3)
