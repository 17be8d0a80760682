"""Versions of a document whose changes are known, in three languages."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from foedus.documents.comparing.versions import CHANGES, aligned, likeness
from foedus.documents.language.words import words

PARAGRAPHS = {
    "en": (
        "The purpose of this document is to set out the priorities of foreign policy.",
        "Relations with the neighbouring states of the region come first in every field.",
        "Trade with the partner shall grow, and energy supplies are to be extended by 2030.",
        "Terrorism remains a threat to all, which calls for joint work of the services.",
        "The arts and sciences are to be exchanged more freely between universities.",
    ),
    "zh": (
        "本文件旨在阐明外交政策的优先方向和基本原则。",
        "与本地区邻国的关系在各个领域居于首位。",
        "与伙伴的贸易应当增长，能源供应到二零三零年应当扩大。",
        "恐怖主义仍然是对所有国家的威胁，需要各部门共同工作。",
        "大学之间应当更加自由地开展艺术和科学交流。",
    ),
    "ru": (
        "Цель настоящего документа состоит в том, чтобы изложить приоритеты внешней политики.",
        "Отношения с соседними государствами региона стоят на первом месте во всех областях.",
        "Торговля с партнёром должна расти, а поставки энергии расширяться до 2030 года.",
        "Терроризм остаётся угрозой для всех, что требует совместной работы служб.",
        "Обмен в области искусства и науки между университетами должен стать свободнее.",
    ),
}
FRESH = {
    "en": "A wholly new chapter deals with outer space and undersea cables.",
    "zh": "全新的一章涉及外层空间与海底电缆。",
    "ru": "Совершенно новая глава посвящена космосу и подводным кабелям.",
}


def cut(paragraphs, language: str) -> list[list[str]]:
    return [words(p, language).form for p in paragraphs]


@pytest.mark.parametrize("language", ["en", "zh", "ru"])
def test_known_changes_are_found(language):
    old = cut(PARAGRAPHS[language], language)
    fresh = cut([FRESH[language]], language)[0]
    rewritten = [*old[2][:-2], *fresh[:2]]
    # The last paragraph to the front, the third rewritten, the fourth dropped, one new.
    new = [old[4], old[0], old[1], rewritten, fresh]
    found = aligned(old, new).frame()
    said = {
        (None if a is None else int(a), None if b is None else int(b)): c
        for a, b, c in zip(
            found["old"].astype(object).where(found["old"].notna(), None),
            found["new"].astype(object).where(found["new"].notna(), None),
            found["change"],
            strict=True,
        )
    }
    assert said == {
        (4, 0): "moved",
        (0, 1): "kept",
        (1, 2): "kept",
        (2, 3): "rewritten",
        (3, None): "dropped",
        (None, 4): "added",
    }


def test_the_same_twice_is_kept_whole():
    old = cut(PARAGRAPHS["en"], "en")
    found = aligned(old, old)
    assert set(found.change) == {"kept"}
    np.testing.assert_allclose(found.alike, 1)


def test_equal_paragraphs_pair_with_the_nearest():
    same = ["the", "same", "words"]
    old = [same, ["alpha"], same]
    assert aligned(old, old).counts()["kept"] == 3


def test_nothing_on_one_side():
    some = [["a", "b"], ["c"]]
    assert aligned([], some).change == ("added", "added")
    assert aligned(some, []).change == ("dropped", "dropped")
    assert len(aligned([], [])) == 0


texts = st.lists(st.lists(st.sampled_from("abcdef"), max_size=8), max_size=6)


@given(texts, texts)
def test_every_paragraph_meets_one_change(old, new):
    found = aligned(old, new)
    assert sorted(k for k in found.old.tolist() if k >= 0) == list(range(len(old)))
    assert sorted(k for k in found.new.tolist() if k >= 0) == list(range(len(new)))
    assert set(found.change) <= set(CHANGES)
    assert sum(found.counts().values()) == len(found)


@given(texts, texts)
def test_likeness_is_symmetric_and_a_share(old, new):
    share = likeness(old, new)
    np.testing.assert_allclose(share, likeness(new, old).T)
    assert ((share >= 0) & (share <= 1 + 1e-6)).all()
