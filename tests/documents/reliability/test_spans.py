"""Marked passages: reading them, matching them, position and label apart."""

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.documents.reliability.made_up_spans import COLUMNS, directly, spans

from foedus.core.errors import FoedusError
from foedus.documents.reliability.span_agreement import span_agreement
from foedus.documents.reliability.span_matching import RULES, matched
from foedus.documents.reliability.span_pieces import pieces
from foedus.documents.reliability.span_report import span_report
from foedus.documents.reliability.spans import from_tables


@st.composite
def marked(draw, coders="ab"):
    """Three documents of 30 code points and passages, overlapping ones too."""
    rows = []
    for _ in range(draw(st.integers(0, 14))):
        start = draw(st.integers(0, 28))
        end = draw(st.integers(start + 1, 30))
        who, label = draw(st.sampled_from(coders)), draw(st.sampled_from("xy"))
        rows.append((draw(st.sampled_from("def")), who, start, end, label))
    read = [(d, c) for d in "def" for c in coders]
    return directly(rows, dict.fromkeys("def", 30), read)


def found_by_hand(found, rule):
    """Greedy matching, pair by pair."""
    pairs = []
    for i in np.flatnonzero(found.coder == 0):
        for j in np.flatnonzero(found.coder == 1):
            if found.document[i] != found.document[j]:
                continue
            a, b = (
                set(range(found.start[i], found.end[i])),
                set(range(found.start[j], found.end[j])),
            )
            both = len(a & b)
            fits = {"exact": a == b, "half": 2 * both >= max(len(a), len(b)), "overlap": both > 0}
            if fits[rule]:
                share = both / len(a | b)
                differ = found.label[i] != found.label[j]
                place = (found.start[i], found.start[j], found.label[j])
                pairs.append((-share, differ, *place, i, j))
    taken, out = set(), []
    for *_, i, j in sorted(pairs):
        if i not in taken and j not in taken:
            taken |= {i, j}
            out.append((i, j))
    return out


@pytest.mark.parametrize("rule", RULES)
@settings(max_examples=40)
@given(found=marked())
def test_matching_against_pair_by_pair(rule, found):
    one, two = matched(found, 0, 1, rule)
    by_hand = found_by_hand(found, rule)
    assert len(set(one)) == len(one) == len(by_hand)
    assert len(set(two)) == len(two)

    def shares(pairs):
        return sorted(
            (int(found.start[i]), int(found.end[i]), int(found.start[j]), int(found.end[j]))
            for i, j in pairs
        )

    assert shares(zip(one, two, strict=True)) == shares(by_hand)


@settings(max_examples=40)
@given(found=marked())
def test_same_passages_match_under_every_rule(found):
    exact, half, overlap = (len(matched(found, 0, 1, rule)[0]) for rule in RULES)
    assert exact <= min(half, overlap)


@settings(max_examples=40)
@given(found=marked())
def test_the_other_way_round_is_the_same(found):
    for rule in RULES:
        one = span_agreement(found, "a", "b", rule, draws=0)
        two = span_agreement(found, "b", "a", rule, draws=0)
        assert one.n_matched == two.n_matched
        assert (one.f1.value, one.characters.value) == (two.f1.value, two.characters.value)
        assert one.found_by_first.value == two.found_by_second.value


@settings(max_examples=40)
@given(found=marked())
def test_characters_against_sets(found):
    marks = [
        {
            (d, k)
            for d, c, s, e in zip(found.document, found.coder, found.start, found.end, strict=True)
            if c == who
            for k in range(s, e)
        }
        for who in (0, 1)
    ]
    figure = span_agreement(found, "a", "b", "half", draws=0).characters
    either = marks[0] | marks[1]
    if either:
        assert figure.value == pytest.approx(len(marks[0] & marks[1]) / len(either))
    else:
        assert (figure.value, figure.why_null) == (None, "neither coder marked a passage")


@settings(max_examples=40)
@given(found=marked(coders="abc"))
def test_pieces_cover_every_code_point_once(found):
    cut = pieces(found)
    assert np.bincount(cut.document, cut.length, minlength=3).tolist() == [30, 30, 30]
    for coder in range(3):
        covered = {
            (d, k)
            for d, c, s, e in zip(found.document, found.coder, found.start, found.end, strict=True)
            if c == coder
            for k in range(s, e)
        }
        assert cut.length[cut.mark[:, coder] > 0].sum() == len(covered)


def test_example_by_hand():
    found = span_agreement(
        spans(
            [
                ("d", "ann", 0, 10, "threat"),
                ("d", "bo", 2, 12, "threat"),
                ("d", "ann", 20, 30, "trade"),
                ("d", "bo", 20, 26, "norms"),
                ("d", "ann", 40, 45, "trade"),
                ("e", "bo", 0, 5, "trade"),
            ],
            {"d": 50, "e": 10},
        ),
        "ann",
        "bo",
        "half",
        draws=0,
    )
    assert (found.n_first, found.n_second, found.n_matched, found.n_documents) == (3, 3, 2, 2)
    assert found.f1.value == pytest.approx(4 / 6)
    assert found.characters.value == pytest.approx((8 + 6) / (12 + 10 + 5 + 5))
    assert (found.start_distance.value, found.end_distance.value) == (1, 3)
    assert found.same_label.value == 0.5
    # Values threat, threat, trade, norms: alpha = 1 - 3 x 2 / (16 - 4 - 1 - 1).
    assert found.label_alpha.value == pytest.approx(0.4)
    assert "ann marked 3 passages and bo 3 in 2 documents both read; 2 match" in found.text
    assert len(found.position) + len(found.labels) == 9


def test_two_codes_on_one_passage_meet_their_like():
    both = [("d", c, 0, 10, label) for c in "ab" for label in ("trade", "threat")]
    found = span_agreement(spans(both, {"d": 20}), "a", "b", "exact", draws=0)
    assert (found.n_matched, found.same_label.value, found.label_alpha.value) == (2, 1, 1)


def test_documents_one_coder_did_not_read_do_not_count():
    rows = [("d", "a", 0, 5, "x"), ("d", "b", 0, 5, "x"), ("e", "a", 0, 5, "x")]
    read = [("d", "a"), ("d", "b"), ("e", "a")]
    apart = span_agreement(spans(rows, {"d": 9, "e": 9}, read), "a", "b", "half", draws=0)
    assert (apart.n_documents, apart.f1.value) == (1, 1)
    together = span_agreement(spans(rows, {"d": 9, "e": 9}), "a", "b", "half", draws=0)
    assert (together.n_documents, together.f1.value) == (2, pytest.approx(2 / 3))


def test_nothing_in_common_is_said():
    rows = [("d", "a", 0, 5, "x"), ("e", "b", 0, 5, "x")]
    found = span_agreement(
        spans(rows, {"d": 9, "e": 9}, [("d", "a"), ("e", "b")]), "a", "b", "half"
    )
    assert found.n_documents == 0
    assert {figure.value for figure in (*found.position, *found.labels)} == {None}
    one = span_agreement(spans(rows[:1], {"d": 9}, [("d", "a"), ("d", "b")]), "a", "b", "half")
    assert one.f1.value == 0
    assert one.found_by_first.value is None
    assert one.label_alpha.why_null


def test_intervals_from_resampled_documents():
    rng = np.random.default_rng(1)
    rows = []
    for k in range(30):
        for start in (0, 40, 80):
            rows.append((k, "a", start, start + 20, "xy"[rng.integers(2)]))
            if rng.random() < 0.8:
                shift = int(rng.integers(8))
                label = rows[-1][4] if rng.random() < 0.8 else "x"
                rows.append((k, "b", start + shift, start + 20, label))
    found = span_agreement(spans(rows, dict.fromkeys(range(30), 120)), "a", "b", "half", seed=3)
    for figure in (
        found.f1,
        found.characters,
        found.start_distance,
        found.same_label,
        found.label_alpha,
    ):
        assert figure.interval.low < figure.value < figure.interval.high
    # Nobody misplaces an end: no interval from 0 to 0.
    assert (found.end_distance.value, found.end_distance.interval) == (0, None)
    assert found.end_distance.why_null == "every document says the same"
    again = span_agreement(spans(rows, dict.fromkeys(range(30), 120)), "a", "b", "half", seed=3)
    assert again == found


def test_report_by_label_and_language():
    rows = [
        (d, c, 5, 15, label) for d, label in (("e1", "x"), ("e2", "y"), ("z1", "x")) for c in "ab"
    ]
    rows.append(("z1", "b", 30, 35, "y"))
    found = span_report(
        spans(rows, dict.fromkeys(("e1", "e2", "z1"), 40)),
        "half",
        languages={"e1": "en", "e2": "en", "z1": "zh"},
        draws=0,
    )
    assert [(r.language, r.label) for r in found] == [
        (language, label)
        for language in ("all languages", "en", "zh")
        for label in ("all labels", "x", "y")
    ]
    by = {(r.language, r.label): r for r in found}
    assert by["en", "all labels"].pairs[0].f1.value == 1
    assert by["zh", "y"].pairs[0].f1.value == 0
    assert by["zh", "x"].unitising.position.value == pytest.approx(1)
    with pytest.raises(FoedusError, match="'z1' has no language"):
        span_report(
            spans(rows, dict.fromkeys(("e1", "e2", "z1"), 40)),
            "half",
            languages={"e1": "en", "e2": "en"},
        )


@pytest.mark.parametrize(
    ("row", "message"),
    [
        (("d", "a", 5, 5, "x"), r"Span 5:5 does not fit document 'd' of 20"),
        (("d", "a", -1, 5, "x"), "does not fit"),
        (("d", "a", 0, 21, "x"), "does not fit"),
        (("q", "a", 0, 2, "x"), "Unknown document 'q'"),
        (("d", "b", 0, 2, "x"), "'b' marked 'd' without having read it"),
        (("d", "a", 0, 2, None), "empty 'label'"),
    ],
)
def test_spans_that_are_refused(row, message):
    with pytest.raises(FoedusError, match=message):
        spans([row], {"d": 20, "e": 20}, [("d", "a"), ("e", "b")])


def test_questions_that_are_refused():
    found = spans([("d", "a", 0, 5, "x"), ("d", "b", 0, 5, "x")], {"d": 20})
    with pytest.raises(FoedusError, match="Unknown rule"):
        span_agreement(found, "a", "b", "near")
    with pytest.raises(FoedusError, match="Unknown coder 'c'"):
        span_agreement(found, "a", "c", "half")
    with pytest.raises(FoedusError, match="compared with itself"):
        span_agreement(found, "a", "a", "half")
    with pytest.raises(FoedusError, match="Unknown label 'z'"):
        found.only(labels=["z"])
    one = pd.DataFrame([("d", "a", 0, 5, "x")], columns=COLUMNS)
    length = pd.DataFrame({"document": ["d"], "length": [9]})
    with pytest.raises(FoedusError, match="Unknown word for who read what"):
        from_tables(one, length, "everyone")
