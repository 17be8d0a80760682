"""A machine coder let loose on a corpus."""

from dataclasses import dataclass, field

import pytest
from tests.documents.coding.made_up import SMALL, add, segments

from foedus.core.errors import FoedusError
from foedus.documents.coding.coders import Identity
from foedus.documents.coding.interface import Judgement, Label
from foedus.documents.coding.machine import code_corpus
from foedus.documents.coding.patterns import PatternCoder
from foedus.documents.coding.table import codings, readings
from foedus.documents.coding.units import units
from foedus.documents.coding.writing import write


@dataclass
class Made:
    """A coder that says what it is told."""

    say: object = Judgement()
    name: str = "made"
    kind: str = "model"
    codebook: object = SMALL
    detail: dict = field(default_factory=dict)
    seen: list = field(default_factory=list)

    def code(self, passages):
        self.seen += passages
        return [self.say(p) if callable(self.say) else self.say for p in passages]


def test_patterns_over_three_languages(corpus):
    steps = []
    run = code_corpus(
        corpus, PatternCoder(SMALL), segments(corpus), batch=3, progress=lambda *s: steps.append(s)
    )
    assert (run.passages, run.before, run.codings, run.problems) == (7, 0, 6, {})
    assert steps == [(3, 7), (6, 7), (7, 7)]
    table = codings(corpus, text=True)
    assert table["text"].tolist() == ["threat", "Trade", "closer", "威胁", "угроза", "Торговля"]
    assert set(table["kind"]) == {"model"}
    assert units(corpus, "small", "trade")["language"].tolist() == ["en"] * 3 + ["ru"] * 2


def test_a_run_is_taken_up_where_it_stopped(corpus):
    coder = Made(lambda p: Judgement((Label("threat", score=0.5),)))
    code_corpus(corpus, coder, segments(corpus)[:3])
    again = code_corpus(corpus, coder, segments(corpus))
    assert (again.before, again.passages) == (3, 4)
    assert len(coder.seen) == 7
    assert {p.language for p in coder.seen} == {"en", "zh", "ru"}


def test_what_could_not_be_coded_is_not_read_and_comes_again(corpus):
    able = iter([Judgement(problem="no answer", illegal=("mood",)), Judgement(), Judgement()])
    run = code_corpus(corpus, Made(lambda p: next(able)), segments(corpus)[:3])
    assert (run.passages, run.problems, run.illegal) == (2, {"no answer": 1}, 1)
    assert len(readings(corpus, "small")) == 2
    again = code_corpus(corpus, Made(), segments(corpus)[:3])
    assert (again.before, again.passages) == (2, 1)


def test_it_never_codes_as_a_person(corpus):
    with pytest.raises(FoedusError, match="calls itself 'human'"):
        code_corpus(corpus, Made(kind="human"), segments(corpus))
    write(corpus, Identity("made", "human"), SMALL, [])
    with pytest.raises(FoedusError, match="is a human coder"):
        code_corpus(corpus, Made(), segments(corpus))
    assert codings(corpus).empty


def test_illegal_labels_are_refused_whatever_the_coder_is(corpus):
    for label, said in (
        (Label("mood"), "Unknown code"),
        (Label("stance", 7), "not a value"),
        (Label("trade", span=(0, 900)), "is not in document"),
    ):
        with pytest.raises(FoedusError, match=said):
            code_corpus(corpus, Made(Judgement((label,))), segments(corpus))


def test_an_answer_for_each_passage(corpus):
    coder = Made()
    coder.code = lambda passages: []
    with pytest.raises(FoedusError, match="gave 0 judgements for 7"):
        code_corpus(corpus, coder, segments(corpus))


def test_offsets_within_a_passage_after_an_emoji(corpus):
    number = add(corpus, "Начало. 🇷🇺🤝 угроза.", "ru")
    code_corpus(corpus, PatternCoder(SMALL), segments(corpus)[7:])
    table = codings(corpus, text=True)
    assert table[table["document"] == number]["text"].tolist() == ["угроза"]
