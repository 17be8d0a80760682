"""Graded steps of military alignment: read, checked, turned into the two scales."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.ledger.made_up import CODING, item, table, write_case

from foedus.assessment.indices.alignment_scale import scales
from foedus.core.errors import FoedusError
from foedus.ledger.alignment_steps import stages, step_codings, steps, steps_met
from foedus.ledger.case_file import read_case
from foedus.ledger.check import check
from foedus.ledger.words import STEP_GRADES, STEPS

ITEMS = ["fra-ita-f001"]
GRADES = st.fixed_dictionaries({s: st.sampled_from(STEP_GRADES) for s in STEPS})


def grade(step: str, since: str, how: str, **changed: object) -> dict:
    return {"step": step, "since": since, "grade": how, "items": ITEMS} | changed


def write_steps(folder: Path, *grades: dict, name: str = "one", **coding: object) -> None:
    file = folder / "steps" / f"{name}.toml"
    file.parent.mkdir(exist_ok=True)
    head = table("[coding]", CODING | {"coder": name, "begins": "1995"} | coding)
    file.write_text(head + "".join(table("[[grade]]", g) for g in grades), encoding="utf-8")


@pytest.fixture
def folder(ledger) -> Path:
    return write_case(ledger, [item()])


def test_a_pair_nobody_graded_has_no_value(folder) -> None:
    assert step_codings(read_case(folder)) == ()
    korolev, smaf = scales(("FRA", "ITA"), 2010)
    assert korolev.first_to_second is None
    assert smaf.filled == 0
    assert "not graded" in korolev.lacks


def test_a_grade_holds_until_the_next_of_its_step(folder) -> None:
    write_steps(
        folder,
        grade("consultations", "1996", "partly"),
        grade("consultations", "2004-05", "met"),
        grade("consultations", "2012", "none", items=[]),
    )
    assert check(folder) == []
    (coding,) = step_codings(read_case(folder))
    seen = [coding.in_year(y)["consultations"] for y in (1995, 2003, 2004, 2011, 2012)]
    assert seen == ["none", "partly", "met", "met", "none"]
    assert coding.in_year(1994) is None
    assert coding.in_year(2027) is None


def test_both_coders_are_shown_and_the_mean_is_the_value(folder) -> None:
    write_steps(folder, *(grade(s, "2000", "met") for s in STEPS[:3]))
    write_steps(folder, *(grade(s, "2000", "met") for s in STEPS[:2]), name="two")
    korolev, smaf = scales(("ITA", "FRA"), 2010)
    assert korolev.first_to_second == korolev.second_to_first == 2.5
    assert "3.00 (one) and 2.00 (two)" in korolev.lacks
    assert "agree on 5 of 6" in korolev.lacks
    assert smaf.first_to_second == 1.75
    assert korolev.filled == 1
    before, _ = scales(("ITA", "FRA"), 1990)
    assert before.first_to_second is None
    assert "1995 to 2026" in before.lacks


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"step": "exercise"}, 'Did you mean "exercises"'),
        ({"grade": "fully"}, "partly"),
        ({"since": "20l4"}, '"since"'),
        ({"items": ["fra-ita-f009"]}, 'no item "fra-ita-f009"'),
        ({"items": []}, "names no item"),
        ({"who": "me"}, 'unknown field "who"'),
    ],
)
def test_faults_are_named_with_their_file(folder, wrong, said) -> None:
    write_steps(folder, grade("exercises", "2000", "met") | wrong)
    faults = [str(f) for f in check(folder)]
    assert len(faults) == 1
    assert said in faults[0]
    assert "steps/one.toml" in faults[0]


def test_a_file_with_faults_is_refused(folder) -> None:
    write_steps(folder, grade("exercises", "2000", "met"), grade("exercises", "2000", "partly"))
    assert "graded twice" in str(check(folder)[0])
    (folder / "steps" / "two.toml").write_text("[coding", encoding="utf-8")
    assert len(check(folder)) == 2
    with pytest.raises(FoedusError, match="faults"):
        read_case(folder)


@given(GRADES)
def test_the_scales_stay_in_bounds(grades) -> None:
    assert 0 <= steps_met(grades) <= 6
    assert all(0 <= v <= 1 for v in stages(grades).values())
    assert (steps_met(grades) == 6) == (set(grades.values()) == {"met"})


@given(GRADES, st.sampled_from(STEPS))
def test_a_better_grade_never_lowers_a_scale(grades, step) -> None:
    better = grades | {step: "met"}
    assert steps_met(better) >= steps_met(grades)
    assert sum(stages(better).values()) >= sum(stages(grades).values())


def test_the_steps_have_anchors_in_the_order_of_the_scale() -> None:
    assert tuple(s.name for s in steps()) == STEPS
    assert [s.stage for s in steps()] == ["early", *["moderate"] * 2, *["advanced"] * 3]
    assert all(s.partly and s.met for s in steps())
