"""The codebook on grievance and programme: complete, in three languages, examples found."""

from __future__ import annotations

import re

import pytest

from foedus.documents.coding.shipped import open_codebook

BOOK = open_codebook("programme")
PARTS = [(c, v) for c in BOOK.codable for v in (c.values or (c,))]
MARKS = {"zh": r"[\u4e00-\u9fff]", "ru": r"[а-яё]", "en": r"^[\x20-\x7e]+$"}


def test_it_asks_what_a_clause_does_and_how_specifically():
    assert [v.value for v in BOOK.code("act").values] == [
        "oppose", "defend", "propose", "cooperate", "other",
    ]  # fmt: skip
    assert [v.value for v in BOOK.code("specific").values] == [0, 1, 2, 3]
    assert {c.id for c in BOOK.codable if c.kind == "flag"} == {"aims_us", "order"}


def test_the_other_reading_is_recorded():
    assert "Another reading" in BOOK.about


@pytest.mark.parametrize(("code", "part"), PARTS)
def test_each_part_has_labels_rules_and_examples_in_each_language(code, part):
    assert code.inclusion
    assert code.exclusion
    assert set(part.label) == set(BOOK.languages) == {"en", "zh", "ru"}
    assert part.definition
    for language in BOOK.languages:
        assert part.examples[language]
        assert all(re.search(MARKS[language], text) for text in part.examples[language])


def test_patterns_find_the_examples_of_their_own_code():
    missed = [
        (code.id, language, text)
        for code, part in PARTS
        for language, texts in part.examples.items()
        if part.patterns.get(language)
        for text in texts
        if not any(re.search(p, text, re.IGNORECASE) for p in part.patterns[language])
    ]
    assert missed == []
