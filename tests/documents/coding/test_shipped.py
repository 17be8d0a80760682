"""The codebook that comes with foedus: complete, in three languages, its patterns find its examples."""

import re

import pytest

from foedus.core.errors import FoedusError
from foedus.documents.coding.codebook_text import codebook_text
from foedus.documents.coding.shipped import open_codebook, shipped

BOOK = open_codebook("partnerships")
ASKED = {
    "basis": ["basis_threat", "basis_economy", "basis_norms", "basis_regime"],
    "limits": [
        "limits_dependence", "limits_asymmetry", "limits_region", "limits_third_party",
        "limits_norms",
    ],
    "poles": [
        "pole_us", "pole_china", "pole_russia", "pole_europe", "pole_india", "pole_other",
    ],
    "commitment": [
        "commitment_promised", "commitment_provided", "commitment_paid", "commitment_withheld",
    ],
}  # fmt: skip


def parts():
    """Each flag, and each value of scales and categories."""
    for code in BOOK.codable:
        yield from ((code, v) for v in code.values) if code.values else ((code, code),)


def test_it_has_what_the_two_articles_ask():
    for theme, codes in ASKED.items():
        assert [c.id for c in BOOK.codes if c.parent == theme and c.kind == "flag"] == codes
    assert [v.value for v in BOOK.code("stance").values] == [-2, -1, 0, 1, 2]
    assert {"reactivity_us", "order_multipolarity", "tone", "forecast"} <= set(BOOK.by_id)


def test_every_code_says_what_counts_and_what_does_not_in_three_languages():
    assert BOOK.languages == ("en", "zh", "ru")
    for code in BOOK.codable:
        assert code.inclusion, code.id
        assert code.exclusion, code.id
        assert set(code.label) == {"en", "zh", "ru"}
    for code, part in parts():
        assert all(part.examples.get(language) for language in BOOK.languages), code.id
    for code in BOOK.codable:
        for text in (*code.inclusion, *code.exclusion):
            named = re.findall(r"\b([a-z]+_[a-z_]+)\b", text)
            assert set(named) <= set(BOOK.by_id), text


def test_examples_are_in_the_language_they_stand_under():
    marks = {"zh": r"[\u4e00-\u9fff]", "ru": r"[а-яё]", "en": r"^[\x20-\x7e]+$"}
    for _, part in parts():
        for language, texts in part.examples.items():
            assert all(re.search(marks[language], text) for text in texts)


def test_patterns_find_the_examples_of_their_own_code():
    missed = [
        (code.id, language, text)
        for code, part in parts()
        for language, texts in part.examples.items()
        if part.patterns.get(language)
        for text in texts
        if not any(re.search(p, text, re.IGNORECASE) for p in part.patterns[language])
    ]
    assert missed == []


def test_no_example_names_the_pair_of_the_articles_outside_the_poles():
    for code, part in parts():
        if not code.id.startswith("pole_"):
            for text in (t for texts in part.examples.values() for t in texts):
                assert not re.search(r"China|Russia|中国|俄罗斯|Кита|Росси", text), code.id


def test_versions_and_names():
    assert shipped() == {"partnerships": ("1.0",), "programme": ("1.0",)}
    with pytest.raises(FoedusError, match="Did you mean 'partnerships'"):
        open_codebook("partnership")
    with pytest.raises(FoedusError, match=r"Unknown version .*'0.9'"):
        open_codebook("partnerships", "0.9")


def test_a_file_of_ones_own(tmp_path):
    path = tmp_path / "own.toml"
    path.write_text(codebook_text(BOOK), "utf-8")
    assert open_codebook(str(path)) == BOOK
