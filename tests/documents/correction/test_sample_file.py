"""The record of a sample: whole after a round trip, refused when touched."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from foedus.core.errors import FoedusError, NotWritable, SourceDamaged, SourceMissing
from foedus.documents.correction.draw import draw, extend, supplement
from foedus.documents.correction.sample_file import fingerprint, read_sample, write_sample

NAMES = ['p"1', "п,2", "段落𠮷3", "#4", *[f"u{k}" for k in range(5, 21)]]


def sample():
    first = draw(NAMES, {"да": 3, "否": 4}, seed=5, strata=["да"] * 6 + ["否"] * 14,
                 documents=[n[0] for n in NAMES], drawn_from="unsc 2 (a1b2)")  # fmt: skip
    return supplement(extend(first, 2), 3, seed=6)


@pytest.mark.parametrize("ending", ["csv", "json"])
def test_round_trip(tmp_path, ending):
    made = sample()
    again = read_sample(write_sample(made, tmp_path / f"gold.{ending}"))
    assert (again.units, again.documents, again.drawn_from) == (
        made.units, made.documents, made.drawn_from)  # fmt: skip
    assert (again.drawn == made.drawn).all()
    assert (again.pi == made.pi).all()
    assert fingerprint(again) == fingerprint(made)


@given(units=st.lists(st.text(st.characters(codec="utf-8"), min_size=1), min_size=1, max_size=8,
                      unique=True))  # fmt: skip
def test_any_ids_survive(tmp_path_factory, units):
    path = tmp_path_factory.mktemp("gold") / "gold.csv"
    made = draw(units, {"all": 1}, seed=1)
    assert read_sample(write_sample(made, path)).units == made.units


def test_a_record_is_never_written_over(tmp_path):
    path = write_sample(sample(), tmp_path / "gold.csv")
    with pytest.raises(NotWritable, match="never written over"):
        write_sample(sample(), path)


def rows(path):
    return path.read_text(encoding="utf-8").splitlines(keepends=True)


@pytest.mark.parametrize(
    ("change", "words"),
    [
        (lambda x: x[:-3], "of 20 units"),
        (lambda x: [*x[:-1], x[-1][:4]], "fields"),
        (lambda x: x[1:], "first line"),
        (lambda x: x[:1], "not a whole record"),
        (lambda x: [], "first line"),
        (lambda x: [*x[:2], x[2][:-2] + str(1 - int(x[2][-2])) + "\n", *x[3:]], "the draw of unit"),
        (lambda x: [*x[:5], x[5].replace("0.", "0.1", 1), *x[6:]], "the probability of unit"),
        (lambda x: [*x[:8], x[8].replace("u", "v", 1), *x[9:]], "changed"),
        (lambda x: [x[0].replace('"seed": 5', '"seed": 50'), *x[1:]], "changed"),
        (lambda x: [x[0].replace("a1b2", "a1b3"), *x[1:]], "changed after"),
        (lambda x: [x[0].replace('"taken": 6', '"taken": 5'), *x[1:]], "probability"),
        (lambda x: [x[0].replace('"size": 6', '"size": 7'), *x[1:]], "sizes"),
        (lambda x: [x[0].replace("sample 1", "sample 9"), *x[1:]], "format"),
    ],
)  # fmt: skip
def test_a_touched_file_is_refused(tmp_path, change, words):
    path = write_sample(sample(), tmp_path / "gold.csv")
    text = "".join(change(rows(path)))
    assert text != "".join(rows(path))
    path.write_text(text, encoding="utf-8")
    with pytest.raises(SourceDamaged, match=words):
        read_sample(path)


def test_a_touched_json_is_refused(tmp_path):
    path = write_sample(sample(), tmp_path / "gold.json")
    held = json.loads(path.read_text(encoding="utf-8"))
    held["columns"]["pi"].pop()
    path.write_text(json.dumps(held), encoding="utf-8")
    with pytest.raises(SourceDamaged):
        read_sample(path)
    path.write_text(json.dumps(held)[:200], encoding="utf-8")
    with pytest.raises(SourceDamaged, match="not a whole record"):
        read_sample(path)


def test_files_that_are_not_there_or_of_another_kind(tmp_path):
    with pytest.raises(SourceMissing):
        read_sample(tmp_path / "gold.csv")
    with pytest.raises(FoedusError, match=r"not '.xlsx'"):
        write_sample(sample(), tmp_path / "gold.xlsx")
