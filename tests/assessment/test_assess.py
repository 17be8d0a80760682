"""The whole path on the shipped panel: order, determinism, wording, bad input, what None does."""

from __future__ import annotations

import json

import pytest

import foedus
from foedus.assessment.assess import assess
from foedus.core.errors import (
    AmbiguousState,
    FoedusError,
    NotInSystem,
    UnknownState,
    YearOutOfRange,
)
from foedus.core.vocabulary import CRITERIA, VERDICT_TYPES
from foedus.report.exporters import json as json_exporter


@pytest.fixture(scope="module")
def lead_case():
    return assess("CHN", "RUS", 2015)


def test_the_public_name_is_the_same_function():
    assert foedus.assess is assess


def test_the_document_follows_its_schema(lead_case):
    from jsonschema import Draft202012Validator

    document = json.loads(json_exporter.render(lead_case))
    errors = list(Draft202012Validator(json_exporter.schema()).iter_errors(document))
    assert errors == []
    assert document["schema"] == "foedus.assessment/1"
    assert [c["name"] for c in document["criteria"]] == list(CRITERIA[:-1])
    assert set(document["verdict"]["memberships"]) == set(VERDICT_TYPES)


def test_same_inputs_give_the_same_bytes(lead_case):
    again = assess("CHN", "RUS", 2015)
    assert json_exporter.render(again) == json_exporter.render(lead_case)


def test_another_seed_moves_intervals_and_not_the_verdict(lead_case):
    other = assess("CHN", "RUS", 2015, seed=1)
    assert other.verdict.type == lead_case.verdict.type
    assert other.verdict.memberships != lead_case.verdict.memberships


def test_the_order_of_the_two_states_changes_directions_only(lead_case):
    turned = assess("RUS", "CHN", 2015)
    assert turned.verdict.memberships == lead_case.verdict.memberships
    assert [f.met for f in turned.criteria] == [f.met for f in lead_case.criteria]
    one = {(f.measure, f.direction): f.value for f in lead_case.measures}
    two = {(f.measure, f.direction): f.value for f in turned.measures}
    assert one["arms_10y", "second to first"] == two["arms_10y", "first to second"] > 1000
    assert one["capability_ratio", "both"] == -two["capability_ratio", "both"]


@pytest.mark.parametrize(
    ("a", "b"),
    [("中国", "Россия"), ("PRC", "Russian Federation"), (710, 365), ("710", "365"), ("CHN", "rus")],
)
def test_names_and_codes_mean_the_same_pair(lead_case, a, b):
    assert [x.ccode for x in assess(a, b, 2015, draws=20).pair] == [710, 365]


def test_intervals_hold_their_scores_and_shares_sum_to_one(lead_case):
    for membership in lead_case.verdict.memberships.values():
        assert 0 <= membership.interval.low <= membership.interval.high <= 1
    shares = sum(m.first_in for m in lead_case.verdict.memberships.values())
    assert shares == pytest.approx(1)


def test_the_treaty_of_2001_is_found_and_is_no_duty_to_fight(lead_case):
    alliance = lead_case.criteria[0]
    assert alliance.extra["obligation"] is False
    assert alliance.extra["life"] is None
    assert alliance.met is False
    assert "consultation or non-aggression" in alliance.text


def test_dead_letter_says_why_form_is_not_commitment():
    found = assess("USSR", "CHN", 1972, draws=50)
    assert found.criteria[0].extra == {
        "obligation": True,
        "life": "dead letter",
        "one_sided": False,
        "treaties": [],
    }
    assert found.criteria[0].met is False
    assert "dead letter" in found.verdict.labels
    assert "form kept on paper is no commitment" in found.criteria[0].text


def test_the_sentence_has_no_clause_on_a_criterion_that_is_none(lead_case):
    commitment = lead_case.criteria[2]
    assert commitment.met is None
    assert commitment.why_null
    assert commitment.score is None
    for word in ("paid", "cost", "commit"):
        assert word not in lead_case.verdict.sentence


def test_every_none_says_why_and_what_would_help():
    for a, b, year in (("CHN", "RUS", 2025), ("USA", "GBR", 1950), ("FRA", "ITA", 1970)):
        for finding in assess(a, b, year, draws=20).criteria:
            if finding.met is None:
                assert "would make it assessable" in finding.why_null, finding


def test_carried_inputs_lower_confidence_and_say_their_age():
    found = assess("USA", "GBR", 2025, draws=50)
    assert found.verdict.confidence == "low"
    assert "carried more than 5 years" in found.verdict.confidence_reason
    old = [f for f in found.measures if f.status == "carried"]
    assert old
    assert all(f.data_year is not None and f.data_year < 2025 for f in old)


def test_missing_is_none_and_never_zero():
    found = assess("PRK", "SYR", 2023, draws=20)
    missing = [f for f in found.measures if f.status == "missing"]
    assert missing
    assert all(f.value is None and f.note for f in missing)


def test_carrying_treaties_past_their_record_leaves_room_for_an_alliance():
    recent, observed = assess("CHN", "RUS", 2025), assess("CHN", "RUS", 2018)
    drawn = recent.verdict.memberships["defence alliance"].first_in
    assert drawn > observed.verdict.memberships["defence alliance"].first_in == 0


def test_places_count_the_pair_once(lead_case):
    for figure in lead_case.measures:
        for rank in figure.ranks:
            assert 1 <= rank.rank <= rank.n


def test_history_turns_where_history_did(lead_case):
    by_year = {y.year: y.type for y in lead_case.history}
    assert by_year[1955] == "defence alliance"
    assert by_year[1969] == by_year[1985] == "rivalry"
    assert by_year[2010] == "strategic partnership"


def test_comparison_pairs_can_be_chosen():
    found = assess("CHN", "RUS", 2015, compare=[("USA", "DEU"), ("IND", "PAK")], draws=20)
    assert [c.name for c in found.comparisons] == ["US–Germany", "India–Pakistan"]
    assert found.comparisons[1].printed == "rivalry"


@pytest.mark.parametrize(
    ("a", "b", "year", "error"),
    [
        ("Atlantis", "RUS", 2015, UnknownState),
        ("Korea", "USA", 2015, AmbiguousState),
        ("CHN", "China", 2015, FoedusError),
        ("USSR", "CHN", 2015, NotInSystem),
        ("South Sudan", "USA", 1990, NotInSystem),
        ("CHN", "RUS", 1800, YearOutOfRange),
        ("CHN", "RUS", 2090, YearOutOfRange),
    ],
)
def test_bad_input_is_named_with_the_next_step(a, b, year, error):
    with pytest.raises(error) as caught:
        assess(a, b, year)
    assert caught.value.remedy


def test_the_sentence_says_who_owes_whom():
    one_sided = assess("JPN", "USA", 2015, draws=20).verdict
    assert one_sided.sentence.startswith("The United States owes Japan defence")
    assert "one-sided obligation" in one_sided.labels
    both = assess("USA", "GBR", 2015, draws=20).verdict
    assert both.sentence.startswith(
        "The United States and the United Kingdom owe each other defence"
    )


def test_a_clause_on_community_stands_only_where_the_criterion_does_not_fail():
    found = assess("USA", "GBR", 2015, draws=20)
    assert found.criteria[1].met is None
    assert "peaceful" not in found.verdict.sentence
    assert "security community" in found.verdict.labels


def test_parts_come_as_tables():
    found = assess("USA", "GBR", 2015, draws=20)
    table = found.frame("criteria")
    assert table[["ccode1", "ccode2", "year"]].iloc[0].tolist() == [2, 200, 2015]
    assert table["name"].tolist() == list(CRITERIA[:-1])
    assert len(found.frame("memberships")) == len(VERDICT_TYPES)
    with pytest.raises(FoedusError, match="criteria"):
        found.frame("criterion")


def test_what_separates_two_types_that_both_hold():
    found = assess("JPN", "USA", 2015, draws=20).verdict
    assert found.runner_up == "security community"
    assert found.condition == "both hold equally, and an undertaking in force is named first"
