"""`foedus votes`: the table, the list, influence, files, and what is refused."""

from __future__ import annotations

import csv
import io
import json
import re

import pandas as pd
import pytest

from foedus.rollcalls.pairs.pair_result import LABELS

SOURCES = ("undl_ga_votes", "voeten_roll_call_issues")


@pytest.fixture
def votes(foedus, raw):
    """Run `foedus votes` on the made-up files; it must succeed."""
    folder = raw(*SOURCES)

    def call(*words):
        outcome = foedus("votes", *words, "--data", str(folder))
        assert outcome.status == 0, outcome.err
        return outcome.out

    return call


def lines(text):
    return [line for line in text.splitlines() if line]


def test_the_table_counts_by_year_and_says_what_to_ask_next(votes):
    text = votes("USA", "RUS")
    assert re.search(r"^1971 +2 +1 +0 +1 +0\.500$", text, re.MULTILINE)
    assert re.search(r"^1971-1990 +5 +2 +0 +3 +0\.400$", text, re.MULTILINE)
    assert "foedus votes USA RUS --differ" in text
    assert max(map(len, text.splitlines())) <= 80


def test_hints_ask_for_the_same_years(votes):
    assert "foedus votes USA SUN --year 1990 --differ" in votes("USA", "RUS", "--year", "1990")
    text = votes("USA", "RUS", "--from", "1971", "--to", "1990")
    assert "USA SUN --from 1971 --to 1990 --influence" in text


def test_the_list_has_votes_totals_issues_and_link(votes):
    text = votes("USA", "RUS", "--all")
    assert "1971-11-09  26/2765  Made-up item after the change" in text
    assert "USA yes, RUS yes. 3 yes, 1 no, 1 abstaining; most: yes." in text
    assert "Issue codes: co hr." in text
    assert "https://digitallibrary.un.org/record/12" in text
    assert max(map(len, text.splitlines())) <= 80


def test_differing_votes_are_marked_and_limited(votes):
    text = votes("USA", "RUS", "--differ", "--limit", "1")
    assert text.count("https://") == 1
    assert ": opposite." in text
    assert "1 of 3 shown" in text


def test_words_list_what_they_find(votes):
    assert "44/999/A" in votes("USA", "RUS", "--words", "old germany")
    assert "none fits: with 'atlantis'" in votes("USA", "RUS", "--words", "atlantis")


def test_a_range_that_crosses_the_change_of_seat_says_so(votes):
    assert "until 25 October 1971" in " ".join(votes("CHN", "USA").split())
    assert "1971-10-20" not in votes("CHN", "USA", "--all")
    assert "1971-10-20" in votes("TWN", "USA", "--all")


def test_influence_names_what_drove_apart_and_held_together(votes):
    text = votes("USA", "RUS", "--influence")
    apart, held = text.split("Held together")
    assert apart.count("https://") == 3
    assert held.count("https://") == 2
    assert "of all pairs of states stood so" in text


def test_csv_and_json_have_every_column(votes):
    rows = list(csv.DictReader(io.StringIO(votes("USA", "RUS", "--all", "--format", "csv"))))
    assert list(rows[0]) == list(LABELS)
    records = json.loads(votes("USA", "RUS", "--all", "--format", "json"))
    assert [r["item"] for r in records] == [int(r["item"]) for r in rows] == [15, 14, 13, 12, 11]
    assert {r["item"]: r["issues"] for r in records} == {
        15: "nu",
        14: None,
        13: None,
        12: "co hr",
        11: None,
    }


def test_an_empty_list_keeps_its_head(votes):
    text = votes("USA", "RUS", "--words", "atlantis", "--format", "csv")
    assert text == ",".join(LABELS) + "\n"
    assert json.loads(votes("USA", "RUS", "--words", "atlantis", "--format", "json")) == []
    assert len(lines(votes("USA", "RUS", "--words", "atlantis", "--format", "md"))) == 2


@pytest.mark.parametrize("ending", ["csv", "json", "md", "txt", "parquet", "dta", "html"])
def test_files_by_their_ending(votes, tmp_path, ending):
    for content in ("--all", "--influence"):
        file = tmp_path / f"x.{ending}"
        votes("USA", "RUS", content, "-o", str(file))
        if ending == "dta":
            assert len(pd.read_stata(file)) == 5
        assert file.stat().st_size > 300


def test_the_page_links_to_the_library_and_loads_nothing(votes, tmp_path):
    votes("USA", "RUS", "-o", str(tmp_path / "x.html"))
    page = (tmp_path / "x.html").read_text(encoding="utf-8")
    assert page.count('<a href="https://digitallibrary.un.org/record/') == 5
    assert not re.search(r"<script|<link|<img|src=|url\(", page)
    assert "By year, 1971-1990" in page
    assert "A/45/251 5 &quot;Quoted&quot; item" in page


def test_text_of_the_data_is_escaped(votes, raw, tmp_path):
    import gzip

    file = tmp_path / "raw/un_ga_votes/ga_resolutions.csv.gz"
    text = gzip.decompress(file.read_bytes()).decode()
    file.write_bytes(gzip.compress(text.replace("old Germany", "<script>x</script>").encode()))
    votes("USA", "RUS", "-o", str(tmp_path / "x.html"))
    page = (tmp_path / "x.html").read_text(encoding="utf-8")
    assert "<script>" not in page
    assert "&lt;script&gt;" in page


def test_issue_by_code(votes):
    text = votes("USA", "RUS", "--issue", "human_rights", "--all")
    assert text.count("https://") == 1
    assert "in the issue-coded list" in text


def test_by_year_and_issue_says_how_many_are_predicted(votes):
    rows = json.loads(votes("USA", "RUS", "--issue", "hr", "--format", "json"))
    assert [r["predicted"] for r in rows] == [0]
    assert "predicted" not in json.loads(votes("USA", "RUS", "--format", "json"))[0]
    text = votes("USA", "RUS", "--issue", "hr", "--coded-only")
    assert "--issue hr --coded-only --differ" in text
    assert "where the maker's codes end" in " ".join(text.split())


def test_without_issue_codes_the_list_still_stands(foedus, refused, raw):
    folder = raw("undl_ga_votes")
    outcome = foedus("votes", "USA", "RUS", "--all", "--data", str(folder))
    assert "they need the source voeten_roll_call_issues" in " ".join(outcome.out.split())
    complaint = refused("votes", "USA", "RUS", "--issue", "hr", "--data", str(folder))
    assert "unvotes" in complaint


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (["CHN", "Rusia"], "'Russia'"),
        (["CHN", "PRC"], "same state"),
        (["CHN", "RUS", "--year", "1940"], "1940"),
        (["CHN", "RUS", "--year", "1975"], "1971 and 1982"),
        (["USA", "DDR", "--year", "1971"], "There are from 1982 to 1990"),
        (["CHN", "RUS", "--from", "1990", "--to", "1980"], "Exchange"),
        (["CHN", "RUS", "--year", "1990", "--from", "1980"], "Leave out"),
        (["CHN", "RUS", "--differ", "--same"], "--differ and --same"),
        (["CHN", "RUS", "--issue", "hrr"], "'hr'"),
        (["CHN", "RUS", "--coded-only"], "Add --issue"),
        (["CHN", "RUS", "--limit", "5"], "Add --differ"),
        (["CHN", "RUS", "--differ", "--limit", "0"], "--limit"),
        (["CHN", "RUS", "--words", " "], "no word"),
        (["CHN", "RUS", "-o", "x.xlsx"], "'.xlsx'"),
        (["CHN", "RUS", "-o", "nowhere/x.csv"], "mkdir"),
        (["USA", "RUS", "--influence", "--words", "emergency"], "leaves none"),
        (["CHN"], "'B'"),
    ],
    ids=lambda v: " ".join(v) if isinstance(v, list) else "",
)
def test_what_is_refused_and_the_next_step(refused, raw, words, says):
    folder = raw(*SOURCES)
    assert says in refused("votes", *words, "--data", str(folder))


def test_without_the_votes_the_next_step_is_named(refused):
    complaint = refused("votes", "CHN", "RUS")
    assert "undl_ga_votes" in complaint
    assert "foedus data add" in complaint
    assert "nosuch" in refused("votes", "CHN", "RUS", "--data", "nosuch")
