"""The lists of needs: the rule on real data, and lists that rest on it."""

from __future__ import annotations

import csv
import re
import runpy
from pathlib import Path

import pytest
from tests.ledger.made_up import item, row, write_case

from foedus.ledger.episodes import episodes, to_do
from foedus.ledger.need_rule import FILE, Found, found_by_rule
from foedus.ledger.needs import GRAVITY, listed, need_sources, needs_of
from foedus.ledger.places import needs_folder
from foedus.states.resolve import resolve

ROOT = Path(__file__).resolve().parents[2]


def test_the_rule_finds_in_the_raw_data_what_ships(data, tmp_path, monkeypatch) -> None:
    monkeypatch.setenv("FOEDUS_DATA", str(data))
    script = runpy.run_path(str(ROOT / "scripts" / "find_needs.py"))
    monkeypatch.setitem(script["main"].__globals__, "needs_folder", lambda: tmp_path)
    script["main"]()
    assert (tmp_path / FILE).read_bytes() == (needs_folder() / FILE).read_bytes()


def _found(ccode: int, rule: str) -> Found:
    return next(f for f in found_by_rule()[ccode] if f.rule == rule)


def test_known_crises_are_found() -> None:
    georgia = _found(365, "icb:458")
    assert (georgia.start, georgia.end, georgia.adversaries) == (2008, 2008, (372,))
    jet = _found(640, "icb:476")
    assert jet.start == 2015


def test_the_rule_reaches_every_state_alike() -> None:
    found = found_by_rule()
    assert len(found) > 120
    rows = [f for state in found.values() for f in state]
    assert all(f.start <= f.end and 1 <= f.gravity <= 5 for f in rows)
    assert all(f.ccode not in f.adversaries for f in rows)
    assert len({(f.ccode, f.rule) for f in rows}) == len(rows)
    with (needs_folder() / FILE).open(encoding="utf-8", newline="") as stream:
        assert len(list(csv.DictReader(stream))) == len(rows)


CITED = [(n.id, r) for n in listed().values() for r in n.rule if r != "supplement"]


@pytest.mark.parametrize(("name", "rule"), CITED)
def test_a_need_listed_by_the_rule_is_found_by_it(name: str, rule: str) -> None:
    need = listed()[name]
    year = need.start.year
    found = [f for f in found_by_rule()[resolve(need.state, year).ccode] if f.rule == rule]
    assert len(found) == 1, f"{name}: {rule} is no need of {need.state} by the rule"
    assert found[0].start <= need.end.year
    assert need.start.year <= found[0].end


def test_lists_are_whole() -> None:
    sources = need_sources()
    for need in listed().values():
        named = re.fullmatch(rf"{need.state}-(\d{{4}})-[a-z0-9-]+", need.id)
        assert named
        assert need.start.year <= int(named[1]) <= need.end.year
        assert need.gravity in GRAVITY
        assert need.rule
        assert need.state not in need.adversaries
        assert all(ref.id in sources for ref in need.sources)


def test_a_need_that_the_partner_caused_is_not_the_partners_to_answer(ledger) -> None:
    write_case(ledger)
    file = ledger / "needs" / "ITA.toml"
    text = file.read_text(encoding="utf-8")
    own = 'id = "ITA-2005-run"\n'
    file.write_text(text.replace(own, own + 'adversaries = ["FRA"]\n'), encoding="utf-8")
    ids = [n.id for n in needs_of("ITA", "FRA")]
    assert ids == ["ITA-2001-flood", "ITA-2010-row"]
    assert len(needs_of("ITA", "DEU")) == 3
    assert len(needs_of("ITA", until=2005)) == 2


def test_a_need_that_the_partner_caused_does_not_come_back_by_the_rule() -> None:
    for need in listed().values():
        toward = resolve(need.state, need.start.year)
        for iso3 in need.adversaries:
            shown = episodes(resolve(iso3), toward)
            assert need.id not in {e.id for e in shown}
            rules = {e.found.rule for e in shown if e.found}
            assert not rules & set(need.rule), need.id


def test_needs_of_ones_own_are_listed_beside_the_projects(ledger) -> None:
    before = set(listed())
    assert "ITA-2001-flood" not in before
    write_case(ledger, [item()], [row()])
    ids = set(listed())
    assert before < ids
    assert {"ITA-2001-flood", "FRA-2007-quake"} == {
        i for i in ids - before if "2001" in i or "2007" in i
    }
    italy = [e for e in episodes(resolve("FRA"), resolve("ITA")) if e.need]
    assert [e.id for e in italy] == ["ITA-2001-flood", "ITA-2005-run", "ITA-2010-row"]
    assert [e.row is not None for e in italy] == [True, False, False]
    assert italy[0].material is False
    assert italy[1].material is None


def test_what_is_to_do_is_what_was_not_searched(ledger) -> None:
    cells = {"aid": "not_searched", "trade": "not_available"}
    write_case(ledger, [item()], [row(cells=cells)])
    france, italy = resolve("FRA"), resolve("ITA")
    todo = {e.id: cells for e, cells in to_do(france, italy) if e.need}
    assert todo["ITA-2001-flood"] == ("aid",)
    assert todo["ITA-2010-row"] == episodes(france, italy, 2010, 2010)[0].bearing
    late = [e for e, _ in to_do(france, italy, since=2006)]
    assert [e.id for e in late if e.need] == ["ITA-2010-row"]
    assert all(cells == () for e, cells in to_do(france, italy) if e.need is None)
