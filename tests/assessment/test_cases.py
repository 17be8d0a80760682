"""The verdict on cases whose answer is known, on the panel that ships with the package."""

import ast
import hashlib
import re
import tomllib
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from benchmarks.verdict import base_rates, baseline, cases, statistics

import foedus
from foedus.assessment import calibration
from foedus.assessment.evidence import gather
from foedus.assessment.thresholds import ramps, thresholds
from foedus.core.vocabulary import VERDICT_TYPES
from foedus.sources.registry import all_origins
from foedus.states.table import systems
from foedus.store.reference import ReferencePanel, shipped_folder

ROOM = Path(calibration.__file__).parent


@pytest.fixture(scope="module", autouse=True)
def panel(tmp_path_factory):
    """The shipped panel, whatever was built on this machine."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("XDG_CACHE_HOME", str(tmp_path_factory.mktemp("cache")))
        yield ReferencePanel.open(shipped_folder())


def asked(a, b, year):
    result = foedus.assess(a, b, year, compare=[], draws=20)
    found = {f.name: f for f in result.criteria}
    return (
        result.verdict,
        found["alliance"],
        found["community"].extra["findings"]["security_community"],
    )


@pytest.mark.parametrize(("a", "b"), [("USA", "GBR"), ("USA", "CAN")])
def test_allies_that_are_a_security_community(a, b):
    verdict, alliance, secure = asked(a, b, 2015)
    assert verdict.type == "defence alliance"
    assert alliance.met is True
    assert alliance.extra["life"] == "live"
    assert secure is True
    assert "security community" in verdict.labels


def test_united_states_and_japan_are_allies():
    verdict, alliance, _ = asked("USA", "JPN", 2015)
    assert verdict.type == "defence alliance"
    assert alliance.met is True


def test_china_and_north_korea_are_allies_and_no_community():
    verdict, alliance, secure = asked("CHN", "PRK", 2015)
    assert verdict.type == "defence alliance"
    assert alliance.met is True
    assert secure is not True
    assert "security community" not in verdict.labels


def test_russia_and_belarus_are_allies_and_belarus_depends():
    verdict, alliance, _ = asked("RUS", "BLR", 2015)
    assert verdict.type == "defence alliance"
    assert alliance.met is True
    assert "dependency" in verdict.labels


def test_china_and_russia_are_limited_partners_neither_allies_nor_a_community():
    verdict, alliance, secure = asked("CHN", "RUS", 2015)
    assert verdict.type == "strategic partnership"
    assert verdict.limited is True
    assert verdict.printed == "limited strategic partnership"
    assert alliance.met is False
    assert alliance.extra["obligation"] is False
    assert secure is not True
    assert "security community" not in verdict.labels


def test_soviet_union_and_china_are_allies_in_1955():
    verdict, alliance, _ = asked("SUN", "CHN", 1955)
    assert verdict.type == "defence alliance"
    assert alliance.extra["life"] == "live"


def test_soviet_union_and_china_are_rivals_in_1972_and_the_treaty_is_a_dead_letter():
    verdict, alliance, secure = asked("SUN", "CHN", 1972)
    assert verdict.type == "rivalry"
    assert "dead letter" in verdict.labels
    assert alliance.extra["obligation"] is True
    assert alliance.met is False
    assert secure is False
    # The program says why form is not commitment.
    assert "dead letter" in verdict.sentence
    assert "no commitment" in alliance.text


@pytest.mark.parametrize(("a", "b", "year"), [("IND", "PAK", 2015), ("USA", "SUN", 1980)])
def test_rivals(a, b, year):
    verdict, alliance, secure = asked(a, b, year)
    assert verdict.type == "rivalry"
    assert alliance.met is False
    assert secure is False


def test_nothing_aligns_paraguay_and_laos():
    verdict, alliance, _ = asked("PRY", "LAO", 2015)
    assert verdict.type == "no alignment"
    assert alliance.met is False


def test_greece_and_turkey_are_allies_on_paper_and_rivals_in_fact():
    verdict, alliance, _ = asked("GRC", "TUR", 1996)
    assert verdict.type == "rivalry"
    assert alliance.extra == {**alliance.extra, "obligation": True, "life": "dead letter"}
    assert "dead letter" in verdict.labels


@pytest.mark.parametrize(("a", "b", "year"), [("SOM", "MAR", 2010), ("PER", "HND", 2012)])
def test_paper_pacts(a, b, year):
    verdict, alliance, secure = asked(a, b, year)
    assert "paper pact" in verdict.labels
    assert alliance.extra == {**alliance.extra, "obligation": True, "life": "paper pact"}
    assert alliance.met is False
    assert secure is not True
    assert verdict.type in {"no alignment", "consultation or non-aggression pact"}


@pytest.fixture(scope="module")
def everything(panel):
    lines = cases.load()
    rows = cases.evidence(lines)
    return lines, rows, cases.pool(lines, rows)


def test_the_rules_in_bulk_and_the_program_give_the_same_type_and_life(everything):
    lines, rows, _ = everything
    paper = calibration.on_paper(rows.reading)
    for k in range(0, len(lines), 20):
        line = lines[k]
        verdict, alliance, _ = asked(*line.pair, line.year)
        assert verdict.type == VERDICT_TYPES[rows.ranked[0][k]], line.id
        assert (alliance.extra["life"] == "paper pact") == bool(paper[k]), line.id


def test_the_rules_beat_the_four_line_rule_on_the_cases_set_aside(everything):
    lines, rows, pool = everything
    held = np.array([x.split == "held_out" for x in lines])
    accepted, wrong = calibration.judged(pool, ramps())
    base = baseline.baseline(rows)
    at = np.arange(len(lines))
    ours, theirs = int(accepted[held].sum()), int(pool.accepted[at, base][held].sum())
    assert ours > theirs, f"{ours} against {theirs} of {held.sum()}"
    assert wrong[held].sum() <= pool.wrong[at, base][held].sum()


def test_base_rates_stay_plausible(panel):
    every = gather(panel=panel)
    rows = every.take(every.inputs.year == 2015)
    count = dict(
        zip(VERDICT_TYPES, np.bincount(rows.ranked[0], minlength=len(VERDICT_TYPES)), strict=True)
    )
    base = np.bincount(baseline.baseline(rows), minlength=len(VERDICT_TYPES))
    assert 0 < count["strategic partnership"] < 200
    assert count["defence alliance"] < 1100
    assert count["no alignment"] > 0.7 * len(rows.inputs)
    life = base_rates.lives(rows)
    assert (life >= 0).sum() == 1679
    assert 300 < (life == 0).sum() < 1100
    assert (life == 1).sum() > 300
    # The four-line rule calls whatever has a treaty an alliance.
    assert base[0] > 2 * count["defence alliance"]
    assert base[2] > 5 * count["strategic partnership"]


def test_the_search_moves_only_calibrated_thresholds_and_never_to_a_worse_score(everything):
    lines, rows, _ = everything
    own = cases.for_calibration(lines)
    place = {x.id: k for k, x in enumerate(lines)}
    pool = cases.pool(own, rows.take(np.array([place[x.id] for x in own])))
    start = thresholds()
    found, score = calibration.calibrate(pool, start, grid=(0.75, 1.25))
    assert list(found) == list(start)
    assert all(found[n] == t for n, t in start.items() if t.set != "calibrated")
    assert score >= calibration.scores(pool, ramps())


def test_the_search_finds_a_threshold_that_was_set_wrong(everything):
    lines, _, pool = everything
    own = pool.take(np.array([x.split == "calibration" for x in lines]))
    start = dict(thresholds())
    right = float(calibration.scores(own, ramps()))
    low, high = 1 - 20 * (1 - start["institutions"].low), 1 - 20 * (1 - start["institutions"].high)
    start["institutions"] = replace(start["institutions"], low=low, high=high)
    spoilt = float(calibration.scores(own, {n: (t.low, t.high) for n, t in start.items()}))
    found, score = calibration.calibrate(own, start, grid=(1 / 20, 1.0))
    assert spoilt < right <= score
    assert found["institutions"].low == pytest.approx(thresholds()["institutions"].low)


def test_china_and_russia_are_never_among_the_cases_thresholds_are_set_on():
    own = cases.for_calibration(cases.load())
    assert own
    assert (365, 710) not in {x.pair for x in own}
    assert {x.split for x in own} == {"calibration"}


@pytest.mark.parametrize("name", ["cases.csv", "turning_years.csv"])
def test_the_case_files_are_as_first_written_or_the_change_is_on_record(name):
    digest = hashlib.sha256((cases.HERE / name).read_bytes()).hexdigest()
    assert digest in (cases.HERE / "README.md").read_text(encoding="utf-8")


def test_no_dyad_stands_on_both_sides_of_the_split():
    def pairs(split):
        return {x.pair for x in cases.load() if x.split == split}

    assert not pairs("calibration") & pairs("held_out")


def test_a_type_that_needs_a_label_is_accepted_only_with_it():
    line = next(x for x in cases.load() if ("defence alliance", "paper pact") in x.accepted)
    assert line.accepts("defence alliance", ["paper pact"])
    assert not line.accepts("defence alliance")
    assert line.accepts(line.type)


def test_a_misspelt_type_in_the_case_file_is_refused():
    with pytest.raises(ValueError, match="defense alliance"):
        cases.parse_type("defense alliance")


def test_intervals_and_p_values_against_known_figures():
    # Newcombe (1998), table I: 81 of 263 and 15 of 148.
    assert statistics.wilson(81, 263) == pytest.approx((0.2553, 0.3662), abs=5e-5)
    assert statistics.wilson(15, 148) == pytest.approx((0.0624, 0.1605), abs=5e-5)
    assert statistics.wilson(0, 20)[0] == 0
    assert statistics.mcnemar(5, 5) == 1
    assert statistics.mcnemar(10, 0) == pytest.approx(2 / 1024)


def spoken(tree):
    """Strings of a module that are no docstrings."""
    documented = (ast.Module, ast.ClassDef, ast.FunctionDef)
    loose = {id(n.value) for n in ast.walk(tree) if isinstance(n, ast.Expr)}
    # Where the program tells the reader what was kept out of the thresholds, it must say who.
    told = [n for n in ast.walk(tree) if isinstance(n, documented[2]) and n.name == "_notes"]
    loose |= {id(x) for n in told for x in ast.walk(n)}
    return [
        n.value
        for n in ast.walk(tree)
        if isinstance(n, ast.Constant) and isinstance(n.value, str) and id(n) not in loose
    ]


def known_states():
    table = systems()
    names = {n for n in [*table.name_en.tolist(), *table.short.tolist()] if len(n) > 3}
    return set(map(int, table.ccode)), set(table.iso3.tolist()) - {""}, names


WORDING = "wording.py"
"""Knows which names take an article; it writes sentences and decides nothing."""
RULE_FILES = sorted(p for p in ROOM.rglob("*.py") if p.name != WORDING)
TABLES = sorted(p for p in ROOM.glob("*.toml") if p.name != "comparisons.toml")


def test_there_are_rule_files_to_look_at():
    assert {"typology.py", "inputs.py", "alliance.py"} <= {p.name for p in RULE_FILES}
    assert "thresholds.toml" in {p.name for p in TABLES}


@pytest.mark.parametrize("path", [*RULE_FILES, *TABLES], ids=lambda p: p.name)
def test_no_rule_names_a_state(path):
    codes, iso3, names = known_states()
    text = path.read_text(encoding="utf-8")
    if path.suffix == ".toml":
        tables = tomllib.loads(text)
        strings = [str(x) for name, t in tables.items() for x in (name, *t.values())]
        compared = []
    else:
        tree = ast.parse(text)
        strings, compared = spoken(tree), coded(tree, codes)
    listed = {o.name for o in all_origins()}
    strings = [s for s in strings if s not in listed]
    for said in strings:
        assert said not in iso3, said
        for name in names:
            assert not re.search(rf"\b{re.escape(name)}\b", said), f"{name} in {said!r}"
    assert not compared, compared


def coded(tree, codes):
    """Lines that hold a number against something called a code, or list several codes."""
    out = []
    for node in ast.walk(tree):
        numbers = {
            n.value for n in ast.walk(node) if isinstance(n, ast.Constant) and type(n.value) is int
        }
        named = " ".join(n.id for n in ast.walk(node) if isinstance(n, ast.Name))
        named += " ".join(n.attr for n in ast.walk(node) if isinstance(n, ast.Attribute))
        if isinstance(node, ast.Compare) and numbers & codes and "ccode" in named:
            out.append(ast.unparse(node))
        if isinstance(node, ast.Set | ast.List | ast.Tuple) and len(numbers & codes) > 1:
            out.append(ast.unparse(node))
    return out


def test_the_search_for_state_names_finds_them_where_they_are():
    codes, _, _ = known_states()
    assert coded(ast.parse("x = inputs.ccode1 == 365"), codes)
    assert coded(ast.parse("BARRED = (365, 710)"), codes)
    assert spoken(ast.parse('"""Russia."""\nx = "China"')) == ["China"]
