"""Russian forms against OpenCorpora's, as pymorphy3 gives them."""

import re

import pytest

from foedus.documents.mentions.russian import declined
from foedus.documents.mentions.table import entries

CASES = ("nomn", "gent", "datv", "accs", "ablt", "loct")
# OpenCorpora declines Сана as a person's name and has a second, rare form of these.
VARIANTS = {"таиланд", "сана"}


@pytest.fixture(scope="module")
def analyser():
    return pytest.importorskip("pymorphy3").MorphAnalyzer()


def single(*kinds):
    """Words of the table that stand alone and are declined."""
    return sorted(
        {
            entry.form.lower().replace("ё", "е")
            for entry in entries("ru")
            if entry.readings[0].kind in kinds
            and re.fullmatch("[а-яё]+", entry.form, re.IGNORECASE)
        }
        - VARIANTS
    )


def parse(analyser, word, tag):
    found = [p for p in analyser.parse(word) if p.normal_form == word and tag in p.tag]
    return found[0] if found and analyser.word_is_known(word) else None


@pytest.mark.parametrize(
    ("kinds", "tag", "number"),
    [(("name", "capital"), "Geox", None), (("people",), "NOUN", None), (("adjective",), "ADJF", 0)],
)
def test_forms_include_those_of_the_dictionary(analyser, kinds, tag, number):
    checked, wrong = 0, []
    for word in single(*kinds):
        found = parse(analyser, word, tag)
        if found is None:
            continue
        forms = {
            p.word.replace("ё", "е")
            for p in found.lexeme
            if any(case in p.tag for case in CASES)
            and "-" not in p.word
            and "V-ey" not in p.tag
            and "V-oy" not in p.tag
            and ("Geox" not in p.tag or "sing" in p.tag or "Pltm" in p.tag)
            and "Supr" not in p.tag
            and "V-ie" not in p.tag
            and "gen2" not in p.tag
        }
        checked += 1
        if not forms <= declined(word):
            wrong.append((word, sorted(forms - declined(word))))
    assert checked > 80
    assert not wrong


def test_words_that_do_not_bend_stay():
    for word in ("чили", "перу", "тбилиси", "мали", "токио", "баку", "никарагуа", "бразилиа"):
        assert declined(word) == {word}
