"""What changed since a date, on the shipped panel, register and case files."""

from __future__ import annotations

import pytest

import foedus
from foedus.assessment.changes import without, year_before
from foedus.assessment.gather_record import record_of
from foedus.core.errors import FoedusError
from foedus.states.resolve import resolve


def test_a_treaty_on_the_register_changes_type_and_answer():
    found = foedus.assess("PRK", "RUS", 2025, since="2022-02-01", draws=20)
    c = found.changes
    assert c.before == 2021
    assert (c.type_before, c.type_now) == (
        "consultation or non-aggression pact",
        "defence alliance",
    )
    assert "alliance" in {s.name for s in c.answers}
    assert any("Russia-North Korea" in t.label for t in c.treaties)
    assert all(a.start >= "2022-02-01"[: len(a.start)] for a in c.acts)


def test_without_a_date_nothing_is_compared():
    assert foedus.assess("PRK", "RUS", 2025, draws=20).changes is None


def test_nothing_new_is_no_change():
    c = foedus.assess("USA", "GBR", 2015, since="2015-06", draws=20).changes
    assert c.before == 2014
    assert c.type_before == c.type_now
    assert "is what it was" in c.sentence


@pytest.mark.parametrize(
    ("since", "said"), [("soon", "not a date"), ("2022-13", "calendar"), ("2026", "after 2025")]
)
def test_a_wrong_date_is_named(since, said):
    with pytest.raises(FoedusError, match=said):
        year_before(since, 2025)


def test_an_act_decides_only_where_an_answer_hangs_on_it():
    record = record_of(resolve("USA"), resolve("TUR"), 2025, baselines=False)
    paid = next(a for h in record.hours for a in h.paid)
    fewer = without(record, paid.id)
    before = {r.actor: r.paid.done for r in record.responses}
    after = {r.actor: r.paid.done for r in fewer.responses}
    assert after[paid.actor] == before[paid.actor] - 1
    assert paid.id not in {a.id for a in fewer.acts}
    assert without(record, "no such item") == record
