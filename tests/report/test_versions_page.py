"""The page on two versions: every link leads somewhere, and no text of theirs runs."""

from __future__ import annotations

import re
from html.parser import HTMLParser

import pytest
from tests.documents.comparing.two_documents.made_up_versions import versions

from foedus.documents.comparing.two_documents.comparison import compare
from foedus.documents.comparing.two_documents.sides import Document, Side
from foedus.report.exporters.versions_page import versions_page
from foedus.report.exporters.versions_panels import markdown, terminal
from foedus.report.exporters.versions_quotes import marked

CHINA = 710
EVIL = 'China <script>alert("1")</script> & <img src=x onerror=alert(2)> \x1b[31m Chinese\u202e'


class _Page(HTMLParser):
    def __init__(self, page: str) -> None:
        super().__init__()
        self.ids: list[str] = []
        self.links: list[str] = []
        self.tags: set[str] = set()
        self.handlers: list[str] = []
        self.feed(page)

    def handle_starttag(self, tag, attrs):
        self.tags.add(tag)
        self.handlers += [name for name, _ in attrs if name.startswith("on")]
        known = dict(attrs)
        self.ids += [known["id"]] if known.get("id") else []
        self.links += [known["href"]] if known.get("href") else []


def _side(name, text, language="en"):
    return Side(name, (Document(name, text, language, 2023),))


@pytest.mark.parametrize("language", ["en", "zh", "ru"])
@pytest.mark.parametrize("form", ["paragraphs", "titles"])
def test_every_figure_leads_to_passages_on_the_page(language, form):
    known = versions(language, form=form)
    page = versions_page(compare(known.old, known.new, CHINA))
    read = _Page(page)
    assert len(set(read.ids)) == len(read.ids)
    assert {link[1:] for link in read.links} <= set(read.ids)
    assert {"named", "first", "regions", "states", "all-kept", "state-710"} <= set(read.ids)
    assert page.count("<mark>") >= sum(known.mentions)


def test_no_text_of_a_document_runs_or_reaches_out():
    label = '<b onclick="x">'
    old, new = _side(label, f"III. {EVIL}\n\n{EVIL} " * 9), _side("new", f"{EVIL}\n\nIndia. {EVIL}")
    page = versions_page(compare(old, new, CHINA))
    read = _Page(page)
    assert "script" not in read.tags
    assert "img" not in read.tags
    assert not read.handlers
    assert all(link.startswith("#") for link in read.links)
    assert "\x1b" not in page
    assert "\u202e" not in page
    assert "default-src 'none'" in page


def test_sets_and_two_languages_make_a_page_too():
    both = Side("both", (*versions("en").old.documents, *versions("en").new.documents))
    for found in (
        compare(both, both, CHINA, draws=40),
        compare(versions("en").old, versions("zh").new, CHINA),
    ):
        read = _Page(versions_page(found))
        assert {link[1:] for link in read.links} <= set(read.ids)
        assert "not assessable" in terminal(found)


def test_marks_may_overlap_and_the_text_stays():
    text = "a <b> & c d"
    made = marked(text, [(0, 5, "ins"), (2, 9, "mark"), (8, 11, "del")])
    assert re.sub("</?(?:ins|del|mark)>", "", made) == "a &lt;b&gt; &amp; c d"
    assert _Page(made).tags == {"ins", "mark", "del"}


def test_text_and_markdown_say_the_same():
    known = versions("zh", form="titles")
    found = compare(known.old, known.new, CHINA)
    plain, marked_down = terminal(found), markdown(found)
    for text in ("place 7 of 8", "to place 2 of 8"):
        assert text in " ".join(plain.split())
        assert text in marked_down
    assert max(map(len, plain.splitlines())) <= 90
    assert marked_down.startswith("# China: old against new")
