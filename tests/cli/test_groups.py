"""`foedus groups`: the table, files, the list of groups, and what is refused."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import pytest

SOURCES = ("undl_ga_votes", "voeten_roll_call_issues")
THREE = ("USA", "RUS", "GBR")


@pytest.fixture
def groups(foedus, raw):
    """Run `foedus groups` on the made-up files; it must succeed."""
    folder = raw(*SOURCES)

    def call(*words: str) -> str:
        outcome = foedus("groups", *words, "--data", str(folder))
        assert outcome.status == 0, outcome.err
        return outcome.out

    return call


def test_text_has_finding_table_pairs_and_notes(groups) -> None:
    shown = groups(*THREE, "--from", "1971", "--to", "1990", "--with", "China")
    assert max(map(len, shown.splitlines())) <= 80
    flat = " ".join(shown.split())
    assert flat.startswith("United States, Soviet Union and United Kingdom")
    assert "1971-1975" in flat
    assert "USA-RUS" in flat
    assert "With the majority" in flat
    assert "Krippendorff's alpha" in flat
    assert "The last vote on record" not in flat or "1990" in flat


def test_json_and_csv_hold_the_same_rows(groups) -> None:
    words = ("USA,RUS", "--from", "1971", "--to", "1982")
    rows = json.loads(groups(*words, "--format", "json"))
    table = list(csv.DictReader(io.StringIO(groups(*words, "--format", "csv"))))
    assert [r["measure"] for r in rows] == [r["measure"] for r in table]
    assert {(r["from"], r["to"]) for r in rows} == {(1971, 1971), (1982, 1982)}
    assert all(r["low"] is None for r in rows)  # too few made-up votes for an interval
    assert all(r["low"] == "" for r in table)


def test_files_by_their_ending(groups, tmp_path: Path) -> None:
    words = ("USA", "RUS", "--from", "1971", "--to", "1990")
    for name in ("a.csv", "a.json", "a.md", "a.txt", "a.svg"):
        said = groups(*words, "-o", str(tmp_path / name))
        assert f"Written to {tmp_path / name}" in said.replace("\n", " ")
    assert (tmp_path / "a.csv").read_text(encoding="utf-8").startswith("from,to,issue,measure,of")
    assert "UN General Assembly" in (tmp_path / "a.svg").read_text(encoding="utf-8")


def test_a_named_group_and_every(groups) -> None:
    rows = json.loads(groups("--named", "p5", "--every", "20", "--format", "json"))
    assert {r["members"] for r in rows} <= {5, 6}  # six where China's seat changed hands
    assert groups("P5", "--from", "1990").startswith("P5\n")


def test_issues_are_told_apart(groups) -> None:
    shown = groups("USA", "RUS", "--from", "1971", "--to", "1990", "--issue", "hr", "--issue", "ec")
    assert "human rights" in shown
    assert "No vote of two members on economic in these years." in shown
    assert "Issue codes end in January 2020." in " ".join(shown.split())


def test_coded_only_keeps_to_the_codes_and_says_where_they_end(groups) -> None:
    words = ("USA", "RUS", "--issue", "hr", "--coded-only")
    assert "1 vote coded to 2019, where the maker's codes end." in " ".join(groups(*words).split())
    rows = json.loads(groups(*words, "--format", "json"))
    assert {r["predicted"] for r in rows} == {0}


def test_list_shows_every_group_with_its_source(foedus) -> None:
    from foedus.states.groups import groups

    shown = foedus("groups", "--list").out
    assert all(g.name in shown for g in groups().values())
    rows = list(csv.DictReader(io.StringIO(foedus("groups", "--list", "--format", "csv").out)))
    assert len(rows) == sum(len(g.spells) for g in groups().values())
    assert all(r["url"].startswith("http") for r in rows)


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ([], "No group is named"),
        (["CHN"], "alone is no group"),
        (["CHN", "CHN"], "same state"),
        (["CHN", "Atlantis"], "Atlantis"),
        (["CHN", "NATO"], "is a group"),
        (["CHN", "RUS", "--named", "NATO"], "Both a named group"),
        (["--named", "Natto"], "NATO"),
        (["--named", "NATO", "--to", "1948"], "had no members"),
        (["CHN", "RUS", "--from", "1900"], "1900"),
        (["CHN", "RUS", "--from", "2000", "--to", "1990"], "after the last"),
        (["CHN", "RUS", "--issue", "whaling"], "whaling"),
        (["CHN", "RUS", "--issue", "nuclear", "--from", "2021", "--coded-only"], "January 2020"),
        (["CHN", "RUS", "--coded-only"], "Add --issue"),
        (["CHN", "RUS", "--with", "Atlantis"], "Atlantis"),
        (["CHN", "RUS", "--every", "0"], "every"),
        (["CHN", "RUS", "--format", "xml"], "xml"),
        (["CHN", "RUS", "-o", "x.doc"], ".doc"),
        (["CHN", "RUS", "--every", "5", "-o", "x.svg"], "by year"),
        (["--list", "-o", "x.png"], "no list"),
        (["CHN", "RUS", "--present", "1"], "present"),
        (["CHN", "RUS", "--present", "3"], "3 of 2 members"),
        (["CHN", "RUS", "--data", "nowhere"], "nowhere"),
        (["CHN", "RUS"], "undl_ga_votes"),  # no votes on this machine
    ],
    ids=lambda v: " ".join(v) if isinstance(v, list) else "",
)
def test_mistakes_bring_the_next_step(refused, words, said) -> None:
    assert said in refused("groups", *words)
