"""Mentions kept beside a corpus: found once, brought up to date, the same as those of a text."""

from __future__ import annotations

import sqlite3

import numpy as np
import pytest

pytest.importorskip("rjieba", reason="texts need the extra: pip install 'foedus[texts]'")

from foedus.core.errors import FoedusError
from foedus.documents.comparing.rates import rate, share
from foedus.documents.corpora.adding import add_folder
from foedus.documents.corpora.corpus import Corpus, new_corpus
from foedus.documents.mentions import document_rows
from foedus.documents.mentions import stored as room
from foedus.documents.mentions.mentions import find
from foedus.documents.mentions.read_states import read_states
from foedus.documents.mentions.state_rates import state_rates
from foedus.documents.mentions.stored import FILE, stored

TEXTS = {
    "one.txt": "China and Russia met. Beijing thanked Moscow. No state is named here.",
    "two.txt": "中俄双方会晤。我国支持俄方。",
    "three.txt": "Россия и Китай. Наша страна помнит.",
    "four.txt": "Les deux parties sont convenues de cela avec la Chine et la Russie.",
}


@pytest.fixture
def corpus(tmp_path, monkeypatch) -> Corpus:
    monkeypatch.setenv("FOEDUS_CORPORA", str(tmp_path / "corpora"))
    for name, text in TEXTS.items():
        (tmp_path / name).write_text(text, encoding="utf-8")
    (tmp_path / "metadata.csv").write_text(
        "file,side,date\ntwo.txt,China,2020-01-01\n", encoding="utf-8"
    )
    made = new_corpus("three")
    add_folder(made, tmp_path, processes=0)
    return made


def rows(corpus: Corpus) -> list[tuple[int, ...]]:
    with stored(corpus) as connection:
        return connection.execute(
            "SELECT document, start, stop, ccode, certainty FROM m.mention ORDER BY 1, 2"
        ).fetchall()


def test_they_are_those_of_each_text(corpus):
    for number, language in zip(*_documents(corpus), strict=True):
        found = find(corpus.text(number), language, year=2020 if language == "zh" else None,
                     speaker=710 if language == "zh" else None)  # fmt: skip
        stand = [row[1:4] for row in rows(corpus) if row[0] == number]
        expected = [(*span, c) for span, c in zip(found.spans.tolist(), found.ccode, strict=True)]
        assert stand == expected


def _documents(corpus: Corpus) -> tuple[list[int], list[str]]:
    table = corpus.documents()
    table = table[table["language"] != "und"]
    return table["document"].tolist(), table["language"].tolist()


def test_each_stands_in_its_sentence(corpus):
    with stored(corpus) as connection:
        for segment, start, stop in connection.execute(
            "SELECT segment, start, stop FROM m.mention"
        ):
            [passage] = corpus.passages([segment])
            assert passage.start <= start < stop <= passage.stop


def test_nothing_is_read_twice_unless_what_decides_has_changed(corpus, tmp_path, monkeypatch):
    first = rows(corpus)
    monkeypatch.setattr(document_rows, "find_all", lambda *_, **__: pytest.fail("read again"))
    assert rows(corpus) == first
    monkeypatch.undo()
    monkeypatch.setenv("FOEDUS_CORPORA", str(tmp_path / "corpora"))
    (tmp_path / "metadata.csv").write_text("file,side\ntwo.txt,Japan\n", encoding="utf-8")
    add_folder(corpus, tmp_path, processes=0)
    # "Our country" is another one now.
    assert {row[3] for row in rows(corpus)} - {row[3] for row in first} == {740}


def test_other_tables_of_forms_empty_it(corpus, monkeypatch):
    first = rows(corpus)
    with sqlite3.connect(corpus.folder / FILE) as connection:
        connection.execute("UPDATE mention SET ccode = 2")
    assert {row[3] for row in rows(corpus)} == {2}
    monkeypatch.setattr(room, "_forms", lambda: "other")
    assert rows(corpus) == first


def test_a_damaged_file_is_named(corpus):
    rows(corpus)
    (corpus.folder / FILE).write_bytes(b"no database" * 500)
    with pytest.raises(FoedusError, match="cannot be used"), stored(corpus):
        pass


def test_stopped_it_goes_on(corpus, monkeypatch):
    monkeypatch.setattr(room, "_AT_ONCE", 1)
    steps = []

    def stop(done: int, of: int) -> None:
        steps.append(done)
        if len(steps) == 2:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt), stored(corpus, stop):
        pass
    left: list[int] = []
    with stored(corpus, lambda done, of: left.append(of)):
        pass
    assert left[-1] < sum(map(len, TEXTS.values()))


def test_rates_are_those_of_the_room_of_rates(tmp_path, monkeypatch):
    """Documents are drawn once for all states; the figures are as if for each alone."""
    monkeypatch.setenv("FOEDUS_CORPORA", str(tmp_path / "corpora"))
    rng = np.random.default_rng(4)
    for k in range(24):
        words = rng.choice(["China", "Russia", "trade", "talks", "France"], 30)
        (tmp_path / f"{k:02}.txt").write_text(" and ".join(words) + ".", encoding="utf-8")
    made = new_corpus("many")
    add_folder(made, tmp_path, processes=0)
    with stored(made) as connection:
        read = read_states(connection)
        found = state_rates(read, [710, 365, 2])
    of = read.count.sum(axis=1)
    for one in found:
        assert one.rate == rate(read.of(one.ccode), read.tokens)
        assert one.share == share(read.of(one.ccode), of)
    assert found[2].naming == 0
    assert found[2].rate.value == 0


def test_documents_in_other_languages_are_not_counted_as_silent(corpus):
    with stored(corpus) as connection:
        read = read_states(connection, by="language")
    assert read.unread == 1
    assert set(read.groups) == {"en", "zh", "ru"}
