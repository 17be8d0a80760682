"""Coding at the terminal, with a list of lines in place of a keyboard."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.documents.coding.made_up import BOOK, MODEL, SMALL, coded, segments

from foedus.core.errors import FoedusError
from foedus.documents.coding.codebook_file import parse_codebook
from foedus.documents.coding.coders import coders
from foedus.documents.coding.shipped import open_codebook
from foedus.documents.coding.table import codings, readings
from foedus.documents.coding.terminal import Session, code_passages, unread
from foedus.documents.coding.terminal_keys import answer, keys, typed

KEYS = keys(SMALL)


def session(corpus, *lines, coder="Ann", wanted=None):
    """A session in which these lines are typed, and all that was shown."""
    shown = []
    left = iter(lines)

    def ask(prompt):
        try:
            return next(left)
        except StopIteration:
            raise EOFError from None

    found = code_passages(
        corpus, SMALL, coder, wanted or segments(corpus)[:4], ask=ask, show=shown.append
    )
    assert next(left, None) is None, "not every line was asked for"
    return found, "\n".join(shown)


def labels(corpus, coder="Ann"):
    table = codings(corpus, "small", text=True)
    return table[table["coder"] == coder][["code", "value", "text"]].values.tolist()


def test_each_answer_is_kept_with_its_passage(corpus):
    found, _ = session(corpus, "a", ".", "b c+1", "d1")
    assert found == Session(coded=4, skipped=0, left=0)
    assert [label[:2] for label in labels(corpus)] == [
        ["threat", None],
        ["stance", 1],
        ["trade", None],
        ["forecast", "closer"],
    ]
    assert len(readings(corpus, "small")) == 4


def test_it_can_be_left_and_taken_up_again(corpus):
    first, _ = session(corpus, "a", "q")
    assert first == Session(coded=1, skipped=0, left=3)
    second, shown = session(corpus, ".", "q")
    assert second == Session(coded=1, skipped=0, left=2)
    assert "[2 of 4, 3 to do" in shown
    assert "[1 of 4" not in shown


def test_the_end_of_input_and_an_interrupt_quit(corpus):
    assert session(corpus, "a")[0].left == 3

    def interrupt(_):
        raise KeyboardInterrupt

    found = code_passages(
        corpus, SMALL, "Ann", segments(corpus)[:4], ask=interrupt, show=lambda _: None
    )
    assert found == Session(0, 0, 3)


def test_back_shows_what_was_given_and_replaces_it(corpus):
    found, shown = session(corpus, "a c-1", "<", "b", "q")
    assert "So far: a c-1" in shown
    assert found == Session(coded=1, skipped=0, left=3)
    assert [label[0] for label in labels(corpus)] == ["trade"]


def test_back_reaches_into_an_earlier_session(corpus):
    session(corpus, "a", "q")
    session(corpus, "<", ".", "q")
    assert labels(corpus) == []
    assert len(readings(corpus, "small")) == 1


def test_skipped_passages_are_not_read_and_come_again(corpus):
    found, _ = session(corpus, ">", ".", ".", ".")
    assert found == Session(coded=3, skipped=1, left=1)
    assert unread(corpus, SMALL, "Ann", segments(corpus)[:4]) == segments(corpus)[:1]
    found, shown = session(corpus, "a")
    assert found == Session(coded=1, skipped=0, left=0)
    assert "[1 of 4, 1 to do" in shown


def test_a_slip_is_explained_and_asked_again(corpus):
    found, shown = session(corpus, "", "z", "c7", "a a", "c", "a1", "a", "q")
    assert found.coded == 1
    for text in (
        "Nothing was typed",
        "'z' is no key",
        "is not a value of code 'stance'",
        "threat stands twice",
        "Code 'stance' needs a value",
        "takes no value",
    ):
        assert text in shown


def test_help_shows_keys_and_definitions(corpus):
    _, shown = session(corpus, "?", "?a", "q")
    assert shown.count("a   Shared threat") == 2
    assert "c_  Stance: -1 against, 0 balanced, +1 for" in shown
    assert "d_  Forecast: 1 closer, 2 looser" in shown
    assert "Shared threat: A threat that both face." in shown
    assert "  - A rival of one." in shown


def test_nobody_elses_codes_are_shown(corpus):
    coded(corpus)
    _, shown = session(corpus, ".", "<", "q", coder="Cem")
    assert "So far: ." in shown


def test_coders_do_not_share_their_progress(corpus):
    session(corpus, "a", ".", ".", ".")
    assert session(corpus, "q", coder="Бо")[0].left == 4


def test_a_new_version_of_the_codebook_is_read_anew(corpus):
    session(corpus, "a", ".", ".", ".")
    newer = parse_codebook(BOOK.replace('version = "1.0"', 'version = "1.1"'))
    assert len(unread(corpus, newer, "Ann", segments(corpus)[:4])) == 4


def test_a_model_cannot_sit_at_the_terminal(corpus):
    coded(corpus)
    with pytest.raises(FoedusError, match="is a model coder"):
        session(corpus, coder=MODEL.name)
    assert set(coders(corpus)["kind"]) == {"human", "model"}


def test_segments_that_are_not_there(corpus):
    with pytest.raises(FoedusError, match="None of these segments"):
        session(corpus, wanted=[999])


def test_every_code_of_the_shipped_codebook_has_a_key_that_is_no_command():
    by_key = keys(open_codebook("partnerships"))
    assert len(by_key) == len(open_codebook("partnerships").codable)
    assert not set(by_key) & {"q", "<", ">", "?", "."}


@given(st.data())
def test_what_is_typed_is_what_is_shown(data):
    by_key = keys(open_codebook("partnerships"))
    codes = data.draw(st.lists(st.sampled_from(list(by_key.values())), unique_by=lambda c: c.id))
    given = tuple(
        (c.id, data.draw(st.sampled_from([v.value for v in c.values])) if c.values else None)
        for c in codes
    )
    assert set(answer(typed(given, by_key), by_key).labels) == set(given)


def test_a_value_can_be_named():
    assert answer("d=looser", KEYS).labels == (("forecast", "looser"),)
    assert answer("A, D2", KEYS).labels == (("threat", None), ("forecast", "looser"))
