"""Offsets between code points and UTF-16 units, and between a text as it came and its clean form."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from foedus.core.errors import FoedusError
from foedus.documents.coding.exchange.offsets import (
    cleaned,
    counted,
    from_utf16,
    to_utf16,
)
from foedus.documents.language.clean import clean

any_text = st.text(st.characters(codec="utf-8"), max_size=30)


@given(any_text)
def test_they_agree_with_how_the_text_is_encoded(text):
    places = list(range(len(text) + 1))
    units = to_utf16(text, places).tolist()
    assert units == [len(text[:k].encode("utf-16-le")) // 2 for k in places]
    assert from_utf16(text, units).tolist() == places


def test_right_after_characters_of_two_units():
    text = "𠮷林🤝Я"
    assert to_utf16(text, [1, 2, 3, 4]).tolist() == [2, 3, 5, 6]
    assert from_utf16(text, [1, 4, 7, -1, 10**30]).tolist() == [-1, -1, -1, -1, -1]


def test_offsets_outside_are_marked():
    assert counted("абв", [0, 3, 4, -1], "code points").tolist() == [0, 3, -1, -1]
    assert counted("a🤝", [1, 3], "UTF-16").tolist() == [1, 2]
    with pytest.raises(FoedusError, match="Unknown way of counting"):
        counted("a", [0], "bytes")


@pytest.mark.parametrize("words", ["trade", "林的", "Торговля", "one"])
def test_a_span_is_found_again_in_the_clean_text(words):
    raw = "\ufeffone\r\n\r\n\r\n\r\n🤝\xa0trade \r\nco\xadop е\u0308 𠮷林的\u2029Торговля  "
    text = clean(raw)
    start = raw.index(words)
    first, last = cleaned(raw, start, start + len(words), text)
    assert text[first:last] == words


def test_a_span_of_which_nothing_is_left():
    raw = "a\u200b\u200bb"
    assert cleaned(raw, 1, 3, clean(raw)) is None


@given(st.text("ab \r\n\xa0\u200b🤝", max_size=20), st.data())
def test_what_is_carried_over_reads_the_same(raw, data):
    text = clean(raw)
    start = data.draw(st.integers(0, len(raw)))
    stop = data.draw(st.integers(start, len(raw)))
    found = cleaned(raw, start, stop, text)
    if found is not None and raw != text:
        assert text[found[0] : found[1]].strip() == clean(raw[start:stop])
    kept = raw[start:stop]
    if kept and kept == kept.strip() and clean(kept) == kept:
        assert found is not None
        assert text[found[0] : found[1]] == kept
