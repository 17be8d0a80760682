"""What holds for any text: offsets, order, no overlap, sentences in any order."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from foedus.core.errors import FoedusError, UnknownName
from foedus.documents.language.words import words
from foedus.documents.mentions.mentions import find, find_all


def pieces(listed):
    return [*listed.split(sep=" "), "\n"]


PIECES = {
    "en": pieces(
        "Russia China 's - US us the side of Republic Korea Guinea Bissau Sino Russian and 𠮷 😀 . , "
        "Papua New Beijing in Convention Turkey U.S. our country ( ) İ"
    ),
    "ru": pieces(
        "Россия Китай российско - китайский сторона на языке США Корея Республика в Пекине . , "
        "наша страна 😀 Того Чад Ё"
    ),
    "zh": pieces(
        "中国 美 俄 方 发展 国家 其 以 军 华 访 北京 关系 法 律 、 。 12 日 本 巴 基斯坦 人 道 我国 "
        "乌 克 兰 😀 𠮷 ·"
    ),
}
SENTENCES = {
    "en": [
        "Russia thanked China.",
        "The US side met Poles.",
        "Sino-Indian trade grew.",
        "Beijing agreed.",
        "The two sides met.",
        "Guinea-Bissau voted.",
    ],
    "ru": [
        "Россия благодарит Китай.",
        "Российско-индийские отношения.",
        "Москва согласна.",
        "Стороны встретились.",
        "Поляки и чехи голосуют.",
    ],
    "zh": [
        "中俄两国合作。",
        "美方表示欢迎。",
        "双方同意。",
        "发展中国家支持法国。",
        "北京方面称同意。",
    ],
}
LANGUAGE = st.sampled_from(["en", "ru", "zh"])


@st.composite
def texts(draw):
    language = draw(LANGUAGE)
    gap = "" if language == "zh" else draw(st.sampled_from(["", " "]))
    pieces = draw(st.lists(st.sampled_from(PIECES[language]), max_size=25))
    return language, gap.join(pieces)


@given(texts(), st.sampled_from([None, 1940, 1970, 2020]), st.sampled_from([None, 365]))
def test_offsets_slice_to_the_form_and_do_not_overlap(drawn, year, speaker):
    language, text = drawn
    found = find(text, language, year=year, speaker=speaker)
    assert found.form == tuple(text[a:b] for a, b in found.spans.tolist())
    assert all(found.spans[:, 0] < found.spans[:, 1])
    assert all(found.spans[1:, 0] >= found.spans[:-1, 1])


@given(LANGUAGE.flatmap(lambda s: st.tuples(st.just(s), st.permutations(SENTENCES[s]))))
def test_sentences_in_any_order_name_the_same(drawn):
    language, order = drawn

    def named(sentences):
        found = find("\n\n".join(sentences), language)
        rows = zip(found.form, found.ccode.tolist(), found.kinds, found.certainty, strict=True)
        return sorted(rows)

    assert named(order) == named(SENTENCES[language])


@given(st.lists(texts(), max_size=4))
def test_many_documents_are_each_as_if_alone(drawn):
    languages, documents = [lang for lang, _ in drawn], [text for _, text in drawn]
    together = find_all(documents, languages)
    for k, (language, text) in enumerate(drawn):
        alone, part = find(text, language), together.where(together.document == k)
        assert part.form == alone.form
        assert part.ccode.tolist() == alone.ccode.tolist()
        assert part.spans.tolist() == alone.spans.tolist()


@pytest.mark.parametrize("language", ["en", "ru"])
def test_words_may_be_given(language):
    text = " ".join(SENTENCES[language])
    given_words = find(text, language, found_words=words(text, language))
    assert given_words.frame().equals(find(text, language).frame())


def test_forms_are_looked_up_once_for_each_written_word():
    from foedus.documents.mentions.phrases import phrases

    text = "Zanzibarwards Russia thanked China's " * 50
    find(text, "en")
    known = len(phrases("en").starts)
    find(text * 2, "en")
    assert len(phrases("en").starts) == known


@pytest.mark.parametrize("text", ["", " ", "\n\n", "😀"])
@pytest.mark.parametrize("language", ["en", "ru", "zh"])
def test_nothing_in_nothing(text, language):
    found = find(text, language)
    assert len(found) == 0
    assert found.frame().empty


def test_bad_input():
    with pytest.raises(UnknownName, match="klingon"):
        find("Russia", "klingon")
    with pytest.raises(FoedusError, match="2 years for 1 texts"):
        find_all(["Russia"], "en", years=[2020, 2021])
    found = find("Russia", "en")
    with pytest.raises(UnknownName, match="colour"):
        found.only(["colour"])
    with pytest.raises(UnknownName, match="quite"):
        found.only(least="quite")


def test_kinds_can_be_left_out():
    found = find("Russia thanked Beijing; Moscow agreed. They met in Paris.", "en")
    assert found.only(without=["capital", "seat"]).form == ("Russia",)
    assert found.only(["capital"], least="likely").form == ("Beijing", "Moscow")
