"""Checks of a model coder: one that follows the codebook passes, one that goes by names does not."""

import random
from dataclasses import dataclass, field

import pytest
from tests.documents.coding.made_up import SMALL

from foedus.core.errors import FoedusError
from foedus.documents.coding.interface import Excerpt, Judgement, Label
from foedus.documents.coding.patterns import PatternCoder
from foedus.documents.coding.probes import check_coder
from foedus.documents.coding.shipped import open_codebook

BOOK = open_codebook("partnerships")
PASSAGES = [
    Excerpt(text, "en")
    for code in BOOK.codable
    if code.kind == "flag"
    for text in code.examples["en"]
]


@dataclass
class Named:
    """A coder that goes by the names of codes it knows, whatever their definitions say."""

    codebook: object
    say: object = None
    name: str = "named"
    kind: str = "model"
    detail: dict = field(default_factory=dict)

    def code(self, passages):
        return [self.say(self.codebook, p) for p in passages]


def by_name(codebook, passage):
    known = PatternCoder(BOOK).code([passage])[0]
    return Judgement(tuple(Label(x.code, x.value) for x in known.labels))


def first_code(codebook, passage):
    return Judgement((Label(codebook.codable[0].id),))


def results(make, passages=PASSAGES, book=BOOK, **options):
    return {c.name: c for c in check_coder(make, book, passages, **options).checks}


def test_a_coder_that_follows_the_codebook_passes_all():
    report = check_coder(PatternCoder, BOOK, PASSAGES)
    assert [c.passed for c in report.checks] == [True, True, True]
    assert all(c.share == 1 for c in report.checks)
    assert report.coder == PatternCoder(BOOK).name
    table = report.table()
    assert table["check"].tolist() == ["legal labels", "order of codes", "swapped definitions"]
    assert (table["low"] < 1).all()
    assert report.text.count("\n") == 2


def test_a_coder_that_goes_by_names_fails_the_swap():
    found = results(lambda book: Named(book, by_name))
    assert found["legal labels"].passed
    assert found["order of codes"].passed
    swap = found["swapped definitions"]
    assert swap.passed is False
    assert swap.share == 0
    assert f"({swap.n} stay with the name)" in swap.text


def test_a_coder_that_takes_the_first_code_fails_the_order():
    assert results(lambda book: Named(book, first_code))["order of codes"].passed is False


def test_illegal_labels_are_named():
    said = Judgement((), illegal=("mood",))
    found = results(lambda book: Named(book, lambda b, p: said))["legal labels"]
    assert (found.passed, found.share) == (False, 0)
    assert "not in the codebook: mood" in found.text


def test_too_few_cases_are_not_assessable():
    found = results(PatternCoder, PASSAGES[:5])
    assert [c.passed for c in found.values()] == [None, None, None]
    assert "not assessable: 5 cases, 10 are needed" in found["legal labels"].text
    nothing = [Excerpt("Nothing here.", "en")] * 50
    found = results(PatternCoder, nothing)
    assert [c.passed for c in found.values()] == [True, None, None]


def test_passages_not_coded_do_not_count():
    broken = Judgement(problem="no answer")
    found = results(lambda book: Named(book, lambda b, p: broken))["legal labels"]
    assert (found.passed, found.n) == (None, 0)
    with pytest.raises(FoedusError, match="no passages"):
        check_coder(PatternCoder, BOOK, [])


def test_the_same_seed_gives_the_same_report():
    assert check_coder(PatternCoder, BOOK, PASSAGES, seed=3) == check_coder(
        PatternCoder, BOOK, PASSAGES, seed=3
    )


def test_a_coder_right_half_of_the_time_has_half_the_share():
    draw = random.Random(1)

    def half(codebook, passage):
        follows = draw.random() < 0.5
        return PatternCoder(codebook).code([passage])[0] if follows else by_name(codebook, passage)

    found = results(lambda book: Named(book, half), PASSAGES * 5)["swapped definitions"]
    assert 0.4 < found.share < 0.6
    assert found.interval.low < 0.5 < found.interval.high


def test_a_small_codebook():
    passages = [Excerpt("A threat.", "en"), Excerpt("On trade.", "en")] * 6
    found = results(PatternCoder, passages, SMALL)
    assert found["swapped definitions"].passed
    assert found["swapped definitions"].n == 12
