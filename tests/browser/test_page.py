"""The page in a real browser: nothing loaded, nothing cut off, readable, printable.

Skipped, and says so, where no Chromium is installed (`FOEDUS_CHROMIUM` names another place).
"""

from __future__ import annotations

import os
import shutil
from pathlib import Path

import pytest

from foedus.report.exporters import html

sync_api = pytest.importorskip("playwright.sync_api", reason="playwright is not installed")

WIDTHS = (390, 1280)
SMALLEST = 11.0


def chromium() -> str | None:
    named = os.environ.get("FOEDUS_CHROMIUM")
    places = [
        named,
        shutil.which("chromium"),
        shutil.which("chromium-browser"),
        shutil.which("google-chrome"),
    ]
    return next((p for p in places if p and Path(p).exists()), None)


@pytest.fixture(scope="module")
def browser():
    path = chromium()
    if path is None:
        pytest.skip("NO BROWSER: install chromium or set FOEDUS_CHROMIUM to test the page")
    with sync_api.sync_playwright() as play:
        started = play.chromium.launch(executable_path=path, args=["--no-sandbox", "--disable-gpu"])
        yield started
        started.close()


@pytest.fixture(scope="module")
def places(made_up, tmp_path_factory):
    folder = tmp_path_factory.mktemp("pages")
    for name in ("assessment", "bare", "hostile"):
        text = html.render(getattr(made_up, name)())
        (folder / f"{name}.html").write_text(text, encoding="utf-8")
    return folder


@pytest.fixture
def opened(browser, places):
    """Opens a page at a width and collects what it asks for and complains about."""
    pages = []

    def open_page(name="assessment", width=1280):
        page = browser.new_page(viewport={"width": width, "height": 900})
        pages.append(page)
        page.asked, page.complaints = [], []
        page.on("request", lambda r: page.asked.append(r.url))
        page.on("console", lambda m: page.complaints.append(m.text))
        page.on("pageerror", lambda e: page.complaints.append(str(e)))
        page.on("dialog", lambda d: (page.complaints.append(d.message), d.dismiss()))
        page.goto((places / f"{name}.html").as_uri())
        page.evaluate("document.fonts.ready")
        return page

    yield open_page
    for page in pages:
        page.close()


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("name", ["assessment", "bare", "hostile"])
def test_nothing_is_loaded_nothing_complains_nothing_overflows(opened, name, width):
    page = opened(name, width)
    assert [u for u in page.asked if not u.startswith(("file:", "data:"))] == []
    assert page.complaints == []
    assert page.evaluate("document.documentElement.scrollWidth") <= width


@pytest.mark.parametrize("width", [320, 360, *WIDTHS])
def test_text_in_charts_is_never_too_small(opened, width):
    page = opened(width=width)
    sizes = page.evaluate("""() => [...document.querySelectorAll('figure svg')]
        .filter(s => s.getClientRects().length)
        .flatMap(s => {
            const scale = s.getBoundingClientRect().width / s.viewBox.baseVal.width;
            return [...s.querySelectorAll('text')]
                .map(t => parseFloat(getComputedStyle(t).fontSize) * scale);
        })""")
    assert len(sizes) > 50
    assert min(sizes) >= SMALLEST


@pytest.mark.parametrize("width", WIDTHS)
def test_one_drawing_of_each_chart_is_shown_and_nothing_is_cut_off(opened, width):
    page = opened(width=width)
    shown = page.evaluate("""() => [...document.querySelectorAll('figure')].map(f =>
        [...f.querySelectorAll('svg')].filter(s => s.getClientRects().length).length)""")
    assert set(shown) == {1}
    cut = page.evaluate("""() => [...document.querySelectorAll('figure svg')]
        .filter(s => s.getClientRects().length)
        .flatMap(s => {
            const box = s.getBoundingClientRect();
            return [...s.querySelectorAll('text')].filter(t => {
                const r = t.getBoundingClientRect();
                return r.left < box.left - 1 || r.right > box.right + 1
                    || r.top < box.top - 2 || r.bottom > box.bottom + 2;
            }).map(t => t.textContent);
        })""")
    assert cut == []


@pytest.mark.parametrize("width", WIDTHS)
def test_labels_in_charts_do_not_touch(opened, width):
    page = opened(width=width)
    touching = page.evaluate("""() => [...document.querySelectorAll('figure svg')]
        .filter(s => s.getClientRects().length)
        .flatMap(s => {
            const boxes = [...s.querySelectorAll('text')].map(t =>
                [t.textContent, t.getBoundingClientRect()]);
            const found = [];
            boxes.forEach(([a, p], i) => boxes.slice(i + 1).forEach(([b, q]) => {
                const across = Math.min(p.right, q.right) - Math.max(p.left, q.left);
                const down = Math.min(p.bottom, q.bottom) - Math.max(p.top, q.top);
                if (across > 1 && down > 6) found.push(a + ' | ' + b);
            }));
            return found;
        })""")
    assert touching == []


def test_chinese_and_russian_come_from_the_bundled_fonts(opened):
    page = opened()
    loaded = page.evaluate(
        "[...document.fonts].filter(f => f.status === 'loaded').map(f => f.family + f.weight)"
    )
    families = {name.replace('"', "") for name in loaded}
    assert {"Foedus Serif600", "Foedus Sans400", "Foedus Han400"} <= families
    width = page.evaluate("""() => {
        const measure = (font, text) => {
            const c = document.createElement('canvas').getContext('2d');
            c.font = '40px ' + font;
            return c.measureText(text).width;
        };
        return [measure('"Foedus Han"', '中国'), measure('"Foedus Sans"', 'Россия'),
                measure('monospace', 'Россия')];
    }""")
    assert width[0] == pytest.approx(80, abs=1)
    assert abs(width[1] - width[2]) > 5


def test_figures_of_a_chart_open_by_keyboard(opened):
    page = opened()
    summary = page.locator("#history summary").first
    summary.focus()
    page.keyboard.press("Enter")
    assert page.locator("#history details").first.get_attribute("open") is not None
    assert page.locator("#history table.figures tbody tr").count() == 80
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.download") == "history.csv"


def test_the_download_holds_the_figures(opened):
    page = opened()
    page.locator("#history summary").first.click()
    with page.expect_download() as waiting:
        page.locator("#history a[download]").first.click()
    text = Path(waiting.value.path()).read_text(encoding="utf-8")
    assert text.splitlines()[0] == "year,type,membership,carried,also"
    assert "1972,rivalry,0.7,no,dead letter" in text


def test_the_skip_link_is_the_first_stop_and_leads_to_the_verdict(opened):
    page = opened()
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "skip"
    assert page.evaluate("document.activeElement.getBoundingClientRect().left") >= 0
    page.keyboard.press("Enter")
    page.wait_for_url("**#verdict")


def test_on_a_phone_a_test_and_its_answer_stand_on_one_line(opened):
    page = opened(width=390)
    row = page.locator("#tests tbody tr").first
    name = row.locator("th a").bounding_box()
    answer = row.locator(".answer").bounding_box()
    why = row.locator("td.why").bounding_box()
    assert abs(name["y"] - answer["y"]) < 6
    assert why["y"] > answer["y"]
    assert why["width"] > 330


def test_print_shows_wide_charts_and_hides_what_is_for_screens(opened):
    page = opened(width=390)
    page.emulate_media(media="print")
    assert page.locator("nav").is_hidden()
    assert page.locator("#timelines .wide").first.is_visible()
    assert page.locator("#timelines .narrow").first.is_hidden()
    assert page.locator("details.data").first.is_hidden()


def test_the_printed_page_is_a_short_pdf(opened):
    page = opened()
    pdf = page.pdf(prefer_css_page_size=True)
    assert pdf[:5] == b"%PDF-"
    assert 3 <= pdf.count(b"/Type /Page\n") + pdf.count(b"/Type /Page ") <= 14
