"""The page of shares: a table of links, passages behind them, nothing that runs."""

from __future__ import annotations

import re

import pytest

from foedus.report.exporters.share_page import Behind, Cell, share_page


def behind(**given) -> Behind:
    made = {
        "who": "machine", "coder": "patterns", "facts": ("document 1", "2024-05-16"),
        "title": "Paper", "url": "", "language": "zh", "pieces": (("两国", False), ("贸易", True)),
    }  # fmt: skip
    return Behind(**(made | given))


def cell(code: str, name: str, figure: str = "31.0 %", *passages: Behind, by: str = "side") -> Cell:
    said = () if figure else ("Not assessable: not enough gold labels (8), about 22 more.",)
    return Cell(code, by, name, code.title(), figure, "20 to 44", said, passages, len(passages) + 3)


def test_each_figure_leads_to_its_passages():
    cells = [cell(code, side, "31.0 %", behind()) for code in ("trade", "threat") for side in "AB"]
    page = share_page("Title", "Lead.", cells, ["Note."])
    links = re.findall(r'<a href="#(c\d+)">', page)
    assert sorted(links) == sorted(re.findall(r'<section id="(c\d+)">', page)) == [
        "c1", "c2", "c3", "c4"
    ]  # fmt: skip
    assert "<mark>贸易</mark>" in page
    assert 'lang="zh-Hans"' in page or "lang=zh-Hans" in page
    assert "4 with the code; 1 of them, drawn at random, below" in page


def test_no_figure_says_why():
    page = share_page("T", "L", [cell("trade", "A", "")], [])
    assert "not assessable</span>" in page
    assert "about 22 more" in page


@pytest.mark.parametrize("bad", ["<script>alert(1)</script>", '"><img src=x onerror=alert(1)>'])
def test_texts_of_others_stay_texts(bad):
    one = behind(
        coder=bad, facts=(bad,), title=bad, url="javascript:alert(1)", pieces=((bad, True),)
    )
    page = share_page(bad, bad, [cell("trade", bad, "1 %", one)], [bad])
    assert "<script" not in page
    assert "<img" not in page
    assert "javascript:" not in page
    assert "default-src 'none'" in page


def test_a_document_on_the_web_is_linked():
    one = behind(url="https://example.org/a?b=1&c=2")
    assert 'href="https://example.org/a?b=1&amp;c=2"' in share_page(
        "T", "L", [cell("x", "A", "1 %", one)], []
    )


def test_the_longer_list_goes_down_the_page():
    few = share_page("T", "L", [cell("x", str(y), by="year") for y in range(2000, 2012)], [])
    assert few.count("<tr>") == 13
    many = share_page("T", "L", [cell(f"c{k}", "A") for k in range(12)], [])
    assert many.count("<tr>") == 13
