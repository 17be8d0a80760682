"""The report and the brief as Word and PDF: pages, styles, links, hostile texts, same bytes."""

from __future__ import annotations

import io
import re
import zipfile
from dataclasses import replace

import pytest

import foedus
from foedus.assessment.record import Hour, Seen
from foedus.core.errors import FoedusError
from foedus.report.documents.blocks import Listing, Paragraph, Table, cut, runs
from foedus.report.documents.brief import brief
from foedus.report.documents.choice import ROOMS, in_turn, telling
from foedus.report.documents.footnotes import Footnotes
from foedus.report.documents.whole import whole
from foedus.report.exporters import brief as briefs
from foedus.report.exporters import docx as word
from foedus.report.exporters import extra, pdf

pytest.importorskip("typst")
pytest.importorskip("docx")
pypdf = pytest.importorskip("pypdf")

CODED = [("CHN", "RUS"), ("JPN", "USA"), ("IND", "RUS"), ("PRK", "RUS"), ("TUR", "USA")]
EVIL = '#panic("x") ] *b* $x$ \\ </w:t> <script>alert(1)</script> \x00\x1b[2J\uffff'


def pdf_text(content):
    pages = pypdf.PdfReader(io.BytesIO(content)).pages
    return " ".join("".join(p.extract_text() for p in pages).replace("\u200b", "").split())


def opened(content):
    import docx

    return docx.Document(io.BytesIO(content))


def word_text(content):
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        xml = archive.read("word/document.xml").decode("utf-8")
    return "".join(re.findall(r"<w:t[^>]*>([^<]*)</w:t>|<w:tab/>|<w:br/>", xml))


def notes_in(block):
    if isinstance(block, Table):
        lines = [*block.head, *(c for r in block.rows for c in r)]
    elif isinstance(block, Paragraph):
        lines = [block.words]
    else:
        lines = list(getattr(block, "items", ()))
    own = set(getattr(block, "notes", ()))
    return own.union(*(s.notes for line in lines for s in line)) if lines else own


# What any assessment gives


def test_every_assessment_becomes_both_files(any_assessment):
    made = pdf.render(any_assessment)
    assert made.startswith(b"%PDF-")
    assert opened(word.render(any_assessment)).paragraphs[1].style.name == "Title"


def test_the_same_assessment_gives_the_same_bytes(made_up):
    found = made_up.assessment()
    assert pdf.render(found) == pdf.render(found)
    assert word.render(found) == word.render(found)


def test_every_note_leads_to_a_listed_source(any_assessment):
    for document in (whole(any_assessment), brief(any_assessment)):
        cited = set().union(*(notes_in(b) for b in document.blocks))
        listed = {e.number for b in document.blocks if isinstance(b, Listing) for e in b.entries}
        assert cited <= listed
        assert listed == set(range(1, len(listed) + 1))


def test_data_sets_have_the_numbers_of_the_page(made_up):
    found = made_up.assessment()
    entries = [e for b in whole(found).blocks if isinstance(b, Listing) for e in b.entries]
    assert entries[0].text == found.coverage[0].title
    assert entries[1].text == found.coverage[1].title


def test_nothing_known_is_said(made_up):
    text = pdf_text(pdf.render(made_up.bare()))
    assert "Not assessable" in text
    assert "A source for that year would make it assessable" in text
    assert "No evidence against is recorded" in text


# PDF


def test_three_scripts_in_bundled_fonts(made_up):
    content = pdf.render(made_up.assessment())
    text = pdf_text(content)
    for word_ in ("中国", "俄罗斯", "Россия", "Limited strategic partnership", "2025"):
        assert word_ in text
    fonts = set()
    for page in pypdf.PdfReader(io.BytesIO(content)).pages:
        found = page["/Resources"].get("/Font", {})
        fonts |= {f.get_object()["/BaseFont"].split("+")[-1] for f in found.values()}
    assert fonts
    assert all(name.startswith("Foedus") for name in fonts)


def test_a_pdf_carries_no_date_and_its_pages_are_numbered(made_up):
    content = pdf.render(made_up.assessment())
    about = pypdf.PdfReader(io.BytesIO(content))
    assert "/CreationDate" not in about.metadata
    assert about.metadata["/Title"] == "China and Russia, 2025"
    assert f"1 / {len(about.pages)}" in about.pages[0].extract_text()


def test_hostile_texts_come_out_as_text(made_up, monkeypatch):
    monkeypatch.setattr(made_up, "HOSTILE", EVIL)
    found = made_up.hostile()
    clear = '#panic("x") ] *b* $x$ \\ </w:t> <script>alert(1)</script>'
    for text in (pdf_text(pdf.render(found)), pdf_text(briefs.render(found, "pdf"))):
        assert "".join(clear.split()) in "".join(text.split())
    for content in (word.render(found), briefs.render(found, "docx")):
        shown = "\n".join(p.text for p in opened(content).paragraphs)
        assert clear in shown
        assert "\x1b" not in shown
    page = briefs.render(found, "html")
    assert "<script>" not in page
    assert "&lt;script&gt;" in page
    assert "\\<script\\>" in briefs.render(found, "md")
    assert "javascript:" not in page


def test_a_word_longer_than_the_line_stays_on_the_page(made_up):
    base = made_up.assessment()
    long = "x" * 2000
    found = replace(base, verdict=replace(base.verdict, against=long, flip=long, sentence=long))
    assert pdf_text(pdf.render(found)).count("x") >= 3 * len(long)
    assert pdf.pages(briefs.fitted(found)).count == 2


# Word


def test_word_has_real_styles_head_rows_and_fonts(made_up):
    made = opened(word.render(made_up.assessment()))
    styles = {p.style.name for p in made.paragraphs}
    assert {"Title", "Heading 1", "Heading 2", "Verdict", "List Bullet", "Source"} <= styles
    assert made.tables
    for table in made.tables:
        assert "w:tblHeader" in table.rows[0]._tr.xml
    assert 'w:eastAsia="Microsoft YaHei"' in made.styles["Normal"].element.xml
    assert "PAGE" in made.sections[0].footer._element.xml
    assert "NUMPAGES" in made.sections[0].footer._element.xml


def test_word_pictures_have_a_text_alternative(made_up):
    made = opened(word.render(made_up.assessment()))
    assert made.inline_shapes
    assert all(s._inline.docPr.get("descr") for s in made.inline_shapes)


def test_word_carries_no_dates(made_up):
    content = word.render(made_up.assessment())
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        assert {i.date_time for i in archive.infolist()} == {word.NO_DATE}
        core = archive.read("docProps/core.xml").decode("utf-8")
        assert "docProps/thumbnail.jpeg" not in archive.namelist()
    assert "dcterms:created" not in core
    assert "dcterms:modified" not in core
    assert "China and Russia, 2025" in core


def test_word_links_lead_somewhere(made_up):
    made = opened(word.render(made_up.assessment()))
    xml = made.element.xml
    places = set(re.findall(r'w:bookmarkStart [^>]*w:name="([^"]+)"', xml))
    assert set(re.findall(r'w:anchor="([^"]+)"', xml)) <= places
    targets = [r.target_ref for r in made.part.rels.values() if r.is_external]
    assert "https://doi.org/10.1080/03050620213653" in targets
    assert all(t.startswith(("https://", "http://")) for t in targets)


# The brief


@pytest.mark.parametrize("pair", CODED, ids="-".join)
def test_a_brief_of_a_coded_pair_is_two_pages(pair):
    found = foedus.assess(*pair, draws=40, seed=1)
    document = briefs.fitted(found)
    assert pdf.pages(document).count == 2
    assert pdf.pages(briefs.fitted(found, briefs.WORD_SCALE), briefs.WORD_SCALE).count == 2
    text = pdf_text(pdf.pages(document).content)
    assert found.verdict.confidence in text
    for part in ("Strongest evidence against", "What would change it", "Left out:", "weakest"):
        assert part in text
    for responses in found.record.responses:
        assert responses.material.words in text
    kept = [b for b in document.blocks if isinstance(b, Table)]
    whole_rows = sum(len(r) == 1 for t in kept for r in t.rows)
    assert whole_rows >= 6, "three hours of need each way at least"


def test_a_brief_without_a_case_file_says_so():
    found = foedus.assess("FRA", "ITA", draws=40, seed=1)
    made = pdf.pages(briefs.fitted(found))
    assert made.count <= 2
    assert "No case file of France and Italy" in pdf_text(made.content)


@pytest.mark.parametrize("room", ROOMS, ids=str)
def test_less_room_never_takes_more_pages(made_up, room):
    most = pdf.pages(brief(made_up.assessment())).count
    assert pdf.pages(brief(made_up.assessment(), room)).count <= most


def test_any_brief_fits(any_assessment):
    assert pdf.pages(briefs.fitted(any_assessment)).count <= 2


def test_the_smallest_room_holds_long_texts(made_up):
    base = made_up.hostile()
    long = "A clause of many words follows upon another. " * 90
    found = replace(
        base,
        verdict=replace(base.verdict, against=long, flip=long, sentence=long),
        criteria=tuple(replace(f, text=long) for f in made_up.findings()),
    )
    assert pdf.pages(briefs.fitted(found)).count == 2


def hour(need, last, held_back=""):
    return Hour(need, "CHN", "RUS", last, last, need, "no", "", "", held_back, "", (), ())


def test_the_most_telling_hours_come_first():
    # RUS-2022-invasion is graver than RUS-2008-georgia in the list of needs.
    from foedus.ledger.needs import listed

    by_gravity = sorted(
        (n for n in listed().values() if n.state == "RUS"), key=lambda n: (n.gravity, n.id)
    )
    light, grave = by_gravity[0].id, by_gravity[-1].id
    found = telling(
        [hour(light, 2024), hour(grave, 1999), hour("a", 2010, "arms"), hour("b", 2020, "vote")]
    )
    assert [h.need for h in found] == ["b", "a", grave, light]


def test_weak_spots_are_taken_by_kind_in_turn(made_up):
    found = foedus.assess("CHN", "RUS", draws=20, seed=1)
    own = [w for w in found.weakest if w.side == "RUS"]
    assert len({w.kind for w in in_turn(own, 3)}) == 3
    assert len(in_turn(own, 1000)) == len({w.text for w in own})


def test_cut_keeps_whole_words():
    assert cut("short", 10) == "short"
    assert cut("One. Two three four five.", 12) == "One. Two …"
    assert len(cut("y" * 500, 60)) == 60


def test_notes_are_numbered_once_and_in_order(made_up):
    notes = Footnotes(made_up.assessment())
    seen = Seen("T", "P", "https://a.org/x", "B2", "full")
    again = replace(seen, grades="C3")
    assert notes.data(["atop"]) == (1,)
    assert notes.seen([seen]) == (2,)
    assert notes.seen([again]) == (2,)
    entry = notes.entries()[1]
    assert entry.about == "P; graded B2, C3"
    assert entry.site == "a.org"
    assert runs((1, 2, 3, 5)) == [(1, 3), (5, 5)]


# What is missing


def test_a_missing_package_names_the_extra(made_up, monkeypatch):
    monkeypatch.setattr(extra, "find_spec", lambda name: None)
    for render in (pdf.render, word.render):
        with pytest.raises(FoedusError, match=re.escape('pip install "foedus[report]"')):
            render(made_up.assessment())


def test_a_brief_in_another_format_is_refused(made_up):
    with pytest.raises(FoedusError, match="format of a brief"):
        briefs.render(made_up.assessment(), "json")
