"""Charts of slices and of traces: what they draw, and the same drawing as vl-convert's."""

from __future__ import annotations

from xml.etree import ElementTree

import numpy as np
import pytest

pytest.importorskip("numba", reason="ideal points need numba: pip install 'foedus[votes]'")

from tests.charts.test_draw import strokes, texts

from foedus.charts.draw import svg
from foedus.charts.render import FONTS, plain_spec
from foedus.charts.slices import slices_chart
from foedus.charts.traces import CHAINS, traces_chart
from foedus.core.errors import FoedusError
from foedus.rollcalls.diagnostics.traces import Traces
from foedus.rollcalls.positions.settings import Settings
from foedus.rollcalls.slices.slice_fan import Fan
from foedus.rollcalls.slices.slice_kinds import Slice
from foedus.rollcalls.slices.slice_rows import Row


def row(group, name, change, further=(0.7, 0.6, 0.8), reason=""):
    cut = Slice(group, name, None)
    return Row(cut, (47, 74), 9, 99, change=change, further_last=further, reason=reason)


def made():
    nothing = (np.nan,) * 3
    return Fan(
        ("A & <B>", "C"),
        (47, 74),
        Settings(),
        (
            row("record", "all votes", (-1.5, -2.0, -1.0)),
            row("issue", "nuclear", (0.8, 0.2, 1.4), (0.3, 0.1, 0.45)),
            row("issue", "a name so long that there is no room for it in any column of a chart, really",
                (-0.2, -0.9, 0.4)),
            row("items", "few", nothing, nothing, "Too few votes."),
        ),
        offset=1945,
    )  # fmt: skip


def chains(positions=2, length=40):
    draws = np.random.default_rng(0).standard_normal((3, length, positions)).astype(np.float32)
    ones = np.ones(positions)
    return Traces(("A",) * positions, tuple(range(positions)), draws, ones, 99 * ones)


def charts():
    for size in ("wide", "narrow"):
        yield from (slices_chart(made(), shown, size) for shown in ("change", "standing"))
        yield traces_chart(chains(), size=size)


def test_drawn_as_vega_draws_them():
    import vl_convert

    vl_convert.register_font_directory(str(FONTS))
    for chart in charts():
        ours = ElementTree.fromstring(svg(chart))
        theirs = ElementTree.fromstring(vl_convert.vegalite_to_svg(plain_spec(chart)))
        mine, vegas = texts(ours), texts(theirs)
        assert [t[0] for t in mine] == [t[0] for t in vegas], chart.name
        for a, b in zip(mine, vegas, strict=True):
            assert a[1:3] == pytest.approx(b[1:3], abs=1.1), (chart.name, a, b)
        lines = [[s for s in strokes(x) if len(s[2]) > 2] for x in (ours, theirs)]
        assert len(lines[0]) == len(lines[1])


def test_every_slice_has_its_row_and_only_the_assessable_a_dot():
    chart = slices_chart(made())
    by_mark = {}
    for layer in chart.view["layer"]:
        by_mark.setdefault(layer["mark"]["type"], []).append(layer["data"]["values"])
    dots = by_mark["circle"][0]
    assert [d["x"] for d in dots] == [-1.5, 0.8, -0.2]
    assert len({d["colour"] for d in dots}) == 3
    words = [r["text"] for rows in by_mark["text"] for r in rows]
    assert {"Record", "Issue", "Which votes", "base", "turned", "not assessable"} <= set(words)
    assert any(w.endswith("…") for w in words)
    assert len(chart.table.rows) == 4
    assert chart.table.rows[3][1] is None
    assert "NaN" not in chart.table.csv()
    assert "<B>" not in svg(chart)


def test_long_chains_are_thinned_and_each_has_its_colour():
    chart = traces_chart(chains(length=1001), ["One", "Two"])
    rows = next(x for x in chart.view["layer"] if x["mark"]["type"] == "line")["data"]["values"]
    assert len(rows) <= 2 * 3 * 250
    assert {r["colour"] for r in rows} == set(CHAINS[:3])
    assert len({r["run"] for r in rows}) == 6
    assert chart.table.rows[0][0] == "One"
    assert "One: R-hat 1.000" in chart.alt


def test_too_many_panels_are_refused():
    with pytest.raises(FoedusError, match="13 positions"):
        traces_chart(chains(13))
