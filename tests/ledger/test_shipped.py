"""What ships: readable, in the schema, and searched alike for every pair that is done."""

from __future__ import annotations

import pytest

from foedus.ledger.case_file import all_cases, read_case
from foedus.ledger.effort import SINCE, effort_of
from foedus.ledger.instruments import instruments
from foedus.ledger.layout import CODING, ITEM, NEED, RECORDS, RESPONSE
from foedus.ledger.needs import listed
from foedus.ledger.places import needs_folder, pairs_in, shipped_folder
from foedus.ledger.plain_text import read_toml
from foedus.ledger.records import STANDARD
from foedus.ledger.responses import direction
from foedus.ledger.schema import schemas
from foedus.ledger.summary import summaries, summarise
from foedus.ledger.words import BEARING, ITEM_DOMAINS, KINDS, RESPONSES

FOLDERS = pairs_in(shipped_folder())
README = (shipped_folder() / "README.md").read_text(encoding="utf-8")
WITHIN = 0.05
"""Largest difference in the share of cells searched between pairs that may be compared."""
LEAD = {"chn-rus", "jpn-usa", "ind-rus", "prk-rus", "tur-usa"}
"""Pairs whose every need since 1990 is searched."""


def pair_name(case) -> str:
    return "-".join(case.pair).lower()


def test_every_pair_is_searched_with_the_same_effort() -> None:
    share = {}
    for case in all_cases():
        if effort_of(case).reach != "begun":
            ways = [direction(case, actor, since=SINCE) for actor in case.pair]
            share[pair_name(case)] = sum(d.searched for d in ways) / sum(d.in_bearing for d in ways)
    assert share.keys() >= LEAD
    assert max(share.values()) - min(share.values()) <= WITHIN, share


def test_the_lead_pairs_are_searched_whole() -> None:
    reach = {pair_name(c): effort_of(c).reach for c in all_cases()}
    assert {name for name, r in reach.items() if r == "all"} >= LEAD
    assert "begun" not in {reach[name] for name in LEAD}


def test_every_state_has_six_core_needs_or_all_it_has() -> None:
    by_state: dict[str, list[bool]] = {}
    for need in listed().values():
        by_state.setdefault(need.state, []).append(need.core)
    for state, core in by_state.items():
        assert sum(core) == 0 or sum(core) >= min(6, len(core)), state


def test_the_summary_shows_the_effort_of_a_direction() -> None:
    for s in summaries():
        for d in s.directions:
            assert d.effort is None or d.effort == d.searched / d.in_bearing
            assert d.searched <= d.in_bearing


def test_a_row_holds_all_its_standard_queries_or_none() -> None:
    for case in all_cases():
        for row in case.rows:
            assert len(row.queries) in (0, STANDARD), (case.pair, row.need)


def test_every_folder_is_named_in_the_readme() -> None:
    for folder in FOLDERS:
        assert f"`{folder.name}`" in README, f"name {folder.name} in cases/README.md"


@pytest.mark.parametrize("folder", FOLDERS, ids=lambda p: p.name)
def test_counts_of_a_summary_add_up(folder) -> None:
    case = read_case(folder)
    found = summarise(case)
    assert found.items == len(case.items) == sum(found.by_direction.values())
    assert found.items == sum(found.by_period.values())
    assert found.items == sum(sum(kinds.values()) for kinds in found.by_kind.values())
    refs = sum(len(i.sources) for i in case.items)
    assert sum(found.by_language.values()) == sum(found.by_grade.values()) == refs
    assert sum(len(d.rows) + d.begun for d in found.directions) == len(case.rows)
    assert found.coders


@pytest.mark.parametrize("folder", FOLDERS, ids=lambda p: p.name)
def test_every_answer_of_a_grid_has_its_evidence(folder) -> None:
    case = read_case(folder)
    for row in case.rows:
        for name, cell in row.cells.items():
            if cell.answer in ("given", "partly", "refused", "unanswered"):
                assert cell.items or cell.sources, (row.need, name)
            assert set(cell.items) <= set(case.by_id)
            assert set(cell.sources) <= set(case.sources)
            for i in cell.items:
                acts = case.by_id[i]
                assert acts.from_state(row.actor), (row.need, name, i)
    for actor in case.pair:
        d = direction(case, actor)
        assert d.paid.of == d.material.of
        assert d.paid.done <= d.paid.of


@pytest.mark.parametrize(
    "file",
    [*needs_folder().glob("*.toml"), *(f for p in FOLDERS for f in p.glob("*.toml"))],
    ids=lambda p: p.name,
)
def test_what_ships_fits_the_schema(file) -> None:
    jsonschema = pytest.importorskip("jsonschema")
    kind = (
        "needs" if file.parent == needs_folder()
        else "grid" if file.name.startswith("grid") else "items"
    )  # fmt: skip
    schema = schemas()[kind]
    jsonschema.Draft202012Validator.check_schema(schema)
    found = jsonschema.Draft202012Validator(schema).iter_errors(read_toml(file).plain)
    assert [e.message for e in found] == []


def test_the_schema_refuses_what_the_check_refuses() -> None:
    jsonschema = pytest.importorskip("jsonschema")
    valid = jsonschema.Draft202012Validator(schemas()["items"]).is_valid
    coding = {"coder": "x", "made": "2026", "how": "x", "blind": True}
    ref = {"id": "a", "seen": "full", "source_grade": "A", "info_grade": 1}
    item = {
        "id": "a", "actor": "FRA", "toward": "ITA", "start": "2001", "kind": "signal",
        "domain": "military", "instrument": "joint_exercise", "level": 1, "summary": "x",
        "sources": [ref],
    }  # fmt: skip
    assert valid({"coding": coding, "item": [item]})
    for wrong in (
        {"level": 5}, {"kind": "x"}, {"instrument": "x"}, {"start": "March"}, {"extra": 1},
        {"sources": [ref | {"info_grade": 7}]}, {"actor": ["FRA"]}, {"third": "KAZ"},
    ):  # fmt: skip
        assert not valid({"coding": coding, "item": [item | wrong]}), wrong


def test_instruments_are_whole() -> None:
    for name, i in instruments().items():
        assert i.name == name
        assert len(i.levels) == 5
        assert all(i.levels)
        assert set(i.kinds) <= set(KINDS)
        assert i.domain in ITEM_DOMAINS
        assert i.weight in ("binds", "sunk", "talk")
        assert i.grid is None or i.grid in RESPONSES
    reached = {i.grid for i in instruments().values()}
    assert {r for names in BEARING.values() for r in names} <= reached


def test_layouts_name_each_field_once() -> None:
    for layout in (ITEM, RESPONSE, NEED, CODING):
        names = [f.name for f in layout]
        assert len(names) == len(set(names))
        assert all((f.form == "choice") == bool(f.choices) for f in layout)
    assert set(RECORDS) == {"item", "response", "need"}
