"""Our drawing of a specification against vl-convert's of the very same one."""

from __future__ import annotations

import re
from xml.etree import ElementTree

import pytest

from foedus.charts.domains import domains_chart
from foedus.charts.draw import svg
from foedus.charts.history import history_chart
from foedus.charts.memberships import memberships_chart
from foedus.charts.ranks import ranks_chart
from foedus.charts.render import FONTS, plain_spec, png, standalone_spec, svgs
from foedus.charts.scene import channel_value, position
from foedus.charts.timeline import timeline_chart

SVG = "{http://www.w3.org/2000/svg}"
NUMBER = re.compile(r"-?\d+(?:\.\d+)?(?:e-?\d+)?")
YEARS = (1946, 2025)


def charts(made_up):
    found = []
    for size in ("wide", "narrow"):
        found += [timeline_chart(t, size, YEARS, asked=2010) for t in made_up.timelines()]
        found.append(history_chart(made_up.history(), size, YEARS))
    found.append(memberships_chart(made_up.verdict()))
    figures = [f for finding in made_up.findings() for f in finding.figures]
    found.append(domains_chart(figures, ("China", "Russia")))
    found.append(ranks_chart(figures, ("China", "Russia")))
    return [chart for chart in found if chart]


def moved(element, offset):
    match = re.match(r"translate\(([^,]+),([^)]+)\)", element.get("transform", ""))
    return (offset[0] + float(match[1]), offset[1] + float(match[2])) if match else offset


def walk(element, offset=(0.0, 0.0)):
    yield element, offset
    for child in element:
        yield from walk(child, moved(child, offset))


def frame(root):
    """The group whose corner is the plot's corner, in either drawing."""
    for element in root.iter(f"{SVG}g"):
        if "role-frame" in element.get("class", ""):
            return element
    return root[0]


def texts(root):
    found = []
    for element, (left, top) in walk(frame(root)):
        if element.tag == f"{SVG}text":
            x, y = left + float(element.get("x", 0)), top + float(element.get("y", 0))
            words = "".join(element.itertext())
            found.append((words, round(x, 1), round(y, 1), element.get("fill")))
    return sorted(found)


def strokes(root):
    """Points of every drawn path with a stroke and no fill, with colour and width."""
    found = []
    for element, offset in walk(frame(root)):
        if element.tag == f"{SVG}path" and element.get("stroke") and not element.get("fill"):
            numbers = [float(n) for n in NUMBER.findall(element.get("d"))]
            points = [
                (round(a + offset[0], 1), round(b + offset[1], 1))
                for a, b in zip(numbers[::2], numbers[1::2], strict=True)
            ]
            width = round(float(element.get("stroke-width", 1)), 1)
            found.append((element.get("stroke"), width, points))
    return sorted(found)


@pytest.fixture(scope="module")
def drawn(made_up):
    import vl_convert

    vl_convert.register_font_directory(str(FONTS))
    return [
        (
            chart,
            ElementTree.fromstring(svg(chart)),
            ElementTree.fromstring(vl_convert.vegalite_to_svg(plain_spec(chart))),
        )
        for chart in charts(made_up)
    ]


def test_texts_stand_where_vega_puts_them(drawn):
    for chart, ours, theirs in drawn:
        mine, vegas = texts(ours), texts(theirs)
        assert [t[0] for t in mine] == [t[0] for t in vegas], chart.name
        for a, b in zip(mine, vegas, strict=True):
            assert a[1:3] == pytest.approx(b[1:3], abs=1.1), (chart.name, a, b)
            assert a[3] == b[3], chart.name


def test_lines_run_where_vega_draws_them(drawn):
    compared = 0
    for chart, ours, theirs in drawn:
        if not chart.name.startswith("timeline") or "obligations" in chart.name:
            continue
        mine = [s for s in strokes(ours) if len(s[2]) > 2]
        vegas = [s for s in strokes(theirs) if len(s[2]) > 2]
        assert len(mine) == len(vegas), chart.name
        for a, b in zip(mine, vegas, strict=True):
            assert a[:2] == b[:2]
            assert len(a[2]) == len(b[2])
            for p, q in zip(a[2], b[2], strict=True):
                assert p == pytest.approx(q, abs=0.16), chart.name
            compared += 1
    assert compared >= 20


def test_bars_cover_what_vega_covers(drawn):
    for chart, ours, theirs in drawn:
        if not chart.name.startswith(("history", "domains", "memberships")):
            continue
        mine = sorted(
            tuple(round(float(e.get(k)), 0) for k in ("x", "y", "width", "height"))
            for e in ours.iter(f"{SVG}rect")
        )
        vegas = []
        for element, (x, y) in walk(frame(theirs)):
            if element.tag == f"{SVG}path" and element.get("stroke-width") == "1.2":
                move = re.match(r"M([-\d.e]+),([-\d.e]+)h([-\d.e]+)v([-\d.e]+)", element.get("d"))
                a, b, w, h = (float(n) for n in move.groups())
                vegas.append(tuple(round(v, 0) for v in (a + x, b + y, w, h)))
        assert len(mine) == len(vegas) > 0, chart.name
        for a, b in zip(mine, sorted(vegas), strict=True):
            assert a == pytest.approx(b, abs=1.1), chart.name


def test_every_chart_is_an_image_with_an_alternative(made_up):
    for name, text in svgs(charts(made_up)).items():
        root = ElementTree.fromstring(text)
        assert root.get("role") == "img", name
        assert len(root.get("aria-label")) > 20, name
        assert "NaN" not in text


def test_two_charts_of_one_name_are_refused(made_up):
    chart = charts(made_up)[0]
    with pytest.raises(ValueError, match="two charts named"):
        svgs([chart, chart])


def test_a_specification_outside_the_part_we_read_is_refused():
    with pytest.raises(ValueError, match="not in its scale"):
        channel_value(
            {"field": "role", "scale": {"domain": ["a"], "range": ["red"]}}, {"role": "b"}
        )
    with pytest.raises(ValueError, match="domain of 'x'"):
        position({"layer": [{"encoding": {"x": {"field": "year"}}}]}, "x", (0, 1))


def test_hostile_texts_are_escaped(made_up):
    line = made_up.hostile().timelines[0]
    text = svg(timeline_chart(line, "wide", YEARS))
    assert "<script" not in text
    ElementTree.fromstring(text)


def test_png_of_a_chart_with_its_title(made_up):
    chart = charts(made_up)[0]
    assert standalone_spec(chart)["title"]["text"] == chart.title
    assert png(chart, scale=1)[:8] == b"\x89PNG\r\n\x1a\n"
