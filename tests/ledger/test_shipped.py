"""What ships: readable, in the schema, and searched alike for every pair that is done."""

from __future__ import annotations

import re

import pytest

from foedus.ledger.case_file import all_cases, need_of_row, read_case
from foedus.ledger.episodes import episodes
from foedus.ledger.instruments import instruments
from foedus.ledger.layout import CODING, ITEM, NEED, RECORDS, RESPONSE
from foedus.ledger.places import needs_folder, pairs_in, shipped_folder
from foedus.ledger.plain_text import read_toml
from foedus.ledger.responses import direction
from foedus.ledger.schema import schemas
from foedus.ledger.summary import summaries, summarise
from foedus.ledger.words import BEARING, ITEM_DOMAINS, KINDS, RESPONSES
from foedus.states.resolve import resolve

FOLDERS = pairs_in(shipped_folder())
README = (shipped_folder() / "README.md").read_text(encoding="utf-8")
SINCE = 1990
"""Year from which the needs of every pair are to be searched; older ones stand apart."""
WITHIN = 0.05
"""Largest difference in the share of cells searched between pairs that are done."""


def unfinished() -> set[str]:
    """Pairs that the README of the case files still lists as being coded."""
    part = README.split("## Not finished", 1)[1].split("\n## ", 1)[0]
    return set(re.findall(r"^\| `([a-z]{3}-[a-z]{3})` \|", part, re.MULTILINE))


def test_every_pair_is_searched_with_the_same_effort() -> None:
    done = {}
    for case in all_cases():
        ways = [direction(case, actor, since=SINCE) for actor in case.pair]
        name = "-".join(case.pair).lower()
        if name not in unfinished():
            done[name] = sum(d.searched for d in ways) / sum(d.in_bearing for d in ways)
    assert len(done) >= 5
    assert max(done.values()) - min(done.values()) <= WITHIN, done


def test_the_summary_shows_the_effort_of_a_direction() -> None:
    for s in summaries():
        for d in s.directions:
            assert d.effort is None or d.effort == d.searched / d.in_bearing
            assert d.searched <= d.in_bearing


def test_every_episode_of_a_pair_that_is_done_has_its_four_queries() -> None:
    for case in all_cases():
        if "-".join(case.pair).lower() not in unfinished():
            rows = [r for r in case.rows if need_of_row(r).start.year >= SINCE]
            assert all(len(row.queries) >= 4 for row in rows), case.pair


def test_a_pair_that_is_done_has_a_row_for_each_need_since_1990() -> None:
    for case in all_cases():
        name = "-".join(case.pair).lower()
        one, two = (resolve(code) for code in case.pair)
        for a, b in ((one, two), (two, one)) if name not in unfinished() else ():
            missing = [e.id for e in episodes(a, b, since=SINCE) if e.need and e.row is None]
            assert not missing, f"{name}: {missing}; code them or list it as not finished"


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
