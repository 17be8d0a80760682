"""The page of profession and practice on real votes and lists of disputes."""

from __future__ import annotations

import pytest
from tests.documents.concepts import made_up_speeches

pytest.importorskip("rjieba", reason="texts need the extra: pip install 'foedus[texts]'")

from foedus.assessment.professed.practice import practice
from foedus.charts.practice import practice_charts
from foedus.report.exporters.practice_page import practice_page


@pytest.fixture(scope="module")
def found(tmp_path_factory, data):
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("FOEDUS_CORPORA", str(tmp_path_factory.mktemp("corpora")))
        rows = made_up_speeches.speeches(range(1970, 1992))
        made_up_speeches.corpus(tmp_path_factory.mktemp("papers"), rows)
        yield practice(["CHN", "RUS"], "debate", draws=60, data=data)


def test_the_page_holds_acts_votes_passages_and_weakness(found):
    page = practice_page(found)
    assert "war 193 against Vietnam" in page
    assert "votes on its own conduct are left out" in page
    assert "We uphold sovereignty and territorial integrity." in page
    assert "Weakness: a mention is not a promise" in page
    assert "licence" in page


def test_charts_draw_rates_and_both_gaps_at_both_widths(found):
    for size in ("wide", "narrow"):
        charts = practice_charts(found, size)
        assert [c.name for c in charts] == [f"{n}-{size}" for n in
                                            ("professed", "gap-conduct", "gap-votes")]  # fmt: skip
        assert all(c.table.rows for c in charts)


def test_the_pair_is_compared_over_years_both_have(found):
    value, interval, first, last, years = found.pair_gap["conduct"]
    assert interval.low <= value <= interval.high
    both = [{r.year for r in found.of(code) if "conduct" in r.gap} for code in found.pair]
    assert years == len(both[0] & both[1])
    assert (first, last) == (min(both[0] & both[1]), max(both[0] & both[1]))


def test_a_state_that_professes_no_more_than_another_is_ranked_so(found):
    last = {r.ccode: r for r in found.rows if r.year == 1991}
    assert last[710].of == 3
    by_rate = sorted((710, 365, 750), key=lambda c: -(found_rate(found, c)))
    assert by_rate[-1] == 750
    assert last[by_rate[0]].rank == 1
    assert last[710].rank_interval[1] <= 2


def found_rate(found, code):
    rows = found.of(code)
    return rows[-1].rate if rows else 0.0
