"""`foedus ledger`: case files from the command line."""

from __future__ import annotations

import csv
import io
import json
import re
import shlex
from pathlib import Path

import duckdb
import pandas as pd
import pytest
from tests.ledger.made_up import CODING, SOURCES, item, row, write_case

from foedus.ledger.instruments import instruments
from foedus.ledger.questions import QUESTIONS
from foedus.ledger.tables import CELL_LABELS, ITEM_LABELS

SUBCOMMANDS = (
    "check", "new", "list", "show", "timeline", "ask", "summary", "compare", "instruments",
    "steps", "export",
)  # fmt: skip


@pytest.fixture(autouse=True)
def ledger(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A ledger with a made-up pair beside those that ship."""
    folder = tmp_path / "my-ledger"
    cells = {"aid": {"answer": "given", "level": 2, "items": ["fra-ita-f001"]}}
    rows = [row(cells=cells), row("ITA-2005-run")]
    write_case(folder, [item(), item(id="fra-ita-f002", start="2010", end="", kind="signal",
                                     instrument="joint_exercise", provision="", need="")], rows)  # fmt: skip
    monkeypatch.setenv("FOEDUS_LEDGER", str(folder))
    return folder


def test_the_group_lists_every_subcommand(foedus) -> None:
    shown = foedus("ledger", "--help").out
    assert re.findall(r"^  (\w+)  ", shown.split("Commands:")[1], re.MULTILINE) == [*SUBCOMMANDS]


@pytest.mark.parametrize("name", SUBCOMMANDS)
def test_every_subcommand_explains_itself(foedus, name: str) -> None:
    outcome = foedus("ledger", name, "--help")
    assert outcome.status == 0
    assert max(map(len, outcome.out.splitlines())) <= 80


def _examples() -> list[str]:
    from foedus.cli.main import cli

    group = cli.commands["ledger"]
    helps = [group.help, *(c.help for c in group.commands.values()), cli.commands["episodes"].help]
    return sorted({line.strip() for h in helps for line in h.splitlines() if "  foedus " in f"  {line}"
                   and line.strip().startswith("foedus ")})  # fmt: skip


@pytest.mark.parametrize("example", _examples())
def test_the_examples_of_the_help_work(foedus, ledger, example: str) -> None:
    # The examples speak of the user's own folders; here they are made first.
    Path("second-coder/fra-ita").mkdir(parents=True)
    for file in (ledger / "fra-ita").iterdir():
        Path("second-coder/fra-ita", file.name).write_bytes(file.read_bytes())
    write_case(Path("second-coder"))
    words = shlex.split(example)[1:]
    if words[:2] == ["ledger", "new"]:
        words[-1] = "another-ledger"
    outcome = foedus(*words)
    assert outcome.status == 0, outcome.err
    assert outcome.out


def test_check_prints_every_fault_and_leaves_with_2(foedus, ledger) -> None:
    folder = write_case(ledger, [item(level=9, kind="promis"), item(start="2005")])
    outcome = foedus("ledger", "check", str(folder))
    assert outcome.status == 2
    assert outcome.err == ""
    lines = outcome.out.splitlines()
    assert lines[-1] == f"{len(lines) - 1} faults."
    assert all(re.match(r"items\.toml:\d+: .+\. .+", line) for line in lines[:-1])
    assert len(lines) == 5


def test_check_of_one_fault_says_so(foedus, ledger) -> None:
    write_case(ledger, [item(level=9)])
    assert foedus("ledger", "check", str(ledger)).out.splitlines()[-1] == "1 fault."


def test_check_of_a_sound_file_and_of_what_ships(foedus, ledger) -> None:
    for words in ((), (str(ledger),), (str(ledger / "fra-ita" / "items.toml"),)):
        outcome = foedus("ledger", "check", *words)
        assert (outcome.status, outcome.out) == (0, "No faults.\n")


def test_new_starts_a_case_that_only_wants_its_author(foedus, refused) -> None:
    outcome = foedus("ledger", "new", "JPN", "USA", "--folder", "started")
    files = {p.name for p in Path("started/jpn-usa").iterdir()}
    assert files == {"grid-jpn-for-usa.toml", "grid-usa-for-jpn.toml", "items.toml",
                     "items.schema.json", "grid.schema.json", "sources.json"}  # fmt: skip
    assert "foedus ledger check" in outcome.out
    faults = foedus("ledger", "check", "started/jpn-usa").out.splitlines()[:-1]
    assert faults
    assert all('"coder" is missing' in f or '"how" is missing' in f for f in faults), faults
    for file in Path("started/jpn-usa").glob("*.toml"):
        text = file.read_text(encoding="utf-8")
        text = text.replace('coder = "" ', 'coder = "me"').replace('how = "" ', 'how = "read"')
        file.write_text(text, encoding="utf-8")
    assert foedus("ledger", "check", "started").out == "No faults.\n"
    assert "exists already" in refused("ledger", "new", "USA", "JPN", "--folder", "started")


def test_a_case_just_started_counts_no_search(foedus, monkeypatch) -> None:
    foedus("ledger", "new", "JPN", "USA", "--folder", "started")
    for file in Path("started/jpn-usa").glob("*.toml"):
        text = file.read_text(encoding="utf-8")
        text = text.replace('coder = "" ', 'coder = "me"').replace('how = "" ', 'how = "read"')
        file.write_text(text, encoding="utf-8")
    monkeypatch.setenv("FOEDUS_LEDGER", "started")
    shown = foedus("ledger", "summary").out
    assert re.search(r"^JPN-USA +0 +\d+ +0\.0% +0 +0$", shown, re.MULTILINE)
    assert "Not searched" in foedus("ledger", "ask", "JPN", "USA", "unused").out
    assert "untested" in foedus("episodes", "JPN", "USA").out


def test_list_names_ones_own_first(foedus) -> None:
    records = json.loads(foedus("ledger", "list", "--format", "json").out)
    own = records[0]
    assert (own["pair"], own["items"], own["episodes"], own["own"]) == ("FRA-ITA", 2, 2, "yours")
    assert {"CHN-RUS", "JPN-USA"} <= {r["pair"] for r in records[1:]}
    assert all(r["own"] == "foedus" for r in records[1:])
    assert "(yours)" in foedus("ledger", "list").out


def test_ones_own_file_goes_before_the_projects(foedus, ledger) -> None:
    write_case(ledger, [], [], name="jpn-usa")
    (ledger / "jpn-usa" / "grid-fra-for-ita.toml").unlink()
    records = json.loads(foedus("ledger", "list", "--format", "json").out)
    assert [r["items"] for r in records if r["pair"] == "JPN-USA"] == [0]


def test_items_are_chosen_by_kind_instrument_and_year(foedus) -> None:
    def ids(*words: str) -> list[str]:
        text = foedus("ledger", "list", "ITA", "FRA", *words, "--format", "csv").out
        return [r["id"] for r in csv.DictReader(io.StringIO(text))]

    assert ids() == ["fra-ita-f001", "fra-ita-f002"]
    assert ids("--kind", "signal") == ["fra-ita-f002"]
    assert ids("--instrument", "nonlethal_aid") == ["fra-ita-f001"]
    assert ids("--from", "2002") == ["fra-ita-f002"]
    assert ids("--to", "2002") == ["fra-ita-f001"]


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["list", "FRA", "ITA", "--kind", "signl"], "'signal'"),
        (["list", "FRA", "ITA", "--instrument", "vetoo"], "'veto'"),
        (["list", "CHN"], "two make a pair"),
        (["summary", "CHN"], "two make a pair"),
        (["list", "CHN", "Atlantis"], "Atlantis"),
        (["show", "fra-ita-f003"], "fra-ita-f00"),
        (["ask", "FRA", "ITA", "unusd"], "'unused'"),
        (["ask", "FRA", "PER"], "No case file"),
        (["timeline", "FRA", "PER"], "foedus ledger new"),
        (["check", "gone.toml"], "Nothing at gone.toml"),
        (["instruments", "vetoo"], "'veto'"),
        (["compare", "gone/x", "gone/y"], "no folder"),
        (["compare", "FRA", "ITA"], "second/judgements.toml"),
        (["export", "FRA", "ITA", "-o", "x.xlsx"], ".csv"),
        (["export", "FRA", "ITA", "-o", "noending"], "'noending'"),
        (["export", "FRA", "ITA", "--part", "item", "-o", "x.csv"], "'items'"),
        (["export", "FRA", "ITA", "-o", "gone/x.csv"], "gone"),
        (["chekc"], "'check'"),
    ],
    ids=lambda v: " ".join(v) if isinstance(v, list) else "",
)
def test_mistakes_bring_the_next_step(refused, words, said) -> None:
    assert said in refused("ledger", *words)


def test_a_folder_that_is_not_there_is_named(refused, monkeypatch) -> None:
    monkeypatch.setenv("FOEDUS_LEDGER", "gone")
    assert "FOEDUS_LEDGER names gone" in refused("ledger", "list")
    assert "FOEDUS_LEDGER names gone" in refused("episodes", "FRA", "ITA")


def test_a_faulty_file_of_ones_own_is_named_by_every_command(refused, ledger) -> None:
    write_case(ledger, [item(level=9)], name="fra-ita")
    for words in (("list",), ("ask", "FRA", "ITA"), ("summary",), ("timeline", "FRA", "ITA")):
        assert "items.toml:" in refused("ledger", *words)


def test_show_brings_sources_and_grades(foedus) -> None:
    shown = foedus("ledger", "show", "fra-ita-f001").out
    assert "France sent tents." in shown
    assert "https://example.org/1" in shown
    assert "B2, seen: excerpt" in shown
    assert instruments()["nonlethal_aid"].levels[2] in " ".join(shown.split())


def test_timeline_marks_who_acts(foedus) -> None:
    forth = foedus("ledger", "timeline", "FRA", "ITA").out
    back = foedus("ledger", "timeline", "ITA", "FRA").out
    assert "  -> 03-04 provision" in forth
    assert "  <- 03-04 provision" in back
    assert foedus("ledger", "timeline", "FRA", "ITA", "--from", "2011").out.count("\n") == 1


def test_ask_as_json_answers_every_question_both_ways(foedus) -> None:
    found = json.loads(foedus("ledger", "ask", "FRA", "ITA", "--format", "json").out)
    assert [(r["question"], r["actor"]) for r in found] == [
        (q, a) for q in QUESTIONS for a in ("FRA", "ITA")
    ]
    paid = next(r for r in found if r["question"] == "paid" and r["actor"] == "FRA")
    assert paid["items"] == ["fra-ita-f001"]
    assert paid["searched"].startswith("8 queries over 2 episodes")


def test_summary_of_a_pair_counts_and_names_the_coder(foedus) -> None:
    shown = foedus("ledger", "summary", "FRA", "ITA").out
    assert "FRA and ITA: 2 items." in shown
    assert "the tests: Invented for tests." in shown
    assert "2 episodes, 100% of 11 cells searched, 8 queries" in " ".join(shown.split())


def test_compare_says_whether_it_is_a_second_coding(foedus, tmp_path, ledger) -> None:
    for blind, said in ((True, "A second coding."), (False, "A review, not a second coding")):
        other = write_case(
            tmp_path / f"other-{blind}", [item(level=3)], coding=CODING | {"blind": blind}
        )
        shown = foedus("ledger", "compare", str(ledger / "fra-ita"), str(other)).out
        assert shown.startswith(said)
        assert "fra-ita-f001, level: 2 / 3" in shown
        assert "Only in the first: " in shown


def test_instruments_as_csv_are_the_closed_list(foedus) -> None:
    text = foedus("ledger", "instruments", "--format", "csv").out
    rows = list(csv.DictReader(io.StringIO(text)))
    assert [r["name"] for r in rows] == list(instruments())
    assert all(r[f"level {k}"] for r in rows for k in range(5))
    assert len(foedus("ledger", "instruments", "veto").out.splitlines()) <= 4


HOSTILE = '<script>alert("1")</script> & "quotes", commas; 中国\u202e'


@pytest.fixture
def hostile(ledger) -> Path:
    """A case with text that would do harm where it is not escaped."""
    sources = [SOURCES[0] | {"title": HOSTILE, "URL": 'https://example.org/"><script>'}, SOURCES[1]]
    return write_case(ledger, [item(summary=HOSTILE, note=HOSTILE)], sources=sources)


def _parquet(file: Path) -> pd.DataFrame:
    return duckdb.read_parquet(str(file)).df()


@pytest.mark.parametrize("part", ["items", "cells"])
@pytest.mark.parametrize("ending", ["csv", "parquet", "dta"])
def test_an_export_reads_back_and_is_the_same_each_time(foedus, hostile, part, ending) -> None:
    files = [Path(f"{n}.{ending}") for n in ("one", "two")]
    for file in files:
        outcome = foedus("ledger", "export", "FRA", "ITA", "--part", part, "-o", str(file))
        assert outcome.out == f"{file}\n"
    assert files[0].read_bytes() == files[1].read_bytes()
    read = {"csv": pd.read_csv, "parquet": _parquet, "dta": pd.read_stata}[ending]
    frame = read(files[0])
    assert list(frame.columns) == list(ITEM_LABELS if part == "items" else CELL_LABELS)
    assert len(frame) == (1 if part == "items" else 5)
    if part == "items":
        assert frame["summary"][0] == HOSTILE
        assert (frame["level"][0], frame["paid"][0]) == (2, 1)
    else:
        by_name = frame.set_index("response")
        assert by_name["level"]["aid"] == 2
        assert pd.isna(by_name["level"]["troops"])
        assert by_name["answer"]["troops"] == "none_found"


@pytest.mark.parametrize("ending", ["csv", "parquet", "dta", "html"])
def test_an_empty_case_exports_its_columns(foedus, ledger, ending) -> None:
    write_case(ledger, [], [])
    file = Path(f"empty.{ending}")
    for part in ("items", "cells"):
        assert foedus("ledger", "export", "FRA", "ITA", "--part", part, "-o", str(file)).status == 0
        assert file.stat().st_size > 0


def test_a_page_escapes_what_it_was_given(foedus, hostile) -> None:
    foedus("ledger", "export", "FRA", "ITA", "-o", "x.html")
    page = Path("x.html").read_text(encoding="utf-8")
    assert "<script" not in page
    assert "&lt;script&gt;alert(&quot;1&quot;)" in page
    assert page.count("<tr>") == 2
    assert '<a href="https://example.org/&quot;&gt;&lt;script&gt;">' in page


def test_a_control_character_never_reaches_the_terminal(foedus, ledger) -> None:
    folder = write_case(ledger, [item(summary="\x1b[2J", kind="\x1b]0;x\x07")])
    assert "\x1b" not in foedus("ledger", "check", str(folder)).out
