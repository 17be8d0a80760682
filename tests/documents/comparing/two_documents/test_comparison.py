"""Salience, ranks, changes and words of two sides, against what can be counted otherwise."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.documents.comparing.two_documents.made_up_versions import versions

from foedus.core.errors import FoedusError
from foedus.documents.comparing.rate_pairs import compare_rates
from foedus.documents.comparing.two_documents.about import about_states
from foedus.documents.comparing.two_documents.changes import changes
from foedus.documents.comparing.two_documents.comparison import compare
from foedus.documents.comparing.two_documents.finding import finding, notes
from foedus.documents.comparing.two_documents.reading import side_of_path
from foedus.documents.comparing.two_documents.records import as_record, state_records
from foedus.documents.comparing.two_documents.sides import Document, Side, read_side
from foedus.documents.mentions.mentions import find
from foedus.documents.mentions.passages import dedicated

CHINA, INDIA, RUSSIA = 710, 750, 365


def _side(text: str, language: str = "en", **known: object) -> Side:
    return Side("a text", (Document("a text", text, language, **known),))  # type: ignore[arg-type]


def test_ratio_and_share_are_those_of_the_counts() -> None:
    known = versions("en")
    found = compare(known.old, known.new, CHINA)
    tokens = [int(side.tokens.sum()) for side in found.sides]
    pair = compare_rates((4, tokens[0]), (8, tokens[1]))
    assert (found.state.rates.ratio, found.state.rates.p) == (pair.ratio, pair.p)
    assert found.state.old.share.value == pytest.approx(4 / 25)
    assert found.state.new.share.value == pytest.approx(8 / 29)
    assert (found.state.new.rank, found.state.new.of) == (1, 8)


def test_states_named_equally_often_share_a_rank_with_wide_bounds() -> None:
    found = compare(_side("China, India, France. China."), _side("India. France."), CHINA)
    old = {s.name: s.old.rank for s in found.salience.states}
    assert old == {"China": 1, "India": 2, "France": 2}
    assert found.state.new.rank is None
    india = found.salience.of(INDIA)
    assert india is not None
    assert (india.new.rank, india.new.low, india.new.high) == (1, 1, 2)


def test_the_same_seed_gives_the_same_record() -> None:
    known = versions("zh")
    one, two = (as_record(compare(known.old, known.new, CHINA)) for _ in range(2))
    assert json.dumps(one) == json.dumps(two)
    json.loads(json.dumps(one, allow_nan=False))


def test_a_passage_named_twice_is_what_the_room_of_mentions_calls_dedicated() -> None:
    text = "China and Chinese trade.\n\nFrance, India, Japan, China.\n\nIndia. India. China."
    read = read_side(_side(text))
    found = about_states(read)
    for ccode in (CHINA, INDIA):
        passed = dedicated(find(text, "en"), read.outlines[0].blocks, ccode).passed
        assert found.block[found.ccode == ccode].tolist() == np.flatnonzero(passed).tolist()


@given(st.permutations(range(6)), st.integers(0, 6), st.integers(0, 6))
def test_every_paragraph_meets_one_change(order: list[int], dropped: int, fresh: int) -> None:
    base = [f"Paragraph word{k} about topic{k} and matter{k} with India." for k in range(6)]
    new = [base[k] for k in order[dropped:]]
    new += [f"Fresh thing{k} of kind{k} and sort{k}." for k in range(fresh)]
    one, two = (read_side(_side("\n\n".join(t) or "Nothing.")) for t in (base, new))
    found = changes(one, two, INDIA)
    counts = found.counts()
    assert sum(counts.values()) - counts["added"] == found.old == 6
    assert sum(counts.values()) - counts["dropped"] == found.new
    assert counts["kept"] + counts["moved"] == 6 - dropped
    flags = [row.names_it for row in found.rows]
    assert flags == sorted(flags, reverse=True)


def test_a_new_number_makes_no_new_paragraph() -> None:
    text = "The state will develop its trade with India in the years to come."
    one, two = (read_side(_side(f"{n}. {text}\n\nIt is so.")) for n in (7, 52))
    assert [row.change for row in changes(one, two, INDIA).rows] == ["kept", "kept"]


def test_two_languages_share_only_what_can_be_compared() -> None:
    old, new = versions("ru").old, versions("zh").new
    found = compare(old, new, CHINA)
    assert not found.one_language
    assert found.words is None
    assert "different languages" in found.changes.why
    assert "not comparable" in finding(found)[0]
    assert any("not in one language" in note for note in notes(found))
    assert all(row["ratio"] is None for row in state_records(found))
    assert found.way == "openings"
    assert [p.of("openings") for p in found.places] == [7, 2]


def test_sets_have_rates_and_words_but_no_order() -> None:
    documents = tuple(
        Document(str(k), f"Talks with China. India trades. {'Peace holds. ' * k}", "en", 2000)
        for k in range(12)
    )
    side = Side("twelve", documents)
    found = compare(side, replace(side, label="again"), CHINA, draws=200)
    assert found.state.rates.ratio == 1
    assert found.state.rates.ratio_by_documents is not None
    assert found.words is not None
    assert "12" in found.words.basis
    assert found.way is None
    assert "a set of documents has no order" in finding(found)[2]
    assert "not between sets" in found.changes.why


def test_a_state_is_not_compared_in_its_own_documents_and_does_not_count_there() -> None:
    own = _side("Our country and Russia thank China.", speaker=RUSSIA)
    found = compare(own, own, CHINA)
    assert found.state.old.share.value == 1
    assert found.old.own.tolist() == [2]
    assert any("own: its 4 mentions" in note for note in notes(found))
    with pytest.raises(FoedusError, match="a document of Russia itself"):
        compare(own, own, RUSSIA)


def test_a_state_that_is_named_most_is_asked_after() -> None:
    text = _side("Russia will act. Russia is open. Russia and China.")
    assert any("--speaker" in note for note in notes(compare(text, text, CHINA)))


def test_capitals_count_when_asked_for() -> None:
    text = _side("Beijing said that it would talk. China agreed.")
    assert compare(text, text, CHINA).state.rates.first.mentions == 1
    assert compare(text, text, CHINA, metonyms=True).state.rates.first.mentions == 2


def test_a_state_that_neither_names() -> None:
    found = compare(_side("India trades."), _side("India trades."), CHINA)
    assert finding(found)[0].startswith("China is named in neither")
    assert found.state.new.rank is None


def test_only_the_new_names_it() -> None:
    found = compare(_side("India trades."), _side("China trades."), CHINA)
    assert "no ratio can be given" in finding(found)[0]
    (row,) = [r for r in state_records(found) if r["ccode"] == CHINA]
    assert row["ratio"] is None
    assert row["ratio_low"] is not None


def test_bad_input_is_refused(tmp_path: Path) -> None:
    with pytest.raises(FoedusError, match="no document"):
        compare(Side("nothing", ()), _side("China."), CHINA)
    with pytest.raises(FoedusError, match="no language"):
        compare(_side("...", "und"), _side("China."), CHINA)
    with pytest.raises(FoedusError, match="level"):
        compare(_side("China."), _side("China."), CHINA, level=95)
    (tmp_path / "a.xlsx").write_bytes(b"x")
    with pytest.raises(FoedusError, match="not read"):
        side_of_path(tmp_path / "a.xlsx")
    (tmp_path / "b.txt").write_text("The two sides agreed on this.", "utf-8")
    side = side_of_path(tmp_path)
    assert len(side.documents) == 1
    assert "a.xlsx is left out" in side.notes[0]


def test_what_a_file_says_of_itself_is_taken(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text("---\ndate: 1970-05-01\nlanguage: en\n---\nGermany agreed.", "utf-8")
    (document,) = side_of_path(path).documents
    assert document.year == 1970
    assert read_side(Side("a", (document,))).mentions.ccode.tolist() == [260]
    assert side_of_path(path, year=2020).documents[0].year == 2020


def test_a_folder_goes_on_without_what_is_in_another_language(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("The two sides agreed on this with China.", "utf-8")
    (tmp_path / "b.txt").write_text("Les deux parties en sont convenues ensemble.", "utf-8")
    side = side_of_path(tmp_path)
    assert [d.name for d in side.documents] == ["a.txt"]
    assert side.notes == ("Left out: 1 document that is in no language that is read here.",)
    with pytest.raises(FoedusError, match=r"b\.txt is in no language"):
        read_side(side_of_path(tmp_path / "b.txt"))
