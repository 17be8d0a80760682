"""`foedus texts add`: what is read, what is refused, and how a stopped run goes on."""

from __future__ import annotations

import pytest

pytest.importorskip("rjieba", reason="texts need the extra: pip install 'foedus[texts]'")

from tests.cli import made_up_texts

from foedus.documents.corpora.corpus import open_corpus


@pytest.fixture(autouse=True)
def corpora(tmp_path, monkeypatch):
    monkeypatch.setenv("FOEDUS_CORPORA", str(tmp_path / "corpora"))
    return tmp_path / "corpora"


@pytest.fixture
def papers(tmp_path):
    pytest.importorskip("pypdf")
    return made_up_texts.every_kind(tmp_path / "papers")


def add(foedus, *words):
    return foedus("texts", "add", *words, "--processes", "0")


def test_every_kind_in_three_languages(foedus, papers):
    said = add(foedus, "papers", "--corpus", "mine")
    assert said.status == 0, said.err
    assert said.err == ""
    assert said.out.startswith("mine: 12 documents with ")
    assert "from 10 files." in said.out.replace("\n", " ")
    assert "foedus texts list mine" in said.out
    table = open_corpus("mine").documents().set_index("file")
    assert set(table["language"]) == {"en", "zh", "ru"}
    assert table.loc["a.txt", ["side", "date", "institution"]].tolist() == [
        "USA", "2023-10-17", "Institute One",
    ]  # fmt: skip
    assert table.loc["d.md", ["title", "author", "side", "date"]].tolist() == [
        "Limits", "A. Writer", "USA", "2023-05-02",
    ]  # fmt: skip
    assert table.loc["h.csv", "date"].tolist() == ["2021", "2022-03"]
    assert "alert" not in "".join(open_corpus("mine").text(n) for n in table["document"])


def test_added_again_nothing_is_read_and_metadata_is_brought_up_to_date(foedus, papers):
    add(foedus, "papers", "--corpus", "mine")
    said = add(foedus, "papers", "--corpus", "mine")
    assert said.out == "In the corpus mine already: 10 files.\n"
    (papers / "metadata.csv").write_text("file,side\na.txt,CHN\n", encoding="utf-8")
    assert "brought up to date: 1 document." in add(foedus, "papers", "--corpus", "mine").out


def test_what_is_refused_is_named_on_stderr_and_the_rest_goes_on(foedus, tmp_path):
    made_up_texts.hostile(tmp_path / "bad")
    said = add(foedus, "bad", "--corpus", "mine")
    assert said.status == 0
    assert said.out.startswith("mine: 2 documents")
    assert "Refused: 5 files and 1 row." in said.err
    for name in ("empty.txt", "old.doc", "broken.pdf", "no.docx", "bomb.docx", "rows.csv"):
        assert f"\n{name}\n" in said.err
    assert said.err.count("Next: ") == 6
    listed = foedus("texts", "list", "mine", "--refused", "--format", "csv").out
    assert listed.count("\n") == 7
    assert "6 refused." in foedus("texts", "list", "mine", "--refused").out


def test_names_of_files_do_not_steer_the_terminal(foedus, tmp_path):
    (tmp_path / "bad").mkdir()
    (tmp_path / "bad" / "a\x1b[2Jb.exe").write_bytes(b"MZ")
    said = add(foedus, "bad", "--corpus", "mine")
    assert "a[2Jb.exe" in said.err
    assert "\x1b" not in said.err + foedus("texts", "list", "mine", "--refused").out


def test_only_refusals_are_a_fault(foedus, tmp_path):
    (tmp_path / "x.exe").write_bytes(b"MZ")
    said = add(foedus, "x.exe", "--corpus", "mine")
    assert said.status == 2
    assert "x.exe" in said.err


def test_stopped_from_the_keyboard_the_same_command_goes_on(foedus, papers, monkeypatch):
    from foedus.documents.corpora import gathering

    take, seen = gathering.Gathering.take, []

    def stop_at_the_fourth(self, step, outcome):
        take(self, step, outcome)
        self.flush()
        seen.append(step)
        if len(seen) == 4:
            raise KeyboardInterrupt

    monkeypatch.setattr(gathering.Gathering, "take", stop_at_the_fourth)
    said = add(foedus, "papers", "--corpus", "mine")
    assert said.status == 130
    assert "the same command goes on there" in said.err
    assert 0 < len(open_corpus("mine").documents()) < 12
    monkeypatch.setattr(gathering.Gathering, "take", take)
    assert "already: 4 files" in add(foedus, "papers", "--corpus", "mine").out
    assert len(open_corpus("mine").documents()) == 12


@pytest.mark.parametrize(
    ("words", "named"),
    [
        (["nowhere", "--corpus", "mine"], "nowhere"),
        (["papers", "--corpus", "Mine!"], "cannot name a corpus"),
        (["--corpus", "mine", "--recipe", "un_genral_debate"], "un_general_debate"),
        (["--corpus", "mine", "--recipe", "un_general_debate"], "is not here"),
        (["papers", "--corpus", "mine", "--language", "de"], "language 'de'"),
        (["papers", "--corpus", "mine", "--metadata", "none.csv"], "none.csv"),
    ],
)
def test_slips_are_named_and_leave_no_corpus(refused, papers, corpora, words, named):
    assert named in refused("texts", "add", *words, "--processes", "0")
    assert not list(corpora.glob("*/corpus.sqlite"))


@pytest.mark.parametrize(
    "words",
    [
        ["--corpus", "mine"],
        ["papers", "--corpus", "mine", "--recipe", "kremlin_ru"],
        ["papers", "--corpus", "mine", "--data", "x"],
    ],
)
def test_contradictions_are_refused(foedus, words):
    said = foedus("texts", "add", *words)
    assert said.status == 2
    assert "--help" in said.err


def test_faults_of_the_sidecar_are_named_and_nothing_is_added(refused, papers):
    (papers / "metadata.csv").write_text("file,side\nz.txt,CHN\n", encoding="utf-8")
    assert "z.txt" in refused("texts", "add", "papers", "--corpus", "mine")
