"""`foedus ledger check`: every fault is found, on its line, with a remedy, all at once."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.ledger.made_up import (
    CODING,
    REF,
    SOURCES,
    cases_text,
    grid_text,
    item,
    line_of,
    row,
    write_case,
)

from foedus.core.errors import FoedusError
from foedus.ledger.check import check


def only(faults):
    """The single fault there is."""
    assert len(faults) == 1, [str(f) for f in faults]
    assert faults[0].remedy
    return faults[0]


def test_a_sound_case_has_no_faults(ledger: Path) -> None:
    folder = write_case(ledger)
    assert check(folder) == []
    assert check(ledger) == []
    for file in folder.iterdir():
        assert check(file) == []


ITEM_FAULTS = [
    ({"kind": "promis"}, "kind", '"promise"'),
    ({"instrument": "swap_line_agred"}, "instrument", '"swap_line_agreed"'),
    ({"instrument": "defence_treaty"}, "kind", "It can be"),
    ({"level": 5}, "level", "0 to 4"),
    ({"level": -1}, "level", "0 to 4"),
    ({"level": True}, "level", "0 to 4"),
    ({"level": "2"}, "level", "0 to 4"),
    ({"level": 10**40}, "level", "0 to 4"),
    ({"start": "2003"}, "end", "before it starts"),
    ({"start": "2001-13"}, "start", "not a date of the calendar"),
    ({"start": "2001-02-29"}, "start", "not a date of the calendar"),
    ({"start": "March 2001"}, "start", "YYYY-MM-DD"),
    ({"start": "２００１"}, "start", "YYYY-MM-DD"),
    ({"start": 2001.0}, "start", "YYYY-MM-DD"),
    ({"actor": "DEU"}, "actor", "FRA or ITA"),
    ({"actor": "ITA"}, "toward", "towards itself"),
    ({"actor": "FRX"}, "actor", "no ISO3 code"),
    ({"actor": ["FRA"]}, "actor", "one code"),
    ({"third": "KAZ"}, "third", "list of ISO3 codes"),
    ({"third": ["KAZ", "Kasachstan"]}, "third", '"Kasachstan"'),
    ({"sources": [REF | {"id": "pag"}]}, "sources", '"pag" is not listed'),
    ({"dispute": "Others say no.", "dispute_sources": ["pag"]}, "dispute_sources", '"pag"'),
    ({"dispute_sources": ["book"]}, "dispute_sources", "Write `dispute`"),
    ({"sources": []}, "sources", "missing"),
    ({"sources": "page"}, "sources", "list of sources"),
    ({"sources": 3}, "sources", "list of sources"),
    ({"sources": [REF | {"info_grade": 7}]}, "sources", "1 to 6"),
    ({"sources": [REF | {"source_grade": "G"}]}, "sources", '"G"'),
    ({"dispute_sources": 3}, "dispute_sources", "list of texts"),
    ({"summary": None}, "[[item]]", '"summary" is missing'),
    ({"summary": "  "}, "summary", '"summary" is missing'),
    ({"summary": 3}, "summary", "not text"),
    ({"summary": "red \x1b[31m"}, "summary", "control character"),
    ({"for_whom": ""}, "for_whom", '"unclear"'),
    ({"net": "loss"}, "net", '"loss"'),
    ({"provision": ""}, "provision", "gift, credit, subsidised or cash"),
    ({"kind": "promise", "provision": ""}, "outcome", "honoured, partly"),
    ({"kind": "extraction", "instrument": "concession"}, "terms", "on what terms"),
    ({"mutual": "yes"}, "mutual", "true or false"),
    ({"need": "ITA-2001-flod"}, "need", '"ITA-2001-flood"'),
    ({"sumary": "x"}, "sumary", '"summary"'),
]  # fmt: skip


@pytest.mark.parametrize(("changed", "field", "said"), ITEM_FAULTS, ids=lambda v: str(v)[:40])
def test_each_fault_of_an_item_stands_on_its_line(ledger, changed, field, said) -> None:
    from foedus.ledger.instruments import instruments

    if changed.get("instrument") == "concession":
        name = next(n for n, i in instruments().items() if "extraction" in i.kinds)
        changed = changed | {"instrument": name}
    first = item(id="fra-ita-f001")
    folder = write_case(ledger, [first, item(id="fra-ita-f002", **changed)])
    fault = only(check(folder))
    nth = 2 if field == "[[item]]" or field in first else 1
    assert (fault.file, fault.line) == ("items.toml", line_of(folder / "items.toml", field, nth))
    assert said in str(fault)


UNHASHABLE = [[], {}, ["x"], {"x": 1}, [["x"]], 3, 2.5, True]


@pytest.mark.parametrize("value", UNHASHABLE, ids=repr)
@pytest.mark.parametrize("field", [k for k in item() if k != "id"])
def test_no_value_of_any_field_breaks_the_check(ledger, field, value) -> None:
    folder = write_case(ledger, [item(**{field: value})])
    assert all(f.line and f.problem for f in check(folder))


ROW_FAULTS = [
    ({"need": "ITA-2001-flod"}, "need", '"ITA-2001-flood"'),
    ({"need": "FRA-2007-quake"}, "need", "This file is about ITA"),
    ({"queries": ["one", "two", "three"]}, "queries", "3 of the 4 standard queries"),
    ({"queries": []}, "queries", "were searched"),
    ({"asked": "perhaps"}, "asked", "yes, no, unknown|no, unknown, yes"),
    ({"searched": "yesterday"}, "searched", "YYYY"),
    ({"cells": {"aid": "maybe"}}, "aid", '"maybe"'),
    ({"cells": {"aid": "given"}}, "aid", "names no evidence"),
    ({"cells": {"aid": "unanswered"}}, "aid", "names no evidence"),
    ({"cells": {"aid": {"answer": "partly", "items": ["fra-ita-f009"]}}}, "aid", "fra-ita-f009"),
    ({"cells": {"aid": {"answer": "refused", "sources": ["pag"]}}}, "aid", "not in sources"),
    ({"cells": {"aid": {"answer": "none_found", "level": 5}}}, "aid", "0 to 4"),
    ({"cells": {"aid": {"level": 1}}}, "aid", '"answer" is missing'),
    ({"cells": {"aid": 3}}, "aid", "Use one of"),
    ({"cells": {"ade": "none_found"}}, "ade", '"aid"'),
]


@pytest.mark.parametrize(("changed", "field", "said"), ROW_FAULTS, ids=lambda v: str(v)[:50])
def test_each_fault_of_a_row_stands_on_its_line(ledger, changed, field, said) -> None:
    folder = write_case(ledger, rows=[row("ITA-2005-run"), row(**changed)])
    fault = only(check(folder))
    grid = folder / "grid-fra-for-ita.toml"
    new = field == "ade"
    assert (fault.file, fault.line) == (grid.name, line_of(grid, field + " ", 1 if new else 2))
    assert any(part in str(fault) for part in said.split("|"))


@pytest.mark.parametrize("value", UNHASHABLE, ids=repr)
@pytest.mark.parametrize("field", [*row(), "answer", "items", "sources"])
def test_no_value_of_any_field_of_a_row_breaks_the_check(ledger, field, value) -> None:
    inner = field in ("answer", "items", "sources")
    bad = row(cells={"aid": {"answer": "given", field: value}}) if inner else row() | {field: value}
    if field == "cells" and not isinstance(value, dict):
        bad |= {"cells": {}}
    assert all(f.line for f in check(write_case(ledger, rows=[bad])))


def test_all_faults_of_all_files_come_at_once(ledger: Path) -> None:
    folder = write_case(
        ledger,
        [item(level=7, kind="gift"), item(id="fra-ita-f002", start="2002-05-01", end="2001")],
        [row(queries=["one"], cells={"aid": "given", "trade": "no"})],
        sources=[*SOURCES, {"id": "bare"}],
    )
    found = [(f.file, f.line) for f in check(folder)]
    items, grid = folder / "items.toml", folder / "grid-fra-for-ita.toml"
    assert found == sorted(
        [
            (items.name, line_of(items, "level")),
            (items.name, line_of(items, "kind")),
            (items.name, line_of(items, "end", 2)),
            (grid.name, line_of(grid, "queries")),
            (grid.name, line_of(grid, "aid")),
            (grid.name, line_of(grid, "trade")),
            *2 * [("sources.json", line_of(folder / "sources.json", " {", 3))],
        ]
    )


def test_ids_are_unique_over_the_files_of_a_folder(ledger: Path) -> None:
    folder = write_case(ledger, [item(), item()])
    more = folder / "items-more.toml"
    more.write_text(cases_text([item()]), encoding="utf-8")
    faults = check(folder)
    items = folder / "items.toml"
    assert [(f.file, f.line) for f in faults] == [
        (items.name, line_of(items, "id", 1)),
        (items.name, line_of(items, "id", 2)),
    ]
    first = f"used twice (first at {more.name}:{line_of(more, 'id')})"
    assert all(first in f.problem for f in faults)


def test_a_need_is_answered_once_a_direction(ledger: Path) -> None:
    folder = write_case(ledger, rows=[row()])
    (folder / "grid-fra-for-ita-later.toml").write_text(grid_text([row()]), encoding="utf-8")
    assert '"ITA-2001-flood" is used twice' in only(check(folder)).problem


def test_the_name_of_a_grid_says_who_responds(ledger: Path) -> None:
    folder = write_case(ledger, rows=[])
    old = folder / "grid-fra-for-ita.toml"
    for name in (
        "grid.toml",
        "grid-fra-ita.toml",
        "grid-deu-for-ita.toml",
        "grid-ita-for-ita.toml",
    ):
        old = old.rename(folder / name)
        fault = only(check(folder))
        assert fault.file == name
        assert "grid-aaa-for-bbb.toml" in fault.remedy


@pytest.mark.parametrize(
    ("name", "remedy"), [("ita-fra", "fra-ita"), ("france", ""), ("abc-xyz", ""), ("fra-fra", "")]
)
def test_the_name_of_a_folder_is_a_pair(ledger: Path, name: str, remedy: str) -> None:
    folder = write_case(ledger, [], [], name=name)
    (folder / "grid-fra-for-ita.toml").unlink()
    fault = only(check(folder))
    assert "no pair of states" in fault.problem
    assert remedy in fault.remedy


def test_what_is_not_read_is_a_fault(ledger: Path) -> None:
    folder = write_case(ledger)
    items = folder / "items.toml"
    sound = items.read_text(encoding="utf-8")
    for wrong, said in (
        (sound.replace("[[item]]", "[[items]]"), '"item"'),
        (sound.replace("[[item]]", "[item]"), "two brackets"),
        (sound.replace("[coding]", "[code]"), "no [coding] table"),
        (sound.replace('coder = "the tests"', 'coder = ""'), '"coder" is missing'),
        ("x = 1\n", "[[item]]"),
    ):
        items.write_text(wrong, encoding="utf-8")
        assert any(said in str(f) and f.file == "items.toml" for f in check(folder)), said


def test_rows_and_items_in_one_file_are_both_checked(ledger: Path) -> None:
    folder = write_case(ledger)
    grid = folder / "grid-fra-for-ita.toml"
    bad = cases_text([item(id="fra-ita-f002", level=9)]).split("\n\n", 1)[1]
    grid.write_text(grid.read_text(encoding="utf-8") + bad, encoding="utf-8")
    fault = only(check(folder))
    assert (fault.file, fault.line) == (grid.name, line_of(grid, "level"))


def test_faults_of_the_coding_stand_on_their_line(ledger: Path) -> None:
    folder = write_case(ledger, coding=CODING | {"made": "today"})
    faults = check(folder)
    assert {f.line for f in faults} == {line_of(folder / "items.toml", "made")}
    assert len(faults) == 2


def test_a_list_of_needs_is_checked(ledger: Path) -> None:
    write_case(ledger)
    file = ledger / "needs" / "ITA.toml"
    sound = file.read_text(encoding="utf-8")
    for old, new, key in (
        ('state = "ITA"', 'state = "Italy"', "state"),
        ('kind = "disaster"', 'kind = "flood"', "kind"),
        ("gravity = 3", "gravity = 0", "gravity"),
        ("gravity = 3", "gravity = 6", "gravity"),
        ('["supplement"]', '["icb:x"]', "rule"),
        ('end = "2001-12"', 'end = "2000"', "end"),
        ('id = "ITA-2005-run"', 'id = "ITA-2001-flood"', "id"),
    ):
        file.write_text(sound.replace(old, new, 1), encoding="utf-8")
        fault = only(check(ledger / "needs"))
        assert fault.line == line_of(file, key, 2 if key == "id" else 1)


def test_lines_are_right_after_long_texts_and_odd_separators(ledger: Path) -> None:
    folder = write_case(ledger)
    items = folder / "items.toml"
    text = cases_text([item(note="a\u2028b\u0085c"), item(id="fra-ita-f002", level=8)])
    long = 'note = """\n[[item]]\nlevel = 3\n"""\n'
    text = text.replace('amount = ""\n', long.replace("note", "amount"), 1)
    items.write_text(text, encoding="utf-8")
    faults = [f for f in check(folder) if "level" in f.problem]
    assert only(faults).line == text.split("\n").index("level = 8") + 1


def test_check_changes_nothing(ledger: Path) -> None:
    folder = write_case(ledger, [item(level=9)])
    before = {f: (f.read_bytes(), f.stat().st_mtime_ns) for f in ledger.rglob("*") if f.is_file()}
    assert check(folder)
    after = {f: (f.read_bytes(), f.stat().st_mtime_ns) for f in ledger.rglob("*") if f.is_file()}
    assert before == after


def test_an_empty_folder_and_a_missing_one_are_refused(tmp_path: Path) -> None:
    with pytest.raises(FoedusError, match="No case files"):
        check(tmp_path)
    with pytest.raises(FoedusError, match="Nothing at"):
        check(tmp_path / "gone")


def test_every_file_that_ships_is_sound() -> None:
    from foedus.ledger.places import needs_folder, shipped_folder

    for place in (shipped_folder(), needs_folder()):
        assert [str(f) for f in check(place)] == []
