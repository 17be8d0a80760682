"""Codings in the store: what is kept, what is refused, and that a model never looks human."""

import sqlite3
import threading

import numpy as np
import pytest
from tests.documents.coding.made_up import ANN, AT, BO, BOOK, MODEL, SMALL, TEXTS

from foedus.core.errors import FoedusError
from foedus.documents.coding.codebook_file import parse_codebook
from foedus.documents.coding.codebooks_used import used_codebook, used_codebooks
from foedus.documents.coding.coders import Identity, coders
from foedus.documents.coding.deleting import delete
from foedus.documents.coding.records import Coding, Read
from foedus.documents.coding.table import codings, readings
from foedus.documents.coding.writing import write, write_many


def test_codings_come_back_as_a_long_table(coded):
    table = codings(coded, "small", text=True)
    assert list(table.columns[:4]) == ["document", "language", "start", "stop"]
    rows = table[["language", "coder", "kind", "code", "value", "text"]].values.tolist()
    assert rows == [
        ["en", "Ann", "human", "trade", None, "Trade"],
        ["en", "Ann", "human", "forecast", "closer", "Ties will be closer."],
        ["zh", MODEL.name, "model", "threat", None, "威胁"],
        ["zh", "Ann", "human", "trade", None, "林的贸易"],
        ["ru", "Бо", "human", "threat", None, "Общая угроза"],
        ["ru", "Ann", "human", "stance", 1, "Торговля"],
        ["ru", "Ann", "human", "trade", None, "Торговля"],
    ]
    assert table["score"].dropna().tolist() == [0.75]
    assert set(table["at"]) == {AT}
    assert set(table["codebook"]) == {"small"}


def test_the_table_can_be_narrowed(coded):
    assert len(codings(coded)) == 7
    assert codings(coded, "small", coders=["Бо"])["code"].tolist() == ["threat"]
    assert codings(coded, "small", codes=["stance"])["value"].tolist() == [1]
    with pytest.raises(FoedusError, match="Did you mean 'Ann'"):
        codings(coded, coders=["Anne"])
    with pytest.raises(FoedusError, match="Did you mean 'stance'"):
        codings(coded, "small", codes=["stanse"])
    with pytest.raises(FoedusError, match="Unknown codebook"):
        codings(coded, "large")


def test_readings_say_who_read_what_with_which_codes(coded):
    table = readings(coded, "small")
    assert table["coder"].value_counts().to_dict() == {"Ann": 3, MODEL.name: 2, "Бо": 1}
    trade = readings(coded, "small", code="trade")
    assert trade[trade["coder"] == MODEL.name]["codes"].tolist() == [("threat", "trade")]
    assert len(readings(coded, "small", code="stance")) == 4


def test_an_empty_corpus_has_an_empty_table_and_says_so_by_name(corpus):
    assert codings(corpus).empty
    with pytest.raises(FoedusError, match="Nothing has been coded"):
        codings(corpus, "small")


@pytest.mark.parametrize(
    ("coding", "said"),
    [
        (Coding(9, 0, 1, "trade"), "no document 9"),
        (Coding(1, 0, 4000, "trade"), "0 to 4000 is not in document 1"),
        (Coding(1, 5, 5, "trade"), "5 to 5 is not in"),
        (Coding(1, -1, 5, "trade"), "-1 to 5 is not in"),
        (Coding(1, 0, 5, "tradee"), "Did you mean 'trade'"),
        (Coding(1, 0, 5, "basis"), "is a theme"),
        (Coding(1, 0, 5, "stance"), "needs a value"),
        (Coding(1, 0, 5, "stance", 2), "2 is not a value of code 'stance'"),
        (Coding(1, 0, 5, "trade", 1), "takes no value"),
        (Coding(1, 0, 5, "trade", score=0.5), "only models give"),
        (Coding(1, 0, 5, "trade", at="yesterday"), "'yesterday' is no time"),
    ],
)
def test_what_is_refused_leaves_nothing_behind(corpus, coding, said):
    with pytest.raises(FoedusError, match=said):
        write(corpus, ANN, SMALL, [Coding(1, 0, 3, "threat"), coding])
    assert codings(corpus).empty
    assert used_codebooks(corpus) == []


def test_a_score_lies_between_0_and_1(corpus):
    for score in (-0.1, 1.1, float("nan")):
        with pytest.raises(FoedusError, match="not between 0 and 1"):
            write(corpus, MODEL, SMALL, [Coding(1, 0, 5, "trade", score=score)])


def test_offsets_right_after_characters_of_two_units(corpus):
    """𠮷 and 🤝 are one code point each; SQLite, Python and the store count alike."""
    at = TEXTS["zh"].index("𠮷") + 1
    write(corpus, ANN, SMALL, [Coding(2, at, at + 1, "trade"), Coding(2, at - 1, at, "trade")])
    assert codings(corpus, text=True)["text"].tolist() == ["𠮷", "林"]
    last = len(TEXTS["zh"])
    write(corpus, ANN, SMALL, [Coding(2, last - 1, last, "trade")])
    with pytest.raises(FoedusError, match=f"has {last} characters"):
        write(corpus, ANN, SMALL, [Coding(2, last, last + 1, "trade")])


def test_a_model_cannot_take_a_persons_name_nor_a_person_a_models(coded):
    with pytest.raises(FoedusError, match="'Ann' is a human coder"):
        write(coded, Identity("Ann", "model"), SMALL, [Coding(1, 0, 5, "threat")])
    with pytest.raises(FoedusError, match="is a model coder"):
        write(coded, Identity(MODEL.name, "human"), SMALL, [Coding(1, 0, 5, "threat")])
    with pytest.raises(FoedusError, match="begins with"):
        Identity("[model] x", "human")


def test_the_store_itself_refuses_a_models_coding_under_a_person(coded):
    with coded.reading() as connection:
        who = connection.execute("SELECT id FROM coder WHERE name = 'Ann'").fetchone()[0]
    row = "(coder, kind, codebook, document, start, stop, code, score, at)"
    for kind, score in (("model", 0.5), ("human", 0.5)):
        with pytest.raises(sqlite3.IntegrityError), coded.writing() as connection:
            connection.execute(
                f"INSERT INTO coding {row} VALUES (?, ?, 1, 1, 0, 1, 'trade', ?, '')",
                (who, kind, score),
            )
    with pytest.raises(sqlite3.IntegrityError), coded.writing() as connection:
        connection.execute("UPDATE coder SET kind = 'model' WHERE id = ?", (who,))


def test_two_models_do_not_share_a_name(coded):
    other = Identity(MODEL.name, "model", {"method": "patterns", "hash": "other"})
    with pytest.raises(FoedusError, match="has coded here with other settings"):
        write(coded, other, SMALL, [])


@pytest.mark.parametrize("name", ["", " Ann", "Ann\n", "A  B", "a\x1b[31m", "x" * 300])
def test_names_that_cannot_name_a_coder(name):
    with pytest.raises(FoedusError):
        Identity(name, "human")


def test_a_codebook_keeps_its_text_and_a_version_its_meaning(coded):
    assert used_codebook(coded, "small") == SMALL
    changed = parse_codebook(BOOK.replace("A threat that both face.", "Any threat."))
    with pytest.raises(FoedusError, match="with another text") as caught:
        write(coded, ANN, changed, [])
    assert "Raise its version" in caught.value.remedy
    newer = parse_codebook(BOOK.replace('version = "1.0"', 'version = "1.1"'))
    write(coded, ANN, newer, [Coding(1, 0, 4, "threat")])
    assert used_codebooks(coded) == ["small 1.0", "small 1.1"]
    assert len(codings(coded, "small")) == 1
    assert len(codings(coded, "small", version="1.0")) == 7


def test_a_second_value_is_refused_or_takes_the_place_of_the_first(corpus):
    first, second = (Coding(1, 0, 5, "stance", v) for v in (-1, 1))
    assert write(corpus, ANN, SMALL, [first]).codings == 1
    assert write(corpus, ANN, SMALL, [first]).codings == 0
    with pytest.raises(FoedusError, match="has the value '-1' already; now '1'"):
        write(corpus, ANN, SMALL, [second])
    assert write(corpus, ANN, SMALL, [second], replace="values").codings == 1
    assert codings(corpus)["value"].tolist() == [1]
    write(corpus, ANN, SMALL, [], [Read(1, 0, 5)], replace="spans")
    assert codings(corpus).empty
    assert len(readings(corpus, "small")) == 1
    with pytest.raises(FoedusError, match="Unknown way to replace"):
        write(corpus, ANN, SMALL, [second], replace="all")


def test_several_coders_are_kept_together_or_not_at_all(corpus):
    bad = [(ANN, [Coding(1, 0, 5, "trade")], []), (BO, [Coding(1, 0, 9999, "trade")], [])]
    with pytest.raises(FoedusError):
        write_many(corpus, SMALL, bad)
    assert coders(corpus).empty


def test_whole_numbers_of_numpy_are_whole_numbers(corpus):
    write(corpus, ANN, SMALL, [Coding(*np.array([1, 0, 5]), "stance", np.int64(1))])
    assert codings(corpus)["value"].tolist() == [1]


def test_delete_narrows_by_document_span_and_code(coded):
    assert delete(coded, "Ann", "small", document=3, code="stance") == 1
    assert delete(coded, "Ann", "small", document=1, span=(0, 4)) == 0
    assert delete(coded, "Бо", "small", unread=True) == 1
    assert "Бо" not in set(readings(coded, "small")["coder"])
    assert delete(coded, "Ann", "small") == 4
    assert len(readings(coded, "small")) == 5  # what was read stays read
    with pytest.raises(FoedusError, match="without its document"):
        delete(coded, "Ann", "small", span=(0, 4))
    with pytest.raises(FoedusError, match="for one code only"):
        delete(coded, "Ann", "small", code="trade", unread=True)
    with pytest.raises(FoedusError, match="Unknown coder"):
        delete(coded, "Cem", "small")


def test_two_at_once_do_not_lose_anything(corpus):
    def many(who, first):
        for k in range(first, first + 10):
            write(corpus, who, SMALL, [Coding(1, k, k + 1, "trade")], [Read(1, k, k + 1)])

    threads = [threading.Thread(target=many, args=given) for given in ((ANN, 0), (BO, 5))]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert codings(corpus)["coder"].value_counts().to_dict() == {"Ann": 10, "Бо": 10}
    assert len(readings(corpus, "small")) == 20


def test_coders_are_listed_with_what_they_did(coded):
    table = coders(coded).set_index("coder")
    assert table.loc["Ann", ["kind", "codings", "documents", "read"]].tolist() == ["human", 5, 3, 3]
    assert table.loc[MODEL.name, "detail"] == '{"method": "patterns"}'
