"""What comes into a corpus: documents, what is known of them, copies, and what is added again."""

from __future__ import annotations

import hashlib
import random

import pytest

pytest.importorskip("rjieba", reason="texts need the extra: pip install 'foedus[texts]'")

from tests.documents.corpora.made_up_texts import folder_of, held, text

from foedus.core.errors import FoedusError
from foedus.documents.corpora.adding import add_folder
from foedus.documents.corpora.corpus import Corpus, new_corpus, open_corpus
from foedus.documents.corpora.duplicates import candidates, jaccard
from foedus.documents.corpora.processes import Ended, Served
from foedus.documents.corpora.ranges import sentence_ranges
from foedus.documents.corpora.ready import Task
from foedus.documents.corpora.signatures import runs, signatures
from foedus.documents.corpora.workers import Workers


@pytest.fixture
def corpus(tmp_path, monkeypatch) -> Corpus:
    monkeypatch.setenv("FOEDUS_CORPORA", str(tmp_path / "corpora"))
    return new_corpus("mine")


def write(folder, **files: str):
    folder.mkdir(exist_ok=True)
    for name, content in files.items():
        path = folder / name.replace("__", "/").replace("_", ".")
        path.parent.mkdir(exist_ok=True)
        path.write_text(content, encoding="utf-8")
    return folder


def test_what_is_said_of_a_document_wins_over_what_it_says(tmp_path, corpus):
    folder = write(
        tmp_path / "texts",
        a_md="---\ntitle: Own title\nauthor: Own author\ndate: 2020\ntags: gas\n---\n# Heading\n\nText.",
        sub__b_txt="Стороны договорились.",
        metadata_csv="file,title,side,date,language\na.md,Given title,CHN,2023-10,en\n",
    )
    add_folder(corpus, folder, processes=0)
    table = corpus.documents().set_index("file")
    assert table.loc["a.md", ["title", "author", "side", "date"]].tolist() == [
        "Given title", "Own author", "CHN", "2023-10",
    ]  # fmt: skip
    assert table.loc["a.md", "declared"]
    assert table.loc["sub/b.txt", "language"] == "ru"
    assert not table.loc["sub/b.txt", "declared"]


def test_faults_of_the_metadata_come_all_at_once_and_nothing_is_added(tmp_path, corpus):
    folder = write(
        tmp_path / "texts",
        paper_txt="A text.",
        metadata_csv="file,date,language\npapr.txt,2023,en\npaper.txt,17.10.2023,fr\n",
    )
    with pytest.raises(FoedusError) as caught:
        add_folder(corpus, folder, processes=0)
    for part in ("3 faults", "nearest: 'paper.txt'", "17.10.2023", "'fr'"):
        assert part in caught.value.problem
    assert len(corpus.documents()) == 0


def test_originals_are_kept_as_they_came(tmp_path, corpus):
    folder = write(tmp_path / "texts", a_txt="A text.\r\nWith odd line ends.\r\n")
    add_folder(corpus, folder, processes=0)
    (kept,) = corpus.originals.iterdir()
    assert kept.read_bytes() == (folder / "a.txt").read_bytes()
    assert kept.stem == hashlib.sha256(kept.read_bytes()).hexdigest()


def test_what_is_there_is_not_read_again_but_its_metadata_is(tmp_path, corpus):
    folder = write(
        tmp_path / "texts", a_txt="Trade grew.", b_txt="Trade grew.", c_txt="Gas flowed."
    )
    first = add_folder(corpus, folder, processes=0)
    assert (first.documents, first.same) == (2, (("b.txt", "a.txt"),))
    write(folder, metadata_csv="file,side\na.txt,CHN\n", d_txt="A new one.")
    second = add_folder(corpus, folder, processes=0)
    assert (second.documents, second.already, second.updated) == (1, 2, 1)
    assert corpus.documents()["side"].tolist()[0] == "CHN"
    third = add_folder(corpus, folder, processes=0, language="ru")
    assert (third.documents, third.updated) == (0, 0)
    assert "stays as it was read" in third.notes[0][1]


def test_the_number_of_processes_changes_nothing(tmp_path, corpus, monkeypatch):
    folder = folder_of(tmp_path / "texts", 4, rows=150)
    found = []
    for processes in (0, 1):
        made = new_corpus(f"with-{processes}")
        add_folder(made, folder, processes=processes)
        found.append(held(made.path))
    assert found[0] == found[1]


def test_near_copies_point_to_the_earliest(tmp_path, corpus):
    rng = random.Random(2)
    long, other = text(rng, "en", 60), text(rng, "en", 60)
    folder = write(
        tmp_path / "texts",
        a_txt=long, b_txt=f"{long} And more was said.", c_txt=other, d_txt=f"As agreed: {long}",
        e_txt=text(rng, "ru", 40),
    )  # fmt: skip
    added = add_folder(corpus, folder, processes=0)
    table = corpus.documents()
    assert added.alike == 2
    assert table["copy_of"].fillna(0).tolist() == [0, 1, 0, 1, 0]
    assert table["alike"].dropna().between(0.8, 1).all()


def test_signatures_estimate_the_likeness_of_texts():
    rng = random.Random(3)
    words = [str(k) for k in rng.choices(range(5_000), k=4_000)]
    for kept in (1.0, 0.9, 0.5, 0.0):
        part = words[: int(4_000 * kept)] + [f"x{k}" for k in range(int(4_000 * (1 - kept)))]
        one, two = signatures([words, part])
        a, b = ({*runs([w])[0].tolist()} for w in (words, part))
        assert (one == two).mean() == pytest.approx(len(a & b) / len(a | b), abs=0.17)
    few = signatures([["a", "b"], ["a", "b"], ["b", "a"], []])
    assert (few[0] == few[1]).all()
    assert (few[0] != few[2]).any()
    assert (few[3] == 0xFFFFFFFF).all()
    assert jaccard(runs([words])[0][:0], runs([words])[0][:0]) != 0
    assert candidates(few[:2], few[:2, 0] >= 0).tolist() == [[0, 1]]


def test_sentences_of_all_documents_from_their_ranges(tmp_path, corpus):
    add_folder(corpus, folder_of(tmp_path / "texts", 5, rows=60), processes=0)
    with corpus.reading() as connection:
        ranges = sentence_ranges(connection)
        rows = connection.execute("SELECT id, document FROM segment WHERE kind = 1").fetchall()
    assert ranges.sentences().tolist() == [number for number, _ in rows]
    place = ranges.of(ranges.sentences())
    assert ranges.document[place].tolist() == [document for _, document in rows]


def test_passages_come_in_the_order_asked_for(tmp_path, corpus):
    add_folder(
        corpus, write(tmp_path / "texts", a_txt="One. Two 𠮷. Three.", b_txt="Four."), processes=0
    )
    with corpus.reading() as connection:
        numbers = [n for (n,) in connection.execute("SELECT id FROM segment WHERE kind = 1")]
    found = corpus.passages([*reversed(numbers), 999, numbers[0]])
    assert [p.text for p in found] == ["Four.", "Three.", "Two 𠮷.", "One.", "One."]
    assert all(corpus.text(p.document)[p.start : p.stop] == p.text for p in found)


def test_a_process_that_dies_or_sleeps_takes_only_its_file_along(tmp_path):
    path = tmp_path / "a.txt"
    path.write_text("A text.")
    with Served("foedus.documents.corpora.worker", "serve") as served:
        assert served.answer(60, Task("a.txt", path)).ready[0].prepared.text == "A text."
        served._process.kill()
        with pytest.raises(Ended, match="ended its process"):
            served.answer(60, Task("a.txt", path))
    long = tmp_path / "long.txt"
    long.write_text("word " * 1_000_000)
    with Workers(1, seconds=0.05) as workers:
        (outcome,) = (found for _, found in workers.outcomes([("x", Task("long.txt", long))]))
        assert outcome is not None
        assert "long.txt: reading it took over 0 seconds" in outcome.problem
    with pytest.raises(Ended, match="does not start"):
        Served("foedus.documents.corpora.worker", "no_such_function")


def test_files_that_change_while_they_are_read_are_refused(tmp_path, corpus, monkeypatch):
    from foedus.documents.corpora import steps

    path = write(tmp_path / "texts", a_txt="Before.") / "a.txt"
    real = steps.sha256

    def changed(file):
        digest = real(file)
        path.write_text("After it was looked at.")
        return digest

    monkeypatch.setattr(steps, "sha256", changed)
    added = add_folder(corpus, path, processes=0)
    assert "changed while it was read" in added.refused[0].why
    assert len(open_corpus("mine").documents()) == 0


def test_tables_without_rows_are_refused(tmp_path, corpus):
    added = add_folder(corpus, write(tmp_path / "texts", a_csv="text,date\n"), processes=0)
    assert "holds no rows" in added.refused[0].why
