"""Panels: aligned text, escaped Markdown and HTML."""

from __future__ import annotations

from foedus.report.exporters.panels import Panel, as_html, as_markdown, as_text

PANEL = Panel(
    "A & <b>",
    ("", "share"),
    (("Group",), ("x|y", ".50"), ("<i>", "1.00")),
    "Lead <here>.",
    "Note.",
    under=("", "Title <1>", ""),
    links=("", 'https://example.org/?a="1"', ""),
)


def test_text_is_aligned_and_what_belongs_to_a_row_stands_below_it():
    assert as_text([PANEL]).splitlines() == [
        "A & <b>", "Lead <here>.", "", "     share", "Group", "x|y    .50", "    Title <1>",
        '    https://example.org/?a="1"', "<i>   1.00", "", "Note.",
    ]  # fmt: skip


def test_markdown_and_html_show_texts_letter_for_letter():
    marked = as_markdown([PANEL])
    assert "x\\|y" in marked
    assert "[Title \\<1\\>](<https://" in marked
    page = as_html([PANEL])
    for raw in ("<b>", "<i>", "<here>", '"1"'):
        assert raw not in page
    assert 'href="https://example.org/?a=&quot;1&quot;"' in page
    assert 'scope="rowgroup" colspan="2"' in page
