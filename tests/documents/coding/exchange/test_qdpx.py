"""REFI-QDA projects: valid by the schema, and read as other tools write them."""

import io
import re
import zipfile

import pytest
from hypothesis import given, settings
from tests.documents.coding.exchange.projects import projects
from tests.documents.coding.made_up import SMALL

from foedus.core.errors import FoedusError
from foedus.documents.coding.exchange import safe_xml
from foedus.documents.coding.exchange.corpus_project import gather
from foedus.documents.coding.exchange.qdc import read_qdc
from foedus.documents.coding.exchange.qdpx_read import read_qdpx
from foedus.documents.coding.exchange.qdpx_write import qdpx_bytes, write_qdpx

NS = 'xmlns="urn:QDA-XML:project:1.0"'
G = "00000000-0000-0000-0000-0000000000{:02d}"
TEXT = "a𠮷 Общая угроза 🤝 trade"


def qde(data):
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return archive.read("project.qde")


def members(data):
    with zipfile.ZipFile(io.BytesIO(data)) as made:
        return {name: made.read(name) for name in made.namelist()}


def archive(path, xml, **members):
    with zipfile.ZipFile(path, "w") as made:
        made.writestr("project.qde", xml)
        for name, data in members.items():
            made.writestr(name.replace("__", "/").replace("_txt", ".txt"), data)
    return path


def foreign(
    *, selections="", text=TEXT, head='<?xml version="1.0" encoding="utf-8"?>', ns=NS, more=""
):
    """A project as another tool might write it: one text, two codes, two users."""
    return f"""{head}
<Project {ns} name="Their project" origin="Tool 1">
 <Users><User guid="{G.format(1)}" name="Ann"/><User guid="{{{G.format(2)}}}" name="gpt"/></Users>
 <CodeBook><Codes>
  <Code guid="{G.format(10)}" name="Basis" isCodable="true"><Description>What it rests on</Description>
   <Code guid="{G.format(11).upper()}" name="Shared threat" isCodable="true"/>
   <Code guid="{G.format(12)}" name="贸易" isCodable="true"/>
  </Code>
  <Code guid="{G.format(13)}" name="Mood" isCodable="true"/>
 </Codes></CodeBook>
 <Sources><TextSource guid="{G.format(20)}" name="One">
  <PlainTextContent>{text}</PlainTextContent>
  {selections}
 </TextSource>{more}</Sources>
</Project>"""


ANN = f' creatingUser="{G.format(1)}"'


def selection(k, start, stop, code, user=ANN):
    return (
        f'<PlainTextSelection guid="{G.format(30 + k)}" startPosition="{start}" '
        f'endPosition="{stop}"><Coding guid="{G.format(50 + k)}"{user}>'
        f'<CodeRef targetGUID="{G.format(code)}"/></Coding></PlainTextSelection>'
    )


def passages(loaded):
    text = {t.key: t.text for t in loaded.project.texts}
    return [(c.coder, c.code, text[c.text][c.start : c.stop]) for c in loaded.project.codings]


@pytest.fixture(scope="module")
def schema(data):
    etree = pytest.importorskip("lxml.etree")
    return etree.XMLSchema(etree.parse(str(data / "refi_qda" / "Project.xsd")))


def faults(schema, data):
    """What the schema finds wrong with a project; empty for a valid one."""
    from lxml import etree

    return [] if schema.validate(etree.fromstring(qde(data))) else list(schema.error_log)


@settings(max_examples=30)
@given(project=projects())
def test_every_project_is_valid_by_the_schema(schema, project):
    assert faults(schema, qdpx_bytes(project)) == []


def test_a_corpus_is_valid_by_the_schema(schema, coded):
    assert faults(schema, qdpx_bytes(gather(coded, SMALL))) == []
    assert faults(schema, qdpx_bytes(gather(coded, SMALL, coders=["Ann"]))) == []


def test_an_uncoded_document_and_no_coder_are_valid_by_the_schema(schema, corpus):
    data = qdpx_bytes(gather(corpus, SMALL, documents=[1]))
    assert faults(schema, data) == []
    assert b"<Users" not in qde(data)
    assert faults(schema, qdpx_bytes(gather(corpus, SMALL))) == []


def test_it_says_whose_codings_are_a_models(coded):
    xml = qde(qdpx_bytes(gather(coded, SMALL))).decode()
    assert 'name="[model] patterns small 1.0 abc" id="model"' in xml
    assert 'name="Ann" id="human"' in xml
    assert xml.index("<Users>") < xml.index("<CodeBook>") < xml.index("<Sources>")


def test_texts_are_utf8_without_a_mark_and_offsets_are_code_points(coded):
    data = qdpx_bytes(gather(coded, SMALL))
    with zipfile.ZipFile(io.BytesIO(data)) as made:
        names = [n for n in made.namelist() if n.startswith("sources/")]
        texts = [made.read(n) for n in names]
    assert not any(t.startswith(b"\xef\xbb\xbf") or b"\r" in t for t in texts)
    at = coded.text(2).index("林")
    assert f'startPosition="{at}" endPosition="{at + 4}"' in qde(data).decode()


def test_codes_of_another_tool_become_flags_and_themes(tmp_path):
    xml = foreign(
        selections=selection(1, 0, 2, 11) + selection(2, 0, 2, 12) + selection(3, 0, 1, 10)
    )
    loaded = read_qdpx(archive(tmp_path / "x.qdpx", xml))
    book = loaded.project.codebook
    assert [(c.id, c.kind, c.parent) for c in book.codes] == [
        ("basis", "theme", None),
        ("basis_itself", "flag", "basis"),
        ("shared_threat", "flag", "basis"),
        ("code_00000000", "flag", "basis"),
        ("mood", "flag", None),
    ]
    assert book.code("basis_itself").definition == "What it rests on"
    assert passages(loaded) == [
        ("Ann", "basis_itself", "a"),
        ("Ann", "code_00000000", "a𠮷"),
        ("Ann", "shared_threat", "a𠮷"),
    ]
    assert "codes were taken as flags" in loaded.sentence()


def test_codes_are_matched_to_a_codebook_by_their_labels(tmp_path):
    xml = foreign(
        selections=selection(1, 0, 2, 11) + selection(2, 0, 2, 12) + selection(3, 0, 1, 13)
    )
    loaded = read_qdpx(archive(tmp_path / "x.qdpx", xml), SMALL)
    assert passages(loaded) == [("Ann", "threat", "a𠮷"), ("Ann", "trade", "a𠮷")]
    assert loaded.skipped == {"codings with 'Mood', which the codebook lacks": 1}


def test_offsets_in_utf16_units(tmp_path):
    units = len(TEXT[: TEXT.index("trade")].encode("utf-16-le")) // 2
    path = archive(tmp_path / "x.qdpx", foreign(selections=selection(1, units, units + 5, 11)))
    assert passages(read_qdpx(path, counting="UTF-16")) == [("Ann", "shared_threat", "trade")]
    assert read_qdpx(path).skipped == {"selections outside their text": 1}
    with pytest.raises(FoedusError, match="Unknown way of counting"):
        read_qdpx(path, counting="bytes")


def test_users_that_are_models_are_named(tmp_path):
    xml = foreign(selections=selection(1, 0, 2, 11, f' creatingUser="{G.format(2)}"'))
    path = archive(tmp_path / "x.qdpx", xml)
    assert read_qdpx(path).project.coders[0].kind == "human"
    assert read_qdpx(path, models=["gpt"]).project.coders[0].kind == "model"
    with pytest.raises(FoedusError, match="Unknown user of the file 'gtp'"):
        read_qdpx(path, models=["gtp"])


def test_a_coding_of_nobody_has_a_named_coder(tmp_path):
    loaded = read_qdpx(archive(tmp_path / "x.qdpx", foreign(selections=selection(1, 0, 2, 11, ""))))
    assert passages(loaded)[0][0] == "unnamed user of x"
    assert "without a known user" in loaded.sentence()


def test_windows_1252_marks_and_nvivos_namespace(tmp_path):
    text = "café угроза"
    xml = foreign(text="café", selections=selection(1, 3, 4, 11))
    latin = archive(tmp_path / "a.qdpx", xml.replace("贸易", "x").encode("cp1252"))
    loaded = read_qdpx(latin)
    assert passages(loaded) == [("Ann", "shared_threat", "é")]
    assert "read as windows-1252" in loaded.notes
    marked = archive(tmp_path / "b.qdpx", b"\xef\xbb\xbf" + foreign(text=text).encode())
    assert read_qdpx(marked).project.texts[0].text == text
    wide = archive(
        tmp_path / "c.qdpx",
        foreign(text=text, head='<?xml version="1.0" encoding="utf-16"?>').encode("utf-16"),
    )
    assert read_qdpx(wide).project.texts[0].text == text
    says = archive(
        tmp_path / "d.qdpx", foreign(text=text, head='<?xml version="1.0" encoding="utf-16"?>')
    )
    assert read_qdpx(says).project.texts[0].text == text
    odd = archive(tmp_path / "e.qdpx", foreign(text=text, ns='xmlns="urn:QDA-XML:project:1:0"'))
    assert "namespace urn:QDA-XML:project:1:0" in read_qdpx(odd).sentence()


def test_nvivos_codebook_prefix(tmp_path):
    path = tmp_path / "nvivo.qdc"
    codes = f'<Codes><Code guid="{G.format(1)}" name="Threat" isCodable="true"/></Codes>'
    short = codes.replace("<", "<c:").replace("<c:/", "</c:")
    for opened in (
        f'<CodeBook xmlns="urn:QDA-XML:codebook:1:0">{codes}</CodeBook>',
        f'<c:CodeBook xmlns:c="urn:QDA-XML:codebook:1.0">{short}</c:CodeBook>',
        f"<codebook:1:0:CodeBook>{codes}</codebook:1:0:CodeBook>",
    ):
        path.write_text(opened, "utf-8")
        loaded = read_qdc(path)
        assert [(c.id, c.kind) for c in loaded.codebook.codes] == [("threat", "flag")]


def test_texts_in_the_archive_are_found_whatever_the_case(tmp_path):
    xml = (
        foreign()
        .replace(f"<PlainTextContent>{TEXT}</PlainTextContent>", selection(1, 0, 1, 11))
        .replace('name="One"', 'name="One" plainTextPath="internal://ABC.txt"')
    )
    path = archive(tmp_path / "x.qdpx", xml, Sources__abc_txt="\ufeffУгроза")
    assert passages(read_qdpx(path)) == [("Ann", "shared_threat", "У")]
    assert read_qdpx(archive(tmp_path / "y.qdpx", xml)).skipped == {
        "texts that the archive lacks": 1
    }


def test_files_outside_the_archive_are_not_opened(tmp_path):
    secret = tmp_path / "secret.txt"
    secret.write_text("secret")
    for place in (
        f"relative:///{secret.name}",
        f"absolute://{secret}",
        f"internal://../{secret.name}",
    ):
        xml = foreign().replace(f"<PlainTextContent>{TEXT}</PlainTextContent>", "")
        xml = xml.replace('name="One"', f'name="One" plainTextPath="{place}"')
        loaded = read_qdpx(archive(tmp_path / "x.qdpx", xml))
        assert loaded.project.texts == ()
        assert sum(loaded.skipped.values()) == 1


def test_what_is_no_text_is_counted(tmp_path):
    more = (
        f'<PDFSource guid="{G.format(70)}"/><PDFSource guid="{G.format(71)}"/>'
        f'<TextSource guid="{G.format(72)}" richTextPath="internal://x.docx"/>'
    )
    bad = selection(1, 0, 900, 11) + selection(2, 2, 2, 11)
    xml = foreign(more=more, selections=bad).replace(
        "</Sources>", "</Sources><Notes><Note/></Notes>"
    )
    assert read_qdpx(archive(tmp_path / "x.qdpx", xml)).skipped == {
        "selections outside their text": 2,
        "PDF sources": 2,
        "texts without plain text": 1,
        "notes": 1,
    }


def test_a_code_for_a_whole_text_spans_it(tmp_path):
    whole = (
        f'<Coding guid="{G.format(80)}" creatingUser="{G.format(1)}" '
        f'creationDateTime="2020-01-01T10:00:00.1234567+02:00">'
        f'<CodeRef targetGUID="{G.format(11)}"/></Coding>'
    )
    loaded = read_qdpx(archive(tmp_path / "x.qdpx", foreign(selections=whole)))
    assert passages(loaded) == [("Ann", "shared_threat", TEXT)]
    assert loaded.project.codings[0].at == "2020-01-01T08:00:00Z"


def test_a_tool_that_drops_descriptions_loses_details_and_invents_nothing(tmp_path, coded):
    """Codings are told by identifiers; a span read for some codes must not become one for all."""
    project = gather(coded, SMALL)
    xml = re.sub(
        r"<Description>.*?</Description>", "", qde(qdpx_bytes(project)).decode(), flags=re.S
    )
    texts = {
        f"sources__{name[8:-4]}_txt": data
        for name, data in members(qdpx_bytes(project)).items()
        if name.startswith("sources/")
    }
    loaded = read_qdpx(archive(tmp_path / "x.qdpx", xml, **texts), SMALL)
    bare = [(c.start, c.stop, c.coder, c.code, c.value) for c in project.codings]
    got = [(c.start, c.stop, c.coder, c.code, c.value) for c in loaded.project.codings]
    assert sorted(got, key=str) == sorted(bare, key=str)
    assert len(loaded.project.readings) == 4
    assert all(not r.codes for r in loaded.project.readings)
    assert {r.coder for r in loaded.project.readings} == {"Ann", "Бо"}
    assert loaded.skipped == {"spans read for codes that are not named, or not known": 2}
    # Without the codebook, the same codes come back as flags by name.
    alone = read_qdpx(tmp_path / "x.qdpx").project
    assert "Shared threat" in [c.name() for c in alone.codebook.codable]
    assert "Read" not in [c.name() for c in alone.codebook.codes]


def test_the_same_without_lxml(tmp_path, monkeypatch, coded):
    path = tmp_path / "x.qdpx"
    write_qdpx(gather(coded, SMALL), path)
    with_lxml = read_qdpx(path)
    assert safe_xml.parse_xml(b"<a/>", "x").parser == ("lxml" if safe_xml._lxml() else "xml.etree")
    monkeypatch.setattr(safe_xml, "_lxml", lambda: None)
    assert safe_xml.parse_xml(b"<a/>", "x").parser == "xml.etree"
    assert read_qdpx(path) == with_lxml
    odd = archive(tmp_path / "y.qdpx", foreign(selections=selection(1, 0, 2, 11)))
    assert passages(read_qdpx(odd)) == [("Ann", "shared_threat", "a𠮷")]
