"""The chart of positions: lines, gaps, the panel of a distance, one drawing for page and file."""

from __future__ import annotations

from dataclasses import replace

import pytest

pytest.importorskip("numba", reason="ideal points need numba: pip install 'foedus[votes]'")

from foedus.charts.chart import WIDTHS
from foedus.charts.draw import svg
from foedus.charts.positions import STYLES, position_charts, position_spec
from foedus.rollcalls.fast.simulate import made_up_votes
from foedus.rollcalls.positions.ideal_points import ideal_points


@pytest.fixture(scope="module")
def found(tmp_path_factory):
    """Two of twelve actors over twelve years, of which 2005 to 2007 are missing."""
    votes = made_up_votes(actors=12, periods=12, items=14, seed=4).votes
    place = tmp_path_factory.mktemp("votes") / "a & <b>.csv"
    lines = ["item,actor,vote,year"]
    for a, c, v in zip(votes.actor, votes.call, votes.vote, strict=True):
        year = 2000 + int(votes.period[c])
        if not 2005 <= year <= 2007:
            lines.append(f"{votes.calls[c]},P{votes.actors[a]:02d},{v},{year}")
    place.write_text("\n".join(lines), encoding="utf-8")
    return ideal_points(["P00", "P11"], votes=place, orient=("P11", "P00"))


@pytest.mark.parametrize("size", ["wide", "narrow"])
def test_two_panels_with_the_same_width_and_years(found, size) -> None:
    positions, distance = position_charts(found, size)
    assert positions.width == distance.width == WIDTHS[size]
    assert positions.view["width"] == distance.view["width"]
    assert [c for c in positions.table.columns if ":" not in c] == ["year", "P00", "P11"]
    assert len(positions.table.rows) == 9
    assert "P11" in positions.alt


def test_lines_break_where_years_are_missing(found) -> None:
    (layer,) = [x for x in position_charts(found)[1].view["layer"] if x["mark"]["type"] == "line"]
    runs = {row["run"] for row in layer["data"]["values"]}
    assert len(runs) == 2


def test_figures_are_those_of_the_table(found) -> None:
    rows = {row[0]: row for row in position_charts(found)[1].table.rows}
    apart = found.distance("P00", "P11").set_index("period")
    assert rows[2011][1] == pytest.approx(apart.loc[2011, "mean"], abs=1e-4)


def test_words_are_escaped_and_the_file_has_them_all(found) -> None:
    drawn = "".join(map(svg, position_charts(found)))
    assert "<b>" not in drawn
    spec = position_spec(found)
    assert len(spec["vconcat"]) == 2
    assert spec["title"]["text"][0].startswith("P00 and P11: ideal points")
    assert "mode fast" in spec["title"]["subtitle"][0]


def test_six_lines_differ_by_colour_or_dashes(found) -> None:
    six = replace(found, named=tuple(f"P{k:02d}" for k in range(6)))
    (chart,) = position_charts(six)
    (layer,) = [x for x in chart.view["layer"] if x["mark"]["type"] == "line"]
    styles = {(r["colour"], tuple(r["dash"])) for r in layer["data"]["values"]}
    assert len(styles) == len(STYLES) == 6
    assert position_spec(six)["title"]["text"][0].startswith("6 actors")
