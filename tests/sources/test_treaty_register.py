"""The project's own register of treaties after ATOP's last year."""

import csv
import shutil
from pathlib import Path

import pandas as pd
import pytest

from foedus.core.errors import SourceDamaged, UnknownName
from foedus.sources.treaty_register import read as module
from foedus.sources.treaty_register.listing import treaties_of, treaty
from foedus.sources.treaty_register.pairs import FLAGS
from foedus.sources.treaty_register.read import read

HERE = Path(module.__file__).parent
USA, GBR, FIN, SWE, RUS, PRK, PAK, SAU, ARM = 2, 200, 375, 380, 365, 731, 770, 670, 371


@pytest.fixture(scope="module")
def tables():
    return read()


@pytest.fixture
def changed(tmp_path):
    """``changed(id, column=value)``: read a copy of the register with one line altered."""

    def of(line, **values):
        shutil.copy(HERE / "groups.csv", tmp_path)
        with (HERE / "treaties.csv").open(encoding="utf-8", newline="") as file:
            rows = list(csv.DictReader(file))
        for row in rows:
            if row["id"] == line:
                row.update(values)
        with (tmp_path / "treaties.csv").open("w", encoding="utf-8", newline="") as file:
            writer = csv.DictWriter(file, rows[0])
            writer.writeheader()
            writer.writerows(rows)
        return read(folder=tmp_path)

    return of


def test_every_line_has_its_evidence(tables):
    lines = tables["treaty_register"]
    assert len(lines) >= 50
    assert lines["id"].is_unique
    assert lines["number"].is_unique
    assert (lines[["source", "publisher", "url", "article"]].ne("").sum() >= [50, 50, 50, 40]).all()
    assert lines["looked_up"].notna().all()
    assert not ((lines["seen"] == "excerpt") & (lines["information_grade"] == 1)).any()


def test_pairs_are_ordered_and_resolved(tables):
    pairs = tables["treaty_register_pairs"]
    assert (pairs["ccode1"] < pairs["ccode2"]).all()
    assert (pairs["ccode1"] > 0).all()
    assert set(pairs["number"]) == set(tables["treaty_register"]["number"])


def test_nato_grows_by_one_with_every_member(tables):
    size = tables["treaty_register_pairs"].groupby("number").size()
    number = tables["treaty_register"].set_index("id")["number"]
    got = [size[number[i]] for i in ("nato-mkd", "nato-fin", "nato-swe", "eu-gbr-leaves")]
    assert got == [29, 30, 31, 27]


def test_finland_and_sweden_by_nato_and_finland_and_russia_by_nothing():
    (nato,) = treaties_of(SWE, FIN)
    assert (nato.id, nato.in_force, nato.change_of) == ("nato-swe", "2024-03-07", 3180)
    assert "defence" in nato.owes_12
    assert "defence" in nato.owes_21
    assert treaties_of(FIN, RUS) == ()


def test_russia_and_north_korea_2024():
    ended, new = treaties_of(PRK, RUS)
    assert (ended.change_of, ended.ended) == (4940, "2024-12-04")
    assert new.in_force == "2024-12-04"
    assert new.owes_12 == new.owes_21 == ("defence", "nonaggression", "consultation")
    assert [t.id for t in treaties_of(PRK, RUS, 2020)] == ["rus-prk-2000-ends"]
    assert treaty(new.number)[1].startswith("https://tass.com")


def test_signed_only_is_listed_and_not_merged():
    (pact,) = treaties_of(PAK, SAU)
    assert (pact.signed, pact.in_force) == ("2025-09-17", "")
    assert (pact.status, pact.merged) == ("signed_not_in_force", False)


def test_armenia_is_bound_and_marked():
    (line,) = treaties_of(ARM, RUS)
    assert (line.change, line.suspended, line.ended) == ("suspends", "2024-02-22", "")


def test_one_way_promise_has_one_giver(tables):
    (line,) = treaties_of(947, 900)  # Tuvalu, Australia
    assert (line.owes_12, line.owes_21) == (("defence",), ())


def test_unknown_number():
    with pytest.raises(UnknownName, match="12345"):
        treaty(12345)


@pytest.mark.parametrize(
    ("values", "words"),
    [
        ({"parties": "RUS;XXX"}, "no ISO3 code"),
        ({"parties": "RUS;RUS"}, "pair|itself|need at least"),
        ({"in_force": "2024-01-01"}, "before it was signed"),
        ({"in_force": ""}, "in force without a day"),
        ({"in_force": "4 December 2024"}, "YYYY"),
        ({"defence": "2"}, "neither 0 nor 1"),
        ({"url": ""}, "no name, source, address"),
        ({"url": "tass.com"}, "http"),
        ({"source_grade": "G"}, "A-F"),
        ({"information_grade": "7"}, "1-6"),
        ({"information_grade": "1"}, "on an excerpt alone"),
        ({"status": "signed"}, "a status that is none of"),
        ({"change": "amends"}, "a change that is none of"),
        ({"change_of": "4940"}, "new treaty with one"),
        ({"id": "nato-fin"}, "repeat the key"),
        ({"number": "90001"}, "repeat the key"),
        ({"number": "3180"}, "outside 90001"),
        ({"party_group": "SEATO"}, "groups.csv"),
        ({"direction": "RUS>USA"}, "direction"),
        ({"seen": "yes"}, "seen is not"),
    ],
)
def test_a_bad_line_is_named(changed, values, words):
    with pytest.raises(SourceDamaged, match=words):
        changed("rus-prk-2024", **values)


def test_a_bad_line_is_named_by_its_id(changed):
    with pytest.raises(SourceDamaged, match="rus-prk-2024"):
        changed("rus-prk-2024", information_grade="9")


def test_nato_of_2018_is_atops(tables, data):
    members = pd.read_csv(data / "atop_5_1" / "atop5_1m.csv", encoding="latin-1", low_memory=False)
    for treaty_, group in (
        (3180, "NATO"),
        (4175, "EU"),
        (4220, "CSTO"),
        (3810, "ECOWAS"),
        (3895, "ECOWAS_DEFENCE"),
    ):
        running = members[(members["atopid"] == treaty_) & (members["ineffect"] == 1)]
        assert set(running["member"]) == _members_2018(group), group


def _members_2018(group):
    from foedus.states.codes import ccodes_from_iso3

    rows = pd.read_csv(HERE / "groups.csv", keep_default_na=False)
    rows = rows[(rows["party_group"] == group) & (rows["since"] == "")]
    return set(ccodes_from_iso3(rows["iso3"], 2018).tolist())


def test_the_listing_says_of_every_pair_what_the_table_says():
    import pandas as pd

    from foedus.sources.treaty_register.listing import treaties_of

    tables = read()
    lines = tables["treaty_register"].set_index("number")
    pairs = tables["treaty_register_pairs"]
    for (one, two), rows in pairs.groupby(["ccode1", "ccode2"]):
        told = {t.number: t for t in treaties_of(two, one)}
        assert set(told) == set(rows["number"]), (one, two)
        for _, row in rows.iterrows():
            t = told[row["number"]]
            assert t.owes_12 == tuple(o for o, a in FLAGS.items() if row[f"{a}_1"])
            assert t.owes_21 == tuple(o for o, a in FLAGS.items() if row[f"{a}_2"])
            assert t.ended == ("" if pd.isna(row["end"]) else row["end"].date().isoformat())
            signed = lines.loc[t.number, "signed"]
            assert t.signed == ("" if pd.isna(signed) else signed.date().isoformat())
