"""Bytes to text: by mark, by declaration, as UTF-8, by the look; never with letters lost."""

from __future__ import annotations

import pytest

pytest.importorskip(
    "charset_normalizer", reason="texts need the extra: pip install 'foedus[texts]'"
)

from hypothesis import given
from hypothesis import strategies as st

from foedus.core.errors import FoedusError
from foedus.documents.corpora.reading.encoding import decode, encoding_of_file
from foedus.documents.corpora.reading.raw import Limits, Refused
from foedus.documents.corpora.reading.read_file import read_file

RUSSIAN = (
    "Россия и Китай договорились о сотрудничестве. Стороны подтвердили это вчера в Москве, "
    "где встретились министры обоих государств."
)
CHINESE = "中俄两国元首在北京举行会谈。双方一致同意深化全面战略协作伙伴关系，并就国际问题交换意见。"
TRADITIONAL = "兩國元首在北京舉行會談。雙方一致同意深化夥伴關係，並就國際問題交換意見。"


@pytest.mark.parametrize(
    ("text", "encoding"),
    [
        (RUSSIAN, "cp1251"),
        (RUSSIAN, "koi8-r"),
        (RUSSIAN, "cp866"),
        (RUSSIAN, "utf-16-le"),
        (RUSSIAN, "utf-16-be"),
        (CHINESE, "gb18030"),
        (CHINESE, "utf-16-le"),
        (CHINESE, "utf-16-be"),
        (TRADITIONAL, "big5"),
        ("The sides’ “agreement” – as they call it – holds at a café.", "cp1252"),
    ],
)
def test_what_says_nothing_of_itself_is_told_by_its_look(text, encoding):
    found = decode("a.txt", text.encode(encoding))
    assert found.text == text
    assert found.guessed


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "utf-32"])
def test_a_mark_decides_even_against_the_user(encoding):
    found = decode("a.txt", RUSSIAN.encode(encoding), "cp1251")
    assert found.text.lstrip("\ufeff") == RUSSIAN
    assert not found.guessed


def test_utf_8_needs_no_guess_and_a_declaration_decides():
    assert not decode("a.txt", CHINESE.encode()).guessed
    found = decode("a.txt", "Россия".encode("koi8-r"), "koi8-r")
    assert (found.text, found.guessed) == ("Россия", False)


def test_bytes_that_no_encoding_reads_are_refused_rather_than_replaced():
    cut = RUSSIAN.encode()[:-2] + b"\xd0"
    with pytest.raises(Refused, match=r"Byte \d+ of a.txt is not utf-8"):
        decode("a.txt", cut, "utf-8")
    with pytest.raises(FoedusError, match="utf-9"):
        decode("a.txt", b"text", "utf-9")
    with pytest.raises(Refused, match="not text"):
        decode("a.txt", bytes(range(32)) * 100)


@given(st.binary(min_size=1, max_size=400))
def test_whatever_the_bytes_they_are_read_whole_or_refused(data):
    try:
        found = decode("a.txt", data)
    except Refused:
        return
    assert "\ufffd" not in found.text or "\ufffd".encode() in data or found.guessed


def test_pages_are_believed_only_where_their_bytes_agree(tmp_path):
    for said, real, text in (
        ("gb2312", "gb18030", CHINESE + "镕"),
        ("utf-8", "cp1251", RUSSIAN),
        ("windows-1251", "cp1251", RUSSIAN),
        ("no-such-thing", "utf-8", RUSSIAN),
    ):
        path = tmp_path / "a.html"
        path.write_bytes(f'<meta charset="{said}"><p>{text}</p>'.encode(real))
        assert [found.text for found in read_file(path)] == [text]


def test_tables_are_read_in_their_encoding_to_their_end(tmp_path):
    path = tmp_path / "a.csv"
    path.write_bytes(f'text,title\n"{RUSSIAN}","О встрече"\n'.encode("cp1251"))
    (found,) = read_file(path)
    assert (found.text, found.title) == (RUSSIAN, "О встрече")
    # A fault far behind what is looked at is found before anything is written.
    path.write_bytes(b"text\n" + b"a row\n" * 50_000 + b"\xff\n")
    with pytest.raises(Refused, match="Byte 300,005"):
        encoding_of_file(path)


def test_halves_of_letters_are_refused_alone(tmp_path):
    path = tmp_path / "a.jsonl"
    path.write_text('{"text": "half \\ud83d"}\n{"text": "whole \\ud83d\\ude00 \U00020bb7"}\n')
    assert [found.text for found in read_file(path, Limits())] == ["whole \U0001f600 \U00020bb7"]
