"""Named groups: known memberships by year, the table's rows, bad input."""

from __future__ import annotations

import re
from datetime import date
from itertools import pairwise

import pytest

from foedus.core.errors import FoedusError, UnknownName
from foedus.states.codes import ccodes_from_iso3
from foedus.states.groups import group, groups, is_group, members

# Counts after the groups' own pages, as named in groups.csv.
SIZES = {
    "NATO": {1949: 12, 1952: 14, 1955: 15, 1982: 16, 1999: 19, 2004: 26, 2009: 28, 2024: 32},
    "EU": {1958: 6, 1973: 9, 1981: 10, 1995: 15, 2004: 25, 2007: 27, 2013: 28, 2020: 27},
    "SCO": {2001: 6, 2017: 8, 2023: 9, 2024: 10},
    "BRICS": {2009: 4, 2010: 5, 2024: 9, 2025: 10},
    "CSTO": {1994: 9, 1999: 6, 2006: 7, 2012: 6},
    "G7": {1975: 6, 1976: 7, 2000: 7},
    "G8": {1998: 8, 2013: 8},
    "ASEAN": {1967: 5, 1984: 6, 1999: 10, 2025: 11},
    "OPEC": {1960: 5, 1975: 13, 2007: 13, 2018: 15, 2024: 12},
    "OECD": {1964: 21, 2021: 38},
    "P5": {1946: 5, 1971: 5},
    "Warsaw Pact": {1955: 8, 1968: 7, 1990: 6},
    "Arab League": {1945: 7},
}
DAY = re.compile(r"\d{4}(-\d\d(-\d\d)?)?")


def day(text: str) -> date:
    return date.fromisoformat(text + "-01-01"[len(text) - 4 :] if len(text) < 10 else text)


@pytest.mark.parametrize(
    ("key", "year", "n"), [(k, y, n) for k, years in SIZES.items() for y, n in years.items()]
)
def test_known_sizes(key: str, year: int, n: int) -> None:
    assert len(members(key, year)) == n


def test_members_follow_the_year() -> None:
    def codes(name: str, year: int) -> list[int]:
        return [s.ccode for s in members(name, year)]

    assert 260 in codes("NATO", 1970)  # West Germany, then Germany
    assert 255 in codes("NATO", 1995)
    assert 713 in codes("P5", 1970)  # the Republic of China held the seat to 25 October 1971
    assert 710 in codes("P5", 1971)
    assert 200 in codes("EU", 2019)
    assert 200 not in codes("EU", 2020)
    assert 365 in codes("G8", 2013)
    assert 651 not in codes("Arab League", 1985)  # Egypt was suspended from 1979 to 1989
    assert 670 not in codes("BRICS", 2024)  # Saudi Arabia was invited and has not joined
    assert [s.iso3 for s in members("Visegrad", 1992)] == ["POL", "HUN", "CSK"]
    assert {s.iso3 for s in members("Visegrad", 1993)} == {"POL", "HUN", "CZE", "SVK"}


@pytest.mark.parametrize("key", list(groups()))
def test_spells_of_a_state_do_not_overlap(key: str) -> None:
    by_state: dict[str, list] = {}
    for s in groups()[key].spells:
        by_state.setdefault(s.iso3, []).append(s)
    for spells in by_state.values():
        for one, two in pairwise(spells):
            assert one.end
            assert day(one.end) <= day(two.start)


@pytest.mark.parametrize("key", list(groups()))
def test_every_row_has_a_state_dates_and_a_source(key: str) -> None:
    for spell in groups()[key].spells:
        year = int(spell.start[:4])
        assert ccodes_from_iso3([spell.iso3], year)[0] > 0
        assert DAY.fullmatch(spell.start)
        assert not spell.end or (DAY.fullmatch(spell.end) and day(spell.start) <= day(spell.end))
        assert 1945 <= year <= 2025
        assert spell.title.strip()
        assert spell.url.startswith(("http://", "https://"))
        assert date.fromisoformat(spell.looked_up)


def test_names_and_aliases_are_no_states_and_no_one_elses() -> None:
    from foedus.states.names import claimants

    for g in groups().values():
        for name in (g.key, g.name, *g.aliases):
            assert group(name) is g
            assert is_group(name.lower())
            assert not claimants(name)


def test_unknown_group_names_the_nearest() -> None:
    with pytest.raises(UnknownName, match="Did you mean 'NATO'"):
        group("Natto")
    with pytest.raises(UnknownName, match="Five Eyes"):
        members("Five Eyes", 2000)


@pytest.mark.parametrize(
    ("key", "year", "said"),
    [("NATO", 1948, "from 1949 on"), ("G8", 2014, "from 1998 to 2013"), ("Quad", 2012, "2007 on")],
)
def test_a_year_without_members_says_when_there_were(key: str, year: int, said: str) -> None:
    with pytest.raises(FoedusError, match=f"no members at the end of {year}") as fault:
        members(key, year)
    assert said in fault.value.remedy
