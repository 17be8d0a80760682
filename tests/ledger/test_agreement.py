"""Krippendorff's alpha and two codings side by side."""

from __future__ import annotations

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.ledger.made_up import CODING, item, row, write_case

from foedus.ledger.agreement import alpha, compare, rated
from foedus.ledger.case_file import read_case

MEG_OWEN = list(zip("0100000010", "1110010000", strict=True))
"""Krippendorff (2011), example A: two observers, ten units, two values."""
BEN_GERRY = list(zip("aabbdcccedda", "babbbcccednd".replace("n", "d"), strict=True))
"""Krippendorff (2011), example B: two observers, twelve units, five values."""

levels = st.lists(st.tuples(st.integers(0, 4), st.integers(0, 4)), min_size=1, max_size=25)


def test_published_examples() -> None:
    # A: 4 of 10 units differ; 14 values are 0 and 6 are 1: 1 - 19 * 4 / (14 * 6).
    assert alpha(MEG_OWEN) == pytest.approx(1 - 19 * 4 / (14 * 6))
    assert round(alpha(MEG_OWEN), 3) == 0.095
    assert round(alpha(BEN_GERRY), 3) == 0.692


def test_a_small_ordinal_case_by_hand() -> None:
    # Codings (0,0) (1,1) (2,2) (0,2); n = 8; 0, 1, 2 are used 3, 2, 3 times.
    # Ranks between: 0 and 1: (1.5 + 1)^2; 1 and 2: (1 + 1.5)^2; 0 and 2: (1.5 + 2 + 1.5)^2.
    near, far = 2.5**2, 5.0**2
    observed = 2 * far / 8
    expected = 2 * (3 * 2 * near + 2 * 3 * near + 3 * 3 * far) / (8 * 7)
    pairs = [(0, 0), (1, 1), (2, 2), (0, 2)]
    assert alpha(pairs, "ordinal") == pytest.approx(1 - observed / expected)


def test_no_units_or_no_variation_has_no_alpha() -> None:
    assert alpha([]) is None
    assert alpha([("a", "a")] * 5) is None


@given(levels, st.sampled_from(["nominal", "ordinal"]), st.randoms())
def test_alpha_knows_no_order_of_units_or_coders(pairs, metric, chance) -> None:
    shuffled = list(pairs)
    chance.shuffle(shuffled)
    swapped = [(b, a) for a, b in pairs]
    found = alpha(pairs, metric)
    if found is None:
        assert len(set(itertools.chain(*pairs))) == 1
        return
    assert alpha(shuffled, metric) == pytest.approx(found)
    assert alpha(swapped, metric) == pytest.approx(found)
    assert found <= 1
    assert (found == pytest.approx(1)) == all(a == b for a, b in pairs)


@given(levels)
def test_nominal_alpha_does_not_depend_on_the_names(pairs) -> None:
    renamed = [(f"v{(a * 2) % 5}", f"v{(b * 2) % 5}") for a, b in pairs]
    assert alpha(renamed) == pytest.approx(alpha(pairs)) or alpha(pairs) is None


@given(levels)
def test_ordinal_alpha_depends_on_ranks_alone(pairs) -> None:
    stretched = [(a**3, b**3) for a, b in pairs]
    found = alpha(pairs, "ordinal")
    assert found is None or alpha(stretched, "ordinal") == pytest.approx(found)


@given(levels, st.sampled_from(["nominal", "ordinal"]))
def test_another_program_finds_the_same(pairs, metric) -> None:
    other = pytest.importorskip("krippendorff")
    found = alpha(pairs, metric)
    if found is not None:
        two = list(zip(*pairs, strict=True))
        theirs = other.alpha(reliability_data=two, level_of_measurement=metric)
        assert found == pytest.approx(theirs, abs=1e-12)


@pytest.fixture
def two_codings(tmp_path, ledger):
    """A first coding and a second one that differs in a level, an answer and an item."""
    one = write_case(ledger, [item(), item(id="fra-ita-f002")], [row()])
    aid = {"aid": {"answer": "refused", "level": 0, "sources": ["page"]}}
    second = [item(level=3), item(id="fra-ita-f009")]

    def lay(blind: bool):
        coding = CODING | {"coder": "another", "blind": blind}
        folder = tmp_path / f"second-{blind}"
        two = write_case(folder, second, [row(cells=aid)], coding=coding)
        return compare(read_case(one), read_case(two))

    return lay


def test_differences_are_listed_and_counted(two_codings) -> None:
    found = two_codings(True)
    cell = "FRA>ITA ITA-2001-flood aid"
    assert {(d.record, d.field, d.first, d.second) for d in found.differences} == {
        ("fra-ita-f001", "level", "2", "3"),
        (cell, "answer", "none_found", "refused"),
    }
    assert found.only_first == ("fra-ita-f002",)
    assert found.only_second == ("fra-ita-f009",)
    by_field = {a.field: a for a in found.agreements}
    assert by_field["answer"].n == 5
    assert by_field["answer"].same == 0.8
    assert by_field["level"].same == 0
    assert by_field["outcome"].n == 0
    assert by_field["outcome"].same is None
    assert "outcome" not in {a.field for a in rated(found.agreements)}


def test_only_a_coding_made_without_sight_of_the_first_is_a_second_coding(two_codings) -> None:
    assert two_codings(True).blind
    assert not two_codings(False).blind
