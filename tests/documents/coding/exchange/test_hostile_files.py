"""Files meant to harm: refused with a plain error, quickly, and without opening anything else."""

import io
import zipfile

import pytest
from tests.documents.coding.made_up import SMALL

from foedus.core.errors import FoedusError
from foedus.documents.coding.exchange import safe_xml, safe_zip
from foedus.documents.coding.exchange.csv_codings import read_csv
from foedus.documents.coding.exchange.doccano import read_doccano
from foedus.documents.coding.exchange.label_studio_read import read_label_studio
from foedus.documents.coding.exchange.qdc import read_qdc
from foedus.documents.coding.exchange.qdpx_read import read_qdpx

LAUGHS = (
    '<!DOCTYPE p [<!ENTITY a "ha">'
    + "".join(
        f'<!ENTITY {b} "{f"&{a};" * 10}">' for a, b in zip("abcdefgh", "bcdefghi", strict=True)
    )
    + "]><Project>&i;</Project>"
)
OUTSIDE = '<!DOCTYPE p [<!ENTITY x SYSTEM "file:///etc/hostname">]><Project>&x;</Project>'


@pytest.fixture(params=["lxml", "xml.etree"])
def parser(request, monkeypatch):
    if request.param == "xml.etree":
        monkeypatch.setattr(safe_xml, "_lxml", lambda: None)
    else:
        pytest.importorskip("lxml")


@pytest.mark.usefixtures("parser")
@pytest.mark.parametrize("xml", [LAUGHS, OUTSIDE, "<!DOCTYPE html><Project/>"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_entities_and_document_types_are_refused(tmp_path, xml, encoding):
    path = tmp_path / "x.qdpx"
    with zipfile.ZipFile(path, "w") as made:
        made.writestr("project.qde", xml.encode(encoding))
    with pytest.raises(FoedusError, match="document type"):
        read_qdpx(path)
    codebook = tmp_path / "x.qdc"
    codebook.write_bytes(xml.encode(encoding))
    with pytest.raises(FoedusError, match="document type"):
        read_qdc(codebook)


@pytest.mark.usefixtures("parser")
@pytest.mark.parametrize(
    ("xml", "said"),
    [
        ("<a>" * 2000 + "</a>" * 2000, "nested more than"),
        ("<Project>", "is no XML"),
        ("", "is no XML"),
        ("<Other/>", "holds <Other>, not <CodeBook>"),
        ("<CodeBook/>", "has no code"),
        ("<CodeBook><Codes/></CodeBook>", "has no code"),
        ("<CodeBook><Codes>\x00</Codes></CodeBook>", "is no XML"),
    ],
)
def test_damaged_xml_is_said_to_be_damaged(tmp_path, xml, said):
    path = tmp_path / "x.qdc"
    path.write_text(xml, "utf-8")
    with pytest.raises(FoedusError, match=said):
        read_qdc(path)


def bomb(size):
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as made:
        made.writestr("project.qde", b"\0" * size)
    return out.getvalue()


def test_zip_bombs_are_refused_before_they_are_unpacked(tmp_path, monkeypatch):
    path = tmp_path / "x.qdpx"
    path.write_bytes(bomb(5_000_000))
    with pytest.raises(FoedusError, match="unpacks to far more"):
        read_qdpx(path)
    monkeypatch.setattr(safe_zip, "MEMBERS", 3)
    with zipfile.ZipFile(path, "w") as made:
        for k in range(4):
            made.writestr(f"{k}", "x")
    with pytest.raises(FoedusError, match="unpacks to far more"):
        read_qdpx(path)


def test_an_archive_that_lies_about_sizes_is_stopped_while_it_unpacks(tmp_path, monkeypatch):
    path = tmp_path / "x.qdpx"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as made:
        made.writestr("project.qde", b"<Project/>" + b" " * 5000)
    raw = bytearray(path.read_bytes())
    central = raw.index(b"PK\x01\x02")
    raw[central + 24 : central + 28] = (10).to_bytes(4, "little")
    path.write_bytes(bytes(raw))
    with pytest.raises(FoedusError):
        read_qdpx(path)
    monkeypatch.setattr(safe_zip, "LARGEST", 100_000)
    archive = safe_zip.Archive("x", zipfile.ZipFile(io.BytesIO(bomb(200_000))), 1000)
    with pytest.raises(FoedusError, match="unpacks to far more"):
        archive.read("project.qde")


def test_other_damaged_archives(tmp_path):
    path = tmp_path / "x.qdpx"
    for data, said in (
        (b"", "is no ZIP"),
        (b"PK\x03\x04junk", "is no ZIP"),
        (bomb(10)[:60], "is no ZIP"),
    ):
        path.write_bytes(data)
        with pytest.raises(FoedusError, match=said):
            read_qdpx(path)
    with zipfile.ZipFile(path, "w") as made:
        made.writestr("other.txt", "x")
    with pytest.raises(FoedusError, match=r"holds no project.qde"):
        read_qdpx(path)
    raw = bytearray(bomb(10))
    raw[raw.index(b"PK\x01\x02") + 8] |= 1
    path.write_bytes(bytes(raw))
    with pytest.raises(FoedusError, match="is encrypted"):
        read_qdpx(path)
    with pytest.raises(FoedusError, match="There is no file"):
        read_qdpx(tmp_path / "none.qdpx")


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("{", "is no JSON"),
        ("[" * 100_000, "is no JSON"),
        ('{"a": 1}', "is no list of tasks"),
        ("[1]", "is no list of tasks"),
    ],
)
def test_damaged_label_studio_files(tmp_path, text, said):
    path = tmp_path / "x.json"
    path.write_text(text, "utf-8")
    with pytest.raises(FoedusError, match=said):
        read_label_studio(path, SMALL)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ('{"text": "a"}\n{', r"x.jsonl, line 2, is no JSON"),
        ('{"label": []}', r"line 1, has no text"),
        ("[1]", "has no text"),
    ],
)
def test_damaged_doccano_files(tmp_path, text, said):
    path = tmp_path / "x.jsonl"
    path.write_text(text, "utf-8")
    with pytest.raises(FoedusError, match=said):
        read_doccano(path, SMALL)


def test_damaged_tables(tmp_path):
    path = tmp_path / "x.csv"
    for text, said in (("a,b\n1,2", "lacks the columns text, start"), ("", "lacks the columns")):
        path.write_text(text, "utf-8")
        with pytest.raises(FoedusError, match=said):
            read_csv(path, SMALL, [])
