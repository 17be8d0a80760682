"""Dictionaries of concepts: what they find in three languages, and what they leave out."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from foedus.core.errors import FoedusError
from foedus.documents.concepts.concept_file import concept_of
from foedus.documents.concepts.finder import Finder
from foedus.documents.concepts.shipped import open_concept, shipped

FOUND = [
    ("multipolarity", "en", "A multi-polar\nworld has several centres of power.", 2),
    ("multipolarity", "en", "A unipolar world; the poles melt; polar bears.", 0),
    ("multipolarity", "zh", "世界多极化，许多极端主义，很多极其困难", 1),
    ("multipolarity", "ru", "Многополярного мира и новых центров силы.", 2),
    ("sovereignty", "en", "Sovereign equality, not sovereign debt or food sovereignty.", 1),
    ("sovereignty", "zh", "尊重主权；主权财富基金；数据主权", 1),
    ("sovereignty", "ru", "Суверенитет страны и технологический суверенитет.", 1),
    ("non_interference", "en", "Interference in the internal affairs of others, radio interference", 1),
    ("non_interference", "zh", "互不干涉内政，反对外部势力干涉；药物干预", 2),
    ("non_interference", "ru", "Невмешательство; вмешательство во внутренние дела; операция", 2),
    ("territorial_integrity", "en", "territorial\nintegrity and moral integrity", 1),
    ("territorial_integrity", "zh", "主权和领土完整", 1),
    ("territorial_integrity", "ru", "Территориальную целостность соблюдать.", 1),
    ("democracy", "en", "The Democratic People's Republic and German Democratic Republic.", 0),
    ("democracy", "en", "Democracy and democratic rule; a Democratic Party", 2),
    ("democracy", "zh", "民主党派、殖民主义、人民主体、江泽民主席、协商民主", 1),
    ("democracy", "ru", "Демократия и Демократическая партия", 1),
    ("alliance", "en", "Really, finally: our allies, not a vaccine alliance.", 1),
    ("alliance", "zh", "东盟国家、欧盟国家、联盟国家和北约盟国", 1),
    ("alliance", "ru", "Союзники и Советский Союз", 1),
    ("no_limits", "en", "Their friendship has no limits. The budget has no limits.", 1),
    ("no_limits", "zh", "合作无上限，探索永无止境", 1),
    ("no_limits", "ru", "Дружба не знает границ. Граница без границ.", 1),
]  # fmt: skip


@pytest.mark.parametrize(("name", "language", "text", "hits"), FOUND)
def test_what_is_found_and_left_out(name, language, text, hits):
    concept = open_concept(name)
    spans = concept.spans(text, language)
    assert [text[a:b] for a, b in spans].__len__() == hits, [text[a:b] for a, b in spans]


@pytest.mark.parametrize("name", sorted(shipped()))
def test_every_concept_has_three_languages_probes_and_a_signed_check(name):
    concept = open_concept(name)
    assert concept.languages == ("en", "zh", "ru")
    assert set(concept.probes) == {"en", "zh", "ru"}
    for language, sentences in concept.probes.items():
        for sentence in sentences:
            assert not len(concept.spans(sentence, language)), "a probe holds no term"
    assert {c.language for c in concept.checks} == {"en", "zh", "ru"}
    assert all(c.by and c.right <= c.read <= c.hits for c in concept.checks)


_PIECES = [t for _, lang, t, _ in FOUND if lang != "zh"] + ["x" * 350, "\n\n", "Politically, "]


@given(st.lists(st.sampled_from(_PIECES), max_size=6), st.sampled_from(sorted(shipped())))
def test_anchors_only_save_time(pieces, name):
    text = " ".join(pieces)
    for language in ("en", "ru"):
        quick = open_concept(name).finder(language)
        whole = Finder(quick.named, quick.excluded)
        assert quick.spans(text).tolist() == whole.spans(text).tolist()


def test_a_language_without_words_and_an_unknown_concept_are_refused():
    with pytest.raises(FoedusError, match="no words in the language 'fr'"):
        open_concept("alliance").spans("x", "fr")
    with pytest.raises(FoedusError, match="sovereignty"):
        open_concept("sovreignty")
    with pytest.raises(FoedusError, match=r"9\.9"):
        open_concept("alliance", "9.9")


HEAD = 'name = "x"\nversion = "1"\ndate = "2026-01-02"\ntitle = "X"\nabout = "x"\n'


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("name = ", "no TOML"),
        (HEAD, "has no words"),
        (HEAD.replace('"1"', '"one"') + '[terms]\nen = ["x"]', "no version"),
        (HEAD.replace("2026-01-02", "soon") + '[terms]\nen = ["x"]', "no date"),
        (HEAD + 'colour = "red"\n[terms]\nen = ["x"]', "unknown key 'colour'"),
        (HEAD + '[terms]\nfr = ["x"]', "language 'fr'"),
        (HEAD + "[terms]\nen = [1]", "no list of strings"),
        (HEAD + "[patterns]\nen = ['(']", "no regular expression"),
        (HEAD + "[patterns]\nen = ['x*']", "matches nothing at all"),
        (HEAD + '[terms]\nen = ["x"]\n[[check]]\ncorpus = "c"', "check is incomplete"),
        (
            HEAD + '[terms]\nen = ["x"]\n[[check]]\ncorpus = "c"\nlanguage = "en"\nhits = 1\n'
            'read = 2\nright = 1\nseed = 1\nby = "b"\ndate = "2026-01-02"',
            "1 of 2 of 1",
        ),
    ],
)
def test_faults_of_a_file_are_named(text, said):
    with pytest.raises(FoedusError, match=said):
        concept_of(text, "mine.toml")


def test_a_file_of_ones_own(tmp_path):
    path = tmp_path / "mine.toml"
    path.write_text(HEAD + '[terms]\nen = ["shared future"]\n', encoding="utf-8")
    concept = open_concept(str(path))
    assert concept.spans("A shared-future and a shared  future.", "en").tolist() == [
        [2, 15],
        [22, 36],
    ]
    assert concept.hash != open_concept("alliance").hash
