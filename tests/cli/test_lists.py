"""`foedus measures`, `sources`, `cite` and `states`."""

from __future__ import annotations

import csv
import io
import json
import re

import pytest

from foedus.measures.registry import measures
from foedus.sources.registry import all_origins


def test_measures_lists_every_measure_with_coverage(foedus):
    records = json.loads(foedus("measures", "--format", "json").out)
    assert {r["name"] for r in records} == set(measures())
    first = records[0]
    assert list(first) == ["name", "label", "directed", "unit", "coverage", "sources", "ships"]
    text = foedus("measures").out
    assert all(f"{r['name']:<30}{r['coverage'][0]}-{r['coverage'][1]}" in text for r in records)
    assert max(map(len, text.splitlines())) <= 80


def test_one_measure_shows_its_rule_and_papers(foedus):
    shown = foedus("measures", "kappa_votes").out
    assert "cohen1968" in shown
    assert "undl_ga_votes" in shown


def test_sources_as_csv_and_markdown_have_the_same_rows(foedus):
    rows = list(csv.DictReader(io.StringIO(foedus("sources", "--format", "csv").out)))
    assert [r["name"] for r in rows] == [o.name for o in all_origins()]
    lines = foedus("sources", "--format", "md").out.splitlines()
    assert len(lines) == len(rows) + 2
    assert lines[0] == "| name | title | version | coverage | licence | present |"


def test_sources_says_which_raw_files_are_here(foedus, raw):
    folder = raw("atop")
    text = foedus("sources", "--data", str(folder)).out
    assert re.search(r"^atop .* raw files here$", text, re.MULTILINE)
    assert re.search(r"^undl_ga_votes .* raw files not here$", text, re.MULTILINE)


def test_one_source_shows_its_terms_caveats_and_where_to_get_it(foedus):
    shown = " ".join(foedus("sources", "atop").out.split())
    source = next(o for o in all_origins() if o.name == "atop")
    for text in (source.licence, source.where_to_get, *source.caveats):
        assert " ".join(text.split()) in shown


def test_cite_prints_each_citation_once(foedus):
    printed = foedus("cite").out
    keys = re.findall(r"^@\w+\{([^,]+),$", printed, re.MULTILINE)
    assert len(keys) == len(set(keys))
    assert {c.key for o in all_origins() for c in o.citations} <= set(keys)
    assert {key for m in measures().values() for key in m.paper} <= set(keys)


def test_cite_of_a_measure_brings_its_papers_and_sources(foedus):
    printed = foedus("cite", "kappa_votes").out
    assert "{cohen1968," in printed
    assert "{undl_ga_voting," in printed
    assert "leeds" not in printed


def test_states_resolves_names_in_three_languages(foedus):
    for name in ("Russia", "Россия", "俄罗斯", "RUS", "365"):
        assert "COW number    365" in foedus("states", name).out


def test_states_of_a_year(foedus):
    rows = json.loads(foedus("states", "--year", "1950", "--format", "json").out)
    names = {r["ccode"]: r["name"] for r in rows}
    assert names[365] == "Soviet Union"
    assert 740 not in names


@pytest.mark.parametrize(
    ("words", "named"),
    [
        (["measures", "kapa_votes"], "'kappa_votes'"),
        (["sources", "atopp"], "'atop'"),
        (["cite", "atopp"], "'atop'"),
        (["states", "Atlantis"], "Atlantis"),
        (["states", "USSR", "--year", "2015"], "ended in 1991"),
        (["states", "--year", "1700"], "1700"),
        (["measures", "--format", "xml"], "xml"),
        (["sources", "--format", "xml"], "xml"),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, list) else "",
)
def test_an_unknown_name_brings_the_nearest(refused, words, named):
    assert named in refused(*words)
