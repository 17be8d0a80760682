"""`foedus texts concepts` and `foedus texts practice`, as a user meets them."""

from __future__ import annotations

import csv
import io
import json
from zlib import crc32

import numpy as np
import pytest
from tests.documents.concepts import made_up_speeches

pytest.importorskip("rjieba", reason="texts need the extra: pip install 'foedus[texts]'")

from foedus.documents.embedding import fill

BAD = '<script>alert("x")</script> We uphold sovereignty. '


@pytest.fixture(scope="module")
def place(tmp_path_factory):
    folder = tmp_path_factory.mktemp("corpora")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("FOEDUS_CORPORA", str(folder))
        rows = made_up_speeches.speeches(range(1976, 1992))
        rows[0]["text"] = BAD + rows[0]["text"]
        made_up_speeches.corpus(tmp_path_factory.mktemp("papers"), rows)
    return folder


@pytest.fixture(autouse=True)
def there(place, monkeypatch):
    monkeypatch.setenv("FOEDUS_CORPORA", str(place))


def concepts(foedus, *words):
    return foedus("texts", "concepts", *words)


def test_the_corpus_may_stand_first(foedus):
    words = ["debate", "--concept", "multipolarity", "--states", "CHN", "RUS"]
    short, long = concepts(foedus, *words), concepts(foedus, "use", *words)
    assert short.status == 0
    assert short.out == long.out
    assert "China's rate is" in short.out
    assert "1976-1980" in short.out
    assert "Its check, en:" in short.out


def test_a_table_counts_what_the_texts_hold(foedus, tmp_path):
    out = concepts(
        foedus, "debate", "--concept", "multipolarity", "--states", "CHN", "RUS", "-o", "x.csv"
    )
    assert out.status == 0
    rows = list(csv.DictReader((tmp_path / "x.csv").open(encoding="utf-8")))
    assert sum(int(r["mentions"]) for r in rows if r["state"] == "CHN") == 16
    assert sum(int(r["mentions"]) for r in rows if r["state"] == "RUS") == 6
    found = json.loads(
        concepts(foedus, "debate", "--concept", "sovereignty", "--states", "CHN", "RUS",
                 "--format", "json").out
    )  # fmt: skip
    assert found[-1]["distance_of"] == "CHN RUS"
    assert found[-1]["beyond_noise"] is False


@pytest.mark.parametrize(
    ("name", "begins"),
    [("x.html", "<!doctype html>"), ("x.svg", "<svg"), ("x.md", "| concept")],
)
def test_a_file_of_each_kind(foedus, tmp_path, name, begins):
    done = concepts(
        foedus, "debate", "--concept", "sovereignty", "--states", "CHN", "RUS", "-o", name
    )
    assert done.status == 0
    assert (tmp_path / name).read_text(encoding="utf-8").startswith(begins)


def test_texts_of_a_corpus_are_escaped(foedus, tmp_path):
    concepts(foedus, "debate", "--concept", "sovereignty", "--states", "CHN", "-o", "x.html")
    foedus("texts", "practice", "CHN", "--corpus", "debate", "--alone", "-o", "p.html")
    for name in ("x.html", "p.html"):
        page = (tmp_path / name).read_text(encoding="utf-8")
        assert "alert(" not in page.replace("alert(&quot;x&quot;)", "")
        assert "<script" not in page


def test_poles_and_their_sentences(foedus):
    table = concepts(foedus, "poles", "debate", "--states", "CHN", "--every", "20")
    assert "Europe" in table.out
    assert "16 of 16" in table.out
    rows = list(
        csv.DictReader(
            io.StringIO(concepts(foedus, "poles", "debate", "--sentences", "--format", "csv").out)
        )
    )
    assert len(rows) == 22
    assert {r["beside_pole"] for r in rows} == {"yes"}


def test_lists_and_a_dictionary(foedus):
    assert "multipolarity" in concepts(foedus, "list").out
    shown = concepts(foedus, "show", "no limits").out
    assert "Checked:" in shown
    assert "language model" in shown


def _quick(sentences):
    """Vectors that cost nothing: another one for each sentence, the same every time."""
    found = [np.random.default_rng(crc32(s.encode())).normal(size=512) for s in sentences]
    return np.array([v / np.linalg.norm(v) for v in found], np.float32).reshape(-1, 512)


def test_neighbours_are_kept_for_a_reader(foedus, refused, tmp_path, monkeypatch):
    said = refused("texts", "concepts", "neighbours", "debate", "multipolarity")
    assert "foedus texts embed debate" in said
    monkeypatch.setattr(fill, "encode", _quick)
    monkeypatch.setattr("foedus.documents.concepts.neighbours.encode", _quick)
    assert foedus("texts", "embed", "debate", "--processes", "1").status == 0
    words = ("neighbours", "debate", "multipolarity", "--most", "3", "--keep", "read.csv")
    assert "3 not read" in concepts(foedus, *words).out
    rows = list(csv.DictReader((tmp_path / "read.csv").open(encoding="utf-8")))
    assert not any("multipolar" in r["text"] for r in rows)
    assert "6 not read" in concepts(foedus, *words).out


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["concepts", "nosuch", "--concept", "alliance"], "Unknown corpus 'nosuch'"),
        (["concepts", "debate", "--concept", "aliance"], "'alliance'"),
        (["concepts", "debate", "CHN", "--concept", "alliance"], "after --states"),
        (["concepts", "debate", "--concept", "alliance", "--states", "FRA"], "CHN"),
        (["concepts", "debate", "--concept", "alliance", "-o", "x.pdf"], "'.pdf'"),
        (["concepts", "debate", "--concept", "alliance", "--from", "2000", "--to", "1990"], "ends"),
        (["concepts", "debate", "--concept", "alliance", "--checked", "no.csv"], "no.csv"),
        (["concepts", "poles", "debate", "-o", "x.html"], "-o x.html"),
        (["concepts", "show", "nothing"], "multipolarity"),
        (["practice", "CHN", "--corpus", "debate", "--principle", "peace"], "sovereignty"),
        (["practice", "CHN", "--corpus", "debate", "--with", "FRA"], "FRA"),
        (["practice", "CHN", "--corpus", "debate", "--with", "RUS", "--alone"], "Leave one out"),
        (["practice", "--corpus", "debate"], "No state is named"),
        (["practice", "CHN", "--corpus", "debate", "--from", "2001"], "from 1976 to 1991"),
        (["practice", "CHN", "--corpus", "debate", "-o", "x.svg"], "'.svg'"),
    ],
)
def test_what_cannot_be_done_is_refused_with_the_next_step(refused, words, said):
    assert said in refused("texts", *words)


def test_practice_without_raw_data_shows_profession_and_says_why_no_gap(foedus):
    done = foedus("texts", "practice", "CHN", "RUS", "--corpus", "debate")
    assert done.status == 0
    assert "names the principles" in done.out
    assert "no list of disputes or crises is on this machine" in done.out
    assert "not on this machine" in done.out


def test_practice_as_a_table_says_what_is_not_professed(foedus):
    done = foedus("texts", "practice", "IND", "--corpus", "debate", "--alone", "--format", "json")
    rows = json.loads(done.out)
    assert len(rows) == 16
    assert not any(r["professed"] for r in rows)
    assert {r["why_no_gap_both"] for r in rows[2:]} == {
        "no gap: not professed, fewer than two passages name the principle"
    }
    assert all(r["gap_both"] is None and r["rate"] == 0 for r in rows[2:])
    assert all("too few documents" in r["why_no_gap_both"] for r in rows[:2])
