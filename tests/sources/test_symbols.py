"""One spelling for resolution symbols, whichever file they come from."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from foedus.sources.symbols import base, normalise, normalise_all, roman

SAME = [
    ("A/RES/1493(XV)", "R/15/1493", "15/1493"),
    ("A/RES/38/35A", "R/38/35A", "38/35/A"),
    ("A/RES/39/148[B]", "R/39/148B", "39/148/B"),
    ("A/RES/33/116[B-IX]", "R/33/116B/IX", "33/116/B-IX"),
    ("A/RES/31/208[III]", "R/31/208/III", "31/208/III"),
    ("A/RES/74/19", "R/74/19", "74/19"),
    ("A/RES/78/183 B", "R/78/183B", "78/183/B"),
]


@pytest.mark.parametrize(("library", "voeten", "symbol"), SAME)
def test_both_spellings_become_one(library, voeten, symbol):
    assert normalise(library) == normalise(voeten) == symbol


@pytest.mark.parametrize(
    ("given_symbol", "symbol"),
    [
        ("A/RES/3200(S-VI)", "S-6/3200"),
        ("A/RES/106(S-1)", "S-1/106"),
        ("A/RES/1002(ES-I)", "ES-1/1002"),
        ("A/RES/ES-10/21", "ES-10/21"),
        ("A/DEC/80/506", "DEC/80/506"),
        ("A/RES/63(I)[PARA.1]", "1/63/PARA.1"),
        ("A/RES/36//235IX", "36/235/IX"),
        ("a/res/66/1a", "66/1/A"),
        ("A/RES/79/XX", ""),
        ("", ""),
        ("R/10 65", ""),
    ],
)
def test_other_forms(given_symbol, symbol):
    assert normalise(given_symbol) == symbol


def test_base_drops_the_part():
    assert [base(s) for s in ("38/35/A", "38/35", "ES-10/21", "DEC/80/506")] == [
        "38/35", "38/35", "ES-10/21", "DEC/80/506",
    ]  # fmt: skip


def test_arrays():
    assert normalise_all(["A/RES/1493(XV)", "?"]).tolist() == ["15/1493", ""]


@given(st.integers(1, 120), st.integers(1, 4000), st.sampled_from(["", "A", "B", "Z"]))
def test_a_normalised_symbol_keeps_session_and_number(session, number, part):
    symbol = normalise(f"A/RES/{session}/{number}{part}")
    assert symbol == normalise(f"R/{session}/{number}{part}")
    assert base(symbol) == f"{session}/{number}"


def test_roman_numerals():
    assert [roman(r) for r in ("I", "IV", "IX", "XIV", "XIX", "XXX", "XL")] == [
        1, 4, 9, 14, 19, 30, 40,
    ]  # fmt: skip
