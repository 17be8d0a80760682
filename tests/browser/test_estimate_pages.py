"""Pages of estimates in a real browser: nothing loaded, nothing cut off, at two widths."""

from __future__ import annotations

import csv

import pytest

pytest.importorskip("numba", reason="ideal points need numba: pip install 'foedus[votes]'")

from tests.browser.test_page import WIDTHS, browser  # noqa: F401

import foedus
from foedus.cli.ideal_points_checks import deliver_checks
from foedus.report.exporters.fan_panels import fan_page
from foedus.report.exporters.position_page import position_page
from foedus.rollcalls.fast.simulate import made_up_votes

PAIR = ("M00", "M11, of a constituency with a long name")


@pytest.fixture(scope="module")
def written(tmp_path_factory):
    folder = tmp_path_factory.mktemp("pages")
    votes = made_up_votes(actors=12, periods=8, items=20, seed=2).votes
    with (folder / "v.csv").open("w", newline="", encoding="utf-8") as stream:
        rows = csv.writer(stream)
        rows.writerow(["item", "actor", "vote", "year"])
        for a, c, vote in zip(*map(list, (votes.actor, votes.call, votes.vote)), strict=True):
            name = f"M{a:02d}" if a != 11 else PAIR[1]
            rows.writerow([c, name, "yan"[vote - 1], 2001 + votes.period[c]])
    found = foedus.ideal_points(PAIR, votes=folder / "v.csv")
    (folder / "pair.html").write_text(position_page(found), encoding="utf-8")
    everyone = foedus.ideal_points(votes=folder / "v.csv")
    (folder / "all.html").write_text(position_page(everyone), encoding="utf-8")
    fan = foedus.sensitivity_fan(*PAIR, votes=folder / "v.csv")
    (folder / "fan.html").write_text(fan_page(fan), encoding="utf-8")
    deliver_checks(found, "terminal", ".html", str(folder / "checks.html"), None)
    return folder


CUT_OFF = """() => [...document.querySelectorAll('svg')].filter(s => s.clientWidth).flatMap(s => {
    const box = s.getBoundingClientRect();
    return [...s.querySelectorAll('text')].map(t => [t.textContent, t.getBoundingClientRect()])
        .filter(([, b]) => b.left < box.left - 1 || b.right > box.right + 1).map(([t]) => t);
})"""


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("name", ["pair", "all", "fan", "checks"])
def test_nothing_is_loaded_overflows_or_is_cut_off(browser, written, name, width):  # noqa: F811
    page = browser.new_page(viewport={"width": width, "height": 900})
    asked: list[str] = []
    page.on("request", lambda r: asked.append(r.url))
    page.goto((written / f"{name}.html").as_uri())
    page.evaluate("document.fonts.ready")
    page.evaluate("document.querySelectorAll('details').forEach(d => d.open = true)")
    assert [u for u in asked if not u.startswith(("file:", "data:"))] == []
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    assert page.evaluate(CUT_OFF) == []
    page.close()
