"""Lines and columns where letters take one or two columns of a terminal."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from foedus.cli.wide_text import columns, filled, wrapped


@given(st.text(alphabet="中国， 。", max_size=80))
def test_wrapped_lines_fit_and_lose_no_letter(text):
    lines = wrapped(text, "- ", "  ", 24).split("\n")
    # A closing mark stays on the line it ends, two columns over it at most.
    assert all(columns(line) <= 26 for line in lines)
    assert "".join(lines).replace(" ", "").replace("-", "", 1) == text.replace(" ", "")
    assert columns(filled(text, 10)) == 10


def test_words_of_an_alphabet_stay_whole():
    lines = wrapped("Стороны договорились о сотрудничестве 中俄合作 again", width=20).split("\n")
    assert lines == ["Стороны договорились", "о сотрудничестве 中", "俄合作 again"]


def test_what_a_terminal_would_obey_goes():
    assert wrapped("a\x1b[31mb\u202ec") == "a[31mbc"
