"""Files made for tests: good ones, and those that would do harm."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

_W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
CONTENT = "word/document.xml"


def body(*paragraphs: str) -> str:
    """The body of a Word file."""
    inner = "".join(f"<w:p><w:r><w:t>{text}</w:t></w:r></w:p>" for text in paragraphs)
    return f'<w:document xmlns:w="{_W}"><w:body>{inner}</w:body></w:document>'


def package(path: Path, **members: str | bytes) -> Path:
    """A packed file; `CONTENT` is what Word reads."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as parcel:
        for name, content in members.items():
            parcel.writestr(name, content)
    return path


def docx(path: Path, *paragraphs: str, **more: str | bytes) -> Path:
    """A Word file."""
    return package(path, **{CONTENT: body(*paragraphs), **more})


def packed(content: bytes) -> bytes:
    """A packed file with one file in it."""
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as parcel:
        parcel.writestr("inside", content)
    return held.getvalue()


def billion_laughs() -> str:
    """Entities of entities: a kilobyte that means gigabytes."""
    entities = '<!ENTITY l0 "lol">' + "".join(
        f'<!ENTITY l{k} "{f"&l{k - 1};" * 10}">' for k in range(1, 10)
    )
    return f"<!DOCTYPE a [{entities}]>"


def scan(path: Path, pages: int, text: str = "") -> Path:
    """A PDF whose pages hold nothing, but for a text on the last where one is given."""
    from pypdf import PdfWriter
    from pypdf.generic import DecodedStreamObject, DictionaryObject, NameObject

    writer = PdfWriter()
    for _ in range(pages):
        writer.add_blank_page(300, 300)
    if text:
        page = writer.pages[-1]
        font = DictionaryObject(
            {
                NameObject("/Type"): NameObject("/Font"),
                NameObject("/Subtype"): NameObject("/Type1"),
                NameObject("/BaseFont"): NameObject("/Helvetica"),
            }
        )
        fonts = DictionaryObject({NameObject("/F1"): font})
        page[NameObject("/Resources")] = DictionaryObject({NameObject("/Font"): fonts})
        stream = DecodedStreamObject()
        lines = " T* ".join(f"({line}) Tj" for line in text.split("\n"))
        stream.set_data(f"BT /F1 9 Tf 10 280 Td 11 TL {lines} ET".encode("latin-1"))
        page[NameObject("/Contents")] = writer._add_object(stream)
    writer.write(path)
    return path


def locked(path: Path, password: str = "secret") -> Path:
    """A PDF that asks for a password."""
    from pypdf import PdfWriter

    writer = PdfWriter()
    writer.add_blank_page(300, 300)
    writer.encrypt(password, algorithm="RC4-128")
    writer.write(path)
    return path


def sparse(path: Path, size: int) -> Path:
    """A file that is large, and takes no room."""
    with path.open("wb") as stream:
        stream.truncate(size)
    return path
