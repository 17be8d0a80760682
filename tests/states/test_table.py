import csv
import gzip
import subprocess
import sys
from datetime import date

import pytest

from foedus.states.resolve import resolve
from foedus.states.succession import predecessors, successions, successors
from foedus.states.table import OPEN_END, gw_spells, rows, systems

STATES = systems().states


def _read(path):
    with gzip.open(path, "rt", encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def test_arrays_are_whole_and_ordered():
    t = systems()
    assert len(t.ccode) == len(t.start) == len(t.end) == len(t.iso3) == len(t.name_zh) == 243
    assert len(t.states) == 217
    assert (t.start <= t.end).all()
    order = list(zip(t.ccode.tolist(), t.start.tolist(), strict=True))
    assert order == sorted(order)
    same = t.ccode[1:] == t.ccode[:-1]
    assert (t.start[1:][same] > t.end[:-1][same]).all()
    assert (t.end == OPEN_END).sum() == 195


def test_every_state_has_names_in_three_scripts():
    for s in STATES.values():
        assert s.name.strip(), s
        assert 0 < len(s.short.strip()) <= 24, s
        assert all("一" <= c <= "鿿" or c in "（）-" for c in s.name_zh), s.name_zh
        assert all("Ѐ" <= c <= "ӿ" or c in " -—’" for c in s.name_ru), s.name_ru


def test_names_and_codes_are_not_shared():
    for names in ("name", "name_zh", "name_ru", "short"):
        listed = [getattr(s, names) for s in STATES.values()]
        twice = {n for n in listed if listed.count(n) > 1}
        assert not twice, names
    codes = [s.iso3 for s in STATES.values() if s.iso3]
    assert {c for c in codes if codes.count(c) > 1} == {"DEU", "YEM"}


def test_periods_do_not_overlap():
    for s in STATES.values():
        for a, b in zip(s.periods, s.periods[1:], strict=False):
            assert a.end < b.start, s.name


@pytest.mark.parametrize(
    ("ccode", "year", "lang", "name"),
    [
        (365, 1980, "en", "Soviet Union"), (365, 1990, "zh", "苏联"), (365, 1950, "ru", "СССР"),
        (365, 1991, "en", "Russia"), (365, 2015, "en", "Russia"),
        (365, 1900, "en", "Russian Empire"),
        (365, 1920, "ru", "Россия"), (345, 1980, "en", "Yugoslavia"),
        (345, 2004, "zh", "塞尔维亚和黑山"),
        (345, 2015, "en", "Serbia"), (345, 1900, "en", "Serbia"), (260, 1970, "en", "West Germany"),
        (490, 1980, "en", "Zaire"), (490, 2000, "en", "Democratic Republic of the Congo"),
        (775, 1980, "ru", "Бирма"), (640, 1900, "en", "Ottoman Empire"),
        (640, 1950, "en", "Turkey"),
        (255, 1860, "en", "Prussia"), (255, 1900, "en", "Germany"), (816, 1970, "zh", "北越"),
        (816, 1980, "en", "Vietnam"), (780, 1971, "en", "Ceylon"), (630, 1930, "en", "Persia"),
        (343, 2018, "en", "Macedonia"), (343, 2019, "en", "North Macedonia"),
    ],
)  # fmt: skip
def test_names_by_period(ccode, year, lang, name):
    assert STATES[ccode].name_in(year, lang) == name


def test_iso3_by_period():
    assert [STATES[365].iso3_in(y) for y in (1980, 1991, 2015)] == ["SUN", "RUS", "RUS"]
    assert [STATES[345].iso3_in(y) for y in (1980, 2004, 2015)] == ["YUG", "SCG", "SRB"]


def test_spells_match_the_cow_list(data):
    ours = {(r["ccode"], r["start"], r["end"] or "2016-12-31") for r in rows("spells.csv")}
    theirs = {
        (
            r["ccode"],
            f"{r['styear']}-{int(r['stmonth']):02}-{int(r['stday']):02}",
            f"{r['endyear']}-{int(r['endmonth']):02}-{int(r['endday']):02}",
        )
        for r in _read(data / "peacesciencer/cow_states.csv.gz")
    }
    assert ours == theirs
    second = {(r["ccode"], r["start"], r["end"]) for r in _read(data / "isard/cw_system.csv.gz")}
    assert ours == second


def test_spells_match_the_gw_list(data):
    listed = _read(data / "peacesciencer/gw_states.csv.gz")
    theirs = {(int(r["gwcode"]), r["startdate"], r["enddate"]) for r in listed}
    joined: dict[tuple[int, str], str] = {}
    for s in gw_spells():
        if s.start is None:
            continue
        carried = (s.gwcode, s.start) in {(260, date(1990, 10, 3)), (678, date(1990, 5, 22))}
        first = max(k for k in joined if k[0] == s.gwcode) if carried else (s.gwcode, str(s.start))
        joined[first] = str(s.end or "2017-12-31")
    assert {(code, start, end) for (code, start), end in joined.items()} == theirs


def test_crosswalk_matches_the_panel(data):
    from foedus.states.codes import ccodes_from_gw

    both = [r for r in _read(data / "isard/cw_gw_panel.csv.gz") if r["gwcode"] and r["ccode"]]
    assert len(both) > 15_000
    got = ccodes_from_gw([int(r["gwcode"]) for r in both], [int(r["year"]) for r in both])
    wrong = {
        (r["gwcode"], r["ccode"], r["year"])
        for r, c in zip(both, got.tolist(), strict=True)
        if c != int(r["ccode"])
    }
    # In a year of union the panel pairs the old number with the new state or the other way.
    assert all(year == "1990" for _, _, year in wrong), wrong


def test_succession_agrees_with_the_spells():
    known = [(s.predecessor, s.successor, s.day) for s in successions()]
    assert len(set(known)) == len(known)
    assert [s.day for s in successions()] == sorted(s.day for s in successions())
    for s in successions():
        old, new = STATES[s.predecessor], STATES[s.successor]
        assert s.predecessor != s.successor
        assert s.note
        if s.kind == "unites":
            assert any(e and (s.day - e).days == 1 for _, e in old.spells), s
            assert new.member_on(s.day), s
        else:
            assert any(start == s.day for start, _ in new.spells), s


def test_ends_and_heirs_of_the_great_changes():
    assert {s.successor for s in successors(365) if s.kind == "dissolves"} == {
        359, 369, 370, 371, 372, 373, 701, 702, 703, 704, 705,
    }  # fmt: skip
    assert {s.predecessor for s in predecessors(255)} >= {260, 265}
    assert [s.successor for s in successors(260)] == [255]
    assert {s.successor for s in successors(345)} == {341, 343, 344, 346, 347, 349}


def test_states_that_ended_for_good_have_an_heir():
    for s in STATES.values():
        if not s.is_current:
            assert successors(s.ccode), s.name


def test_import_is_light():
    code = (
        "import sys, foedus.states.resolve as r; r.resolve('China'); print('pandas' in sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "False"


def test_resolved_states_are_the_table_s_own():
    assert resolve("France") is STATES[220]
