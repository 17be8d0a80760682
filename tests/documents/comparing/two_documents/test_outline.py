"""Headings and paragraphs: numbered, in capitals, bare, marked; in three languages."""

from __future__ import annotations

import zipfile
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from foedus.documents.comparing.two_documents.declared import declared
from foedus.documents.comparing.two_documents.numbering import numbered
from foedus.documents.comparing.two_documents.outline import BODY, TITLE, outline
from foedus.documents.comparing.two_documents.reading import side_of_path
from foedus.documents.language.clean import clean

LONG = {
    "en": "This paragraph says at some length what the state intends to do in this field.",
    "ru": "В этом абзаце достаточно подробно говорится о том, что государство намерено делать.",
    "zh": "本段较为详细地说明国家在这一领域打算采取的各项措施和步骤。",
}


@pytest.mark.parametrize(
    ("line", "kind", "level"),
    [
        ("IV. Regional priorities", "roman", 2),
        ("ІV. Региональные приоритеты", "roman", 2),
        ("Part II Tasks", "part", 1),
        ("Раздел 2. Задачи", "part", 1),
        ("Глава III. Регионы", "chapter", 2),
        ("第三章 地区", "chapter", 2),
        ("第二节 周边", "section", 3),
        ("一、总则", "han", 3),
        ("（二）中国", "han in brackets", 4),
        ("1.2 Trade", "decimal", 5),
        ("49. The Arctic", "arctic", 4),
    ],
)
def test_numbers_are_told_by_how_they_are_written(line: str, kind: str, level: int) -> None:
    found = numbered(line)
    assert found is not None
    assert (found.kind, found.level) == ("arabic" if kind == "arctic" else kind, level)


@pytest.mark.parametrize("line", ["In 2016 it began", "I agree with this", "一些国家", "2016 год"])
def test_words_and_years_are_no_numbers(line: str) -> None:
    assert numbered(line) is None


@pytest.mark.parametrize(
    ("language", "headings"),
    [
        ("en", ["CONCEPT", "I. Aims", "II. Regional priorities", "1. China", "2. India"]),
        ("ru", ["КОНЦЕПЦИЯ", "Глава I. Цели", "Глава II. Регионы", "1. Китай", "2. Индия"]),
        ("zh", ["构想", "第一章 目标", "第二章 地区", "（一）中国", "（二）印度"]),
    ],
)
def test_parts_hold_what_stands_below_them(language: str, headings: list[str]) -> None:
    body = LONG[language]
    text = "\n\n".join([headings[0], *(b for h in headings[1:] for b in (h, body))])
    found = outline(text, language)
    assert [s.title for s in found.sections] == headings
    assert [(s.first, s.stop) for s in found.sections] == [(0, 9), (1, 3), (3, 9), (5, 7), (7, 9)]
    assert found.sections[0].level == TITLE
    assert found.body.tolist() == [2, 4, 6, 8]
    assert found.section_of(6) == found.sections[3]


def test_long_numbered_paragraphs_are_no_headings() -> None:
    text = f"II. Regions\n\n8. {LONG['en']}\n\n9. {LONG['en']}"
    assert [s.title for s in outline(text, "en").sections] == ["II. Regions"]


def test_a_heading_on_the_line_above_its_paragraph_comes_apart() -> None:
    found = outline(f"IV. Regions\n{LONG['en']}\n\nV. End\n{LONG['en']}", "en")
    assert [s.title for s in found.sections] == ["IV. Regions", "V. End"]
    assert found.level.tolist() == [2, BODY, 2, BODY]


def test_a_chinese_heading_may_open_its_paragraph() -> None:
    text = f"一、尊重各国主权。{LONG['zh']}\n\n二、停火止战。{LONG['zh']}"
    found = outline(text, "zh")
    assert [s.title for s in found.sections] == ["一、尊重各国主权", "二、停火止战"]
    assert found.body.tolist() == [0, 1]


def test_a_list_of_short_lines_is_no_list_of_headings() -> None:
    text = "I. Aims\n\nThe aims are these:\n\n- peace\n\n- trade\n\n- security"
    assert [s.title for s in outline(text, "en").sections] == ["I. Aims"]


def _word(path: Path) -> None:
    w = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
    styles = (
        f'<w:styles xmlns:w="{w}"><w:style w:styleId="2"><w:name w:val="heading 2"/></w:style>'
        '<w:style w:styleId="a"><w:name w:val="Body"/></w:style></w:styles>'
    )

    def p(text: str, properties: str = "") -> str:
        return f"<w:p><w:pPr>{properties}</w:pPr><w:r><w:t>{text}</w:t></w:r></w:p>"

    body = (
        p("concept of the state", '<w:outlineLvl w:val="0"/>')
        + p("regional priorities", '<w:pStyle w:val="2"/>')
        + p(LONG["en"], '<w:pStyle w:val="a"/>')
        + p("in closing", '<w:pStyle w:val="2"/>')
        + p(LONG["en"])
    )
    with zipfile.ZipFile(path, "w") as parcel:
        parcel.writestr(
            "word/document.xml",
            f'<w:document xmlns:w="{w}"><w:body>{body}</w:body></w:document>',
        )
        parcel.writestr("word/styles.xml", styles)
        parcel.writestr("[Content_Types].xml", "<Types/>")


def test_headings_that_files_mark_are_taken_whatever_their_shape(tmp_path: Path) -> None:
    (tmp_path / "a.md").write_text(
        f"# concept of the state\n\n## regional *priorities*\n\n{LONG['en']}\n\n"
        f"```\n# no heading\n```\n\n## in closing\n\n{LONG['en']}\n",
        "utf-8",
    )
    (tmp_path / "a.html").write_text(
        f"<title>x</title><h1>concept of the state</h1><h2>regional <i>priorities</i></h2>"
        f"<p>{LONG['en']}</p><h2>in closing</h2><p>{LONG['en']}</p><script>alert(1)</script>",
        "utf-8",
    )
    _word(tmp_path / "a.docx")
    for name in ("a.md", "a.html", "a.docx"):
        path = tmp_path / name
        marked = declared(path)
        assert [(h.title, h.level) for h in marked] == [
            ("concept of the state", 1),
            ("regional priorities", 2),
            ("in closing", 2),
        ], name
        (document,) = side_of_path(path, language="en").documents
        assert document.marked == marked
        parts = outline(document.text, "en", marked)
        assert [s.title for s in parts.sections] == [h.title for h in marked], name


@given(
    st.text(alphabet="aA1 .\nIV一、章第（）。", max_size=200), st.sampled_from(("en", "zh", "ru"))
)
def test_any_text_has_an_outline_that_covers_it(text: str, language: str) -> None:
    text = clean(text)
    found = outline(text, language)
    n = len(found.blocks)
    assert len(found.level) == n
    assert all(0 <= s.first < s.stop <= n for s in found.sections)
    covered = "".join(text[a:b] for a, b in found.blocks.tolist())
    assert "".join(covered.split()) == "".join(text.split())
