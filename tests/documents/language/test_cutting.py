"""Clean text, paragraphs and sentences in three languages, and their offsets."""

from __future__ import annotations

import unicodedata

import pytest

pytest.importorskip("razdel", reason="texts need the extra: pip install 'foedus[texts]'")

from hypothesis import given
from hypothesis import strategies as st

from foedus.documents.corpora.prepare import prepare
from foedus.documents.language.clean import clean
from foedus.documents.language.paragraphs import paragraphs
from foedus.documents.language.sentences import sentences

LETTERS = st.text(
    alphabet=st.sampled_from(
        list("abcXYZ .!?…\n\"'()«»—-0123,;:")
        + list("абвАБВё双方同意。！？“”，《》")
        + ["𠮷", "😀", "\u0301", "\u200b"]
    ),
    max_size=300,
)


def cut(text: str, language: str) -> list[str]:
    return [text[a:b] for a, b in sentences(text, language)]


@pytest.mark.parametrize(
    ("language", "expected"),
    [
        ("en", ["Mr. Wang met Mr. S. V. Lavrov on 5 Oct. 2023 in the U.S. capital.", "They agreed."]),
        ("en", ["The U.S. and the U.K. abstained.", "It was clear why."]),
        ("en", ["This was said in the U.S.", "The other side denied it."]),
        ("en", ["See para. 5 and No. 12 of the treaty (art. 3).", "No.", "Not at all!"]),
        ("en", ["“We agree.”", "He left at 5 p.m. sharp, e.g. by train."]),
        ("en", ["Trade grew by 2.5 per cent...", "Then it fell."]),
        ("ru", ["В.В. Путин и г-н Ван И встретились 9 мая 2015 г. в Москве.", "Они договорились."]),
        ("ru", ["См. п. 5 ст. 3 договора.", "«Мы согласны!» — сказал он."]),
        ("ru", ["Объём торговли вырос на 2,5 млрд долл. США.", "Это рекорд."]),
        ("zh", ["双方举行会谈。", "王毅说：“我们同意。”", "会谈富有成果！"]),
        ("zh", ["增长了2.5%，达到100亿美元。", "（新华社）"]),
        ("zh", ["你同意吗？！", "同意……", "好。"]),
    ],
)  # fmt: skip
def test_sentences_end_where_they_do(language, expected):
    between = "" if language == "zh" else " "
    assert cut(between.join(expected), language) == expected


def test_a_line_wrapped_by_hand_does_not_end_a_sentence():
    text = "The two sides will deepen their\npartnership in all fields. They\nalso agreed on trade."
    assert len(cut(text, "en")) == 2


def test_a_new_page_within_a_sentence_parts_nothing():
    before = (
        "The Organization has shown over the years, " * 6 + "as we all know, that it is able to"
    )
    text = f"{before}\n\nkeep the peace where its members want it kept. That is much."
    made = prepare(text, "en")
    assert len(made.paragraphs) == 1
    assert [made.text[a:b].split()[-1] for a, b in made.sentences] == ["kept.", "much."]
    # A list of short items stays a list, and so does what follows a colon or a comma.
    assert len(paragraphs("gas\n\noil\n\ncoal")) == 3
    assert len(paragraphs(f"{before}:\n\nkeep the peace")) == 2
    assert len(paragraphs(f"{before}\n\nKeep the peace")) == 2


def test_paragraphs_of_wrapped_lines_close_with_a_short_one():
    line = "The two sides will deepen their partnership in all the fields they named"
    text = "\n".join([line, line, "in the statement.", line, line, "at the summit."])
    assert len(paragraphs(text)) == 2
    assert len(paragraphs("One line.\nAnother line.\nA third line.")) == 3


def test_clean_text_has_one_form():
    assert clean("a\r\nb\rc\x0bd\u2028e\u2029f") == "a\nb\nc\nd\ne\n\nf"
    assert clean("co\xadoperation\u200b и\u0306") == "cooperation й"
    assert clean("Ａ“quoted”　ﬁ") == "Ａ“quoted”　ﬁ"
    assert clean("\ufeff \x00a\x07 ") == "a"


@given(LETTERS)
def test_cleaning_twice_changes_nothing(text):
    once = clean(text)
    assert clean(once) == once
    assert unicodedata.is_normalized("NFC", once)


@given(LETTERS, st.sampled_from(["en", "ru", "zh", None]))
def test_offsets_count_code_points_and_lose_no_letter(text, language):
    made = prepare(text, language)
    for spans in (made.paragraphs, made.sentences):
        assert (spans[:, 0] < spans[:, 1]).all()
        assert (spans[1:, 0] >= spans[:-1, 1]).all()
        kept = "".join(made.text[a:b] for a, b in spans.tolist())
        assert "".join(kept.split()) == "".join(made.text.split())
        for a, b in spans.tolist():
            assert made.text[a:b] == made.text[a:b].strip()
    # Every sentence lies within one paragraph.
    at = made.paragraphs[:, 0].searchsorted(made.sentences[:, 0], side="right") - 1
    assert (made.sentences[:, 1] <= made.paragraphs[at, 1]).all()
    assert len(made.forms) == len(made.lemmas) == len(made.sentences)


def test_offsets_are_right_after_letters_beyond_the_basic_plane():
    made = prepare("𠮷野家😀。双方同意。", "zh")
    assert [made.text[a:b] for a, b in made.sentences] == ["𠮷野家😀。", "双方同意。"]
    assert made.sentences.tolist() == [[0, 5], [5, 10]]


@pytest.mark.parametrize("hard", ["." * 200_000, "A. " * 60_000, '"' * 200_000, "\n" * 200_000 + "a",
                                  "!?" * 100_000, "1. " * 60_000])  # fmt: skip
@pytest.mark.parametrize("language", ["en", "zh"])
def test_no_text_takes_longer_than_its_length(hard, language):
    import time

    began = time.perf_counter()
    prepare(f"Words. {hard} End.", language)
    assert time.perf_counter() - began < 3
