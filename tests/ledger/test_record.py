"""The ledger as an assessment reads it: the rules of paying, and a record less one act."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.ledger.made_up import item, row, write_case

from foedus.assessment import paid
from foedus.assessment.changes import without, year_before
from foedus.assessment.criteria.commitment import decide
from foedus.assessment.gather_record import WINDOW, record_of, recounted
from foedus.assessment.record import Record, Responses, Share
from foedus.core.errors import FoedusError
from foedus.ledger.responses import wilson
from foedus.states.resolve import resolve


def share(done: int, of: int) -> Share:
    return Share(done, of, wilson(done, of))


def way(done: int, of: int, actor: str = "FRA") -> Responses:
    """A direction in which `done` of `of` episodes count as paid."""
    none = share(0, 0)
    toward = "ITA" if actor == "FRA" else "FRA"
    return Responses(
        actor, toward, of, share(of, of), none, share(done, of), none, {}, 1.0, 4 * of, none, none
    )


def record(*ways: Responses) -> Record:
    return Record(True, (), (), ways, (0, 0), 2001, 2025)


@pytest.mark.parametrize(
    ("done", "of", "pays"),
    [(0, 0, None), (3, 3, True), (1, 4, None), (2, 4, True), (0, 4, None), (2, 8, None),
     (3, 10, True), (0, 8, None), (0, 9, False), (9, 40, True), (6, 40, None), (4, 40, False)],
)  # fmt: skip
def test_a_direction_is_judged_where_its_interval_leaves_no_doubt(done, of, pays) -> None:
    # Above a tenth, or below a quarter, over its whole width; worked out from the formula.
    assert paid.pays(way(done, of)) is pays


@given(st.integers(0, 60).flatmap(lambda of: st.tuples(st.integers(0, of), st.just(of))))
def test_more_that_was_paid_never_turns_yes_into_no(share_of) -> None:
    done, of = share_of
    order = {False: 0, None: 1, True: 2}
    if done < of:
        assert order[paid.pays(way(done, of))] <= order[paid.pays(way(done + 1, of))]


YES, NO, OPEN = (2, 4), (0, 9), (1, 6)


@pytest.mark.parametrize(
    ("one", "two", "either"),
    [(YES, YES, True), (YES, NO, True), (NO, YES, True), (YES, OPEN, True), (OPEN, YES, True),
     (NO, NO, False), (NO, OPEN, None), (OPEN, NO, None), (OPEN, OPEN, None), ((0, 0), NO, None)],
)  # fmt: skip
def test_one_side_that_pays_is_enough_and_no_needs_both(one, two, either) -> None:
    assert paid.either_pays(record(way(*one), way(*two, "ITA"))) is either


def test_no_case_file_says_nothing() -> None:
    assert paid.either_pays(record()) is None


def test_a_direction_is_told_with_its_interval() -> None:
    assert paid.told(way(0, 0), "France", "Italy") == "France is untested in Italy's hours of need."
    text = paid.told(way(3, 10), "France", "Italy")
    assert "paid in 3 of 10 (13 to 56 %)" in text


TRUTH = {
    # promised, provided, pays: met
    (True, True, True): True, (True, True, None): True, (True, True, False): None,
    (True, False, True): None, (True, False, None): None, (True, False, False): None,
    (True, None, True): None, (True, None, None): None, (True, None, False): None,
    (False, True, True): True, (False, True, None): None, (False, True, False): False,
    (False, False, True): None, (False, False, None): None, (False, False, False): False,
    (False, None, True): None, (False, None, None): None, (False, None, False): False,
    (None, True, True): True, (None, True, None): None, (None, True, False): None,
    (None, False, True): None, (None, False, None): None, (None, False, False): None,
    (None, None, True): None, (None, None, None): None, (None, None, False): None,
}  # fmt: skip


@pytest.mark.parametrize("parts", TRUTH, ids=str)
def test_the_criterion_of_commitment_follows_its_table(parts) -> None:
    assert decide(*parts, empty=False) is TRUTH[parts]
    assert decide(*parts, empty=True) is False


@pytest.fixture
def kept(ledger) -> Record:
    """The record of a made-up pair in which one of two paid acts stands alone."""
    items = [
        item(),
        item(id="fra-ita-f002", need="ITA-2005-run", start="2005", end=""),
        item(id="fra-ita-f003", need="ITA-2005-run", start="2006", end=""),
    ]
    write_case(ledger, items, [row(), row("ITA-2005-run"), row("ITA-2010-row")])
    return record_of(resolve("FRA"), resolve("ITA"), 2020)


def test_a_record_counts_as_the_ledger_does(kept) -> None:
    assert kept.coded
    assert (kept.since, kept.until) == (2020 - WINDOW + 1, 2020)
    assert [h.need for h in kept.hours] == ["ITA-2001-flood", "ITA-2005-run", "ITA-2010-row"]
    assert kept.responses[0].paid == share(2, 3)
    assert kept.responses[1].paid == share(0, 0)
    assert [len(h.paid) for h in kept.hours] == [1, 2, 0]


def test_recounting_a_whole_record_changes_nothing(kept) -> None:
    assert recounted(kept) == kept


def test_a_record_without_an_act_is_recounted(kept) -> None:
    less = without(kept, "fra-ita-f001")
    assert less.responses[0].paid == share(1, 3)
    assert {a.id for a in less.acts} == {"fra-ita-f002", "fra-ita-f003"}
    assert without(kept, "fra-ita-f003").responses[0].paid == share(2, 3)
    assert without(kept, "nothing of this name") == kept
    assert kept.responses[0].paid == share(2, 3)


def test_the_window_of_a_record_ends_with_the_year_asked_about(ledger, kept) -> None:
    early = record_of(resolve("FRA"), resolve("ITA"), 2004)
    assert [h.need for h in early.hours] == ["ITA-2001-flood"]
    assert [a.id for a in early.acts] == ["fra-ita-f001"]
    late = record_of(resolve("FRA"), resolve("ITA"), 2001 + WINDOW)
    assert "ITA-2001-flood" not in {h.need for h in late.hours}


def test_an_hour_in_which_nothing_was_assessable_cannot_be_paid(kept) -> None:
    hours = tuple(replace(h, tested=h.need != "ITA-2001-flood") for h in kept.hours)
    assert recounted(replace(kept, hours=hours)).responses[0].paid.done == 1


def test_a_pair_without_a_case_file_has_needs_that_nobody_coded() -> None:
    found = record_of(resolve("FRA"), resolve("ITA"), 2020)
    assert not found.coded
    assert found.responses == ()


def test_recounting_the_records_that_ship_changes_nothing() -> None:
    from foedus.ledger.places import pairs_in, shipped_folder

    for folder in pairs_in(shipped_folder()):
        one, two = (resolve(code) for code in folder.name.upper().split("-"))
        for year in (2013, 2025):
            found = record_of(one, two, year, baselines=False)
            assert recounted(found) == found, (folder.name, year)


@pytest.mark.parametrize(
    ("since", "before"), [("2022-02-01", 2021), ("2022", 2021), ("2025-12-31", 2024)]
)
def test_a_change_is_told_from_the_last_year_that_ended_before(since, before) -> None:
    assert year_before(since, 2025) == before


@pytest.mark.parametrize("since", ["2026", "soon", "", "2022-13"])
def test_a_change_since_no_date_or_a_later_one_is_refused(since) -> None:
    with pytest.raises(FoedusError, match="--since"):
        year_before(since, 2025)
