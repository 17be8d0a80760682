"""Languages told apart, words cut, dictionary forms found."""

from __future__ import annotations

import pytest

pytest.importorskip("rjieba", reason="texts need the extra: pip install 'foedus[texts]'")

from hypothesis import given
from hypothesis import strategies as st

from foedus.core.errors import FoedusError
from foedus.documents.language.detect import detect, language_of
from foedus.documents.language.lemmas import lemmas
from foedus.documents.language.words import forms, words


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("The two sides will deepen their partnership in the years to come.", "en"),
        ("Xi meets Putin in Kazan", "en"),
        ("双方将深化全面战略协作伙伴关系。", "zh"),
        ("中国外交部发言人汪文斌（Wang Wenbin）表示", "zh"),
        ("Стороны углубят партнёрство.", "ru"),
        ("Сторони поглиблять партнерство між їхніми країнами.", "und"),
        ("Страните ще задълбочат партньорството, ѝ каза той ў і", "und"),
        ("両国は戦略的パートナーシップを深めることで合意した。", "und"),
        ("양국은 전략적 동반자 관계를 심화하기로 합의했다.", "und"),
        ("Les deux parties ont décidé d'approfondir leur partenariat stratégique.", "und"),
        ("Beide Seiten wollen ihre strategische Partnerschaft vertiefen.", "und"),
        ("2023-10-17: 12.5 %", "und"),
        ("", "und"),
    ],
)  # fmt: skip
def test_languages_are_told_apart(text, language):
    assert detect(text).language == language


def test_codes_of_languages_with_regions_are_understood():
    assert [language_of(code) for code in ("zh-CN", "en_GB", " RU ")] == ["zh", "en", "ru"]
    with pytest.raises(FoedusError, match="fr"):
        language_of("fr")


def test_words_are_cut_as_each_language_does():
    assert words("The U.S. and China's 2.5-year-old ties", "en").form == [
        "the", "u.s", "and", "china's", "2.5-year-old", "ties",
    ]  # fmt: skip
    assert words("Российско-китайский диалог, г-н Ли!", "ru").form == [
        "российско-китайский", "диалог", "г-н", "ли",
    ]  # fmt: skip
    assert words("全面战略协作伙伴关系", "zh").form[:2] == ["全面", "战略"]


@given(st.text(max_size=80), st.sampled_from(["en", "ru", "zh"]))
def test_words_stand_where_they_say(text, language):
    found = words(text, language)
    assert [text[a:b].lower() for a, b in found.spans] == found.form
    if text.isprintable():
        assert [w for part in forms([text], language) for w in part if w.isascii()] == [
            w for w in found.form if w.isascii()
        ]


@pytest.mark.parametrize(
    ("language", "form", "lemma"),
    [
        ("en", "agreed", "agree"), ("en", "countries", "country"), ("en", "china's", "china"),
        ("en", "better", "good"), ("en", "u.s", "u.s"), ("en", "us", "us"),
        ("ru", "сторонами", "сторона"), ("ru", "договорились", "договориться"),
        ("ru", "партнёрством", "партнерство"), ("ru", "российско-китайских", "российско-китайский"),
        ("zh", "关系", "关系"), ("und", "parties", "parties"),
    ],
)  # fmt: skip
def test_lemmas_are_dictionary_forms(language, form, lemma):
    assert lemmas([form], language) == [lemma]
