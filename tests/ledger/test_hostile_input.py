"""Files that are broken or meant to break the reader: a clear fault, never a traceback."""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest
from tests.ledger.made_up import CODING, cases_text, item, write_case

from foedus.core.errors import FoedusError
from foedus.ledger.case_file import read_case
from foedus.ledger.check import check
from foedus.ledger.faults import CaseFileDamaged
from foedus.ledger.plain_text import LARGEST, read_json, read_toml


def fault_of(folder: Path, name: str, content: bytes):
    """The one fault of a sound folder after a file is added or replaced."""
    (folder / name).write_bytes(content)
    faults = [f for f in check(folder) if f.file == name]
    assert len(faults) == 1, [str(f) for f in faults]
    return faults[0]


BOMB = b"""
a: &a ["x","x","x","x"]
b: &b [*a,*a,*a,*a]
c: !!python/object/apply:os.system ["true"]
"""


@pytest.mark.parametrize("name", ["items.yaml", "items.yml", "ITEMS.YAML"])
def test_yaml_is_refused_unread_and_the_rest_is_still_checked(ledger, name) -> None:
    folder = write_case(ledger, [item(level=9)])
    fault = fault_of(folder, name, BOMB)
    assert "no aliases and no tags" in fault.problem
    assert "foedus ledger new" in fault.remedy
    assert any(f.file == "items.toml" for f in check(folder))
    assert check(folder / name) == [fault]


@pytest.mark.parametrize("name", ["big.toml", "big.json"])
def test_a_large_file_is_refused_by_its_size(ledger, name, monkeypatch) -> None:
    folder = write_case(ledger)
    with (folder / name).open("wb") as stream:
        stream.truncate(100_000_000)
    read = []
    whole = Path.read_bytes
    monkeypatch.setattr(Path, "read_bytes", lambda p: read.append(p.name) or whole(p))
    faults = check(folder)
    assert [f.file for f in faults] == [name]
    assert "has 100 MB; a case file has at most 5" in faults[0].problem
    assert name not in read


def test_a_file_of_the_largest_size_is_read(ledger) -> None:
    folder = write_case(ledger)
    text = (folder / "items.toml").read_text(encoding="utf-8")
    (folder / "items.toml").write_text(text + "#" * (LARGEST - len(text)), encoding="utf-8")
    assert check(folder) == []


@pytest.mark.parametrize(
    ("content", "line"),
    [
        (b'[coding]\ncoder = "x"\nmade = \n', 3),
        (b"[coding]\n\n\ncoder = 'x\n", 4),
        (b'[coding]\ncoder = "x"\ncoder = "y"\n', 3),
        (b'[coding]\ncoder = "a\x00b"\n', 2),
        (b"\x00" * 100, 1),
        (b"[coding]\nx = " + b"[" * 100_000, 1),
        (b"[coding]\nx = " + b"9" * 5_000, 1),
        (b"a." * 20_000 + b"b = 1", 1),
        (b"{}", 1),
        ("coder = “x”".encode(), 1),
    ],
    ids=[
        "no value",
        "open text",
        "twice",
        "NUL",
        "NULs",
        "nested",
        "number",
        "key",
        "JSON",
        "curly",
    ],
)
def test_broken_toml_names_its_line(ledger, content, line) -> None:
    fault = fault_of(write_case(ledger), "items-more.toml", content)
    assert fault.line == line
    assert "not valid TOML" in fault.problem
    assert len(str(fault)) < 700


@pytest.mark.parametrize(
    ("content", "said", "line"),
    [
        (b"{}", "not a list of sources", 1),
        (b'["page"]', "not a list of sources", 1),
        (b"null", "not a list of sources", 1),
        (b'[\n {"id": "a",}\n]', "not valid JSON", 2),
        (b"[" * 200_000, "not valid JSON", 1),
        (b"[" + b"9" * 5_000 + b"]", "not valid JSON", 1),
        (b"", "not valid JSON", 1),
        (b'[{"id": 3, "title": "t", "URL": "https://example.org"}]', 'no "id"', 1),
        (b'[\n\n{"id": "a", "title": "t", "URL": "javascript:x"}]', "no address", 3),
        (b'[{"id": "a", "title": "\\u001b[2J", "URL": "https://a.b"}]', "control character", 1),
        (b'[\n{"id": "page", "title": "t", "URL": "https://example.org"}]', "used twice", 2),
    ],
)
def test_broken_sources_name_their_line(ledger, content, said, line) -> None:
    fault = fault_of(write_case(ledger), "t-more.json", content)
    assert said in fault.problem
    assert fault.line == line


@pytest.mark.parametrize("encoding", ["utf-16", "latin-1", "gb18030", "koi8-r"])
def test_another_encoding_is_named(ledger, encoding) -> None:
    text = {"gb18030": "中国", "koi8-r": "Россия"}.get(encoding, "Québec")
    content = cases_text([item(summary=text)]).encode(encoding)
    fault = fault_of(write_case(ledger), "items-more.toml", content)
    assert "is not UTF-8" in fault.problem
    assert fault.line == (
        1 if encoding == "utf-16" else content.count(b"\n", 0, 500) and fault.line
    )
    assert fault.remedy == "Save it as UTF-8."


def test_the_line_of_a_wrong_byte_is_named(ledger) -> None:
    fault = fault_of(write_case(ledger), "items-more.toml", b"[coding]\n\ncoder = 'caf\xe9'\n")
    assert fault.line == 3


def test_text_in_any_script_and_a_byte_order_mark_are_read(ledger) -> None:
    summary = "中国援助法国 · Помощь Италии · 🤝 · مساعدة"
    folder = write_case(ledger, [item(summary=summary)])
    for name in ("items.toml", "grid-fra-for-ita.toml", "sources.json"):
        file = folder / name
        file.write_bytes(b"\xef\xbb\xbf" + file.read_bytes().replace(b"\n", b"\r\n"))
    assert check(folder) == []
    assert read_case(folder).items[0].summary == summary


def test_what_is_no_file_is_a_fault(ledger) -> None:
    folder = write_case(ledger)
    (folder / "loop.toml").symlink_to("loop.toml")
    (folder / "gone.toml").symlink_to("nowhere")
    (folder / "folder.toml").mkdir()
    os.mkfifo(folder / "pipe.toml")
    faults = check(folder)
    assert {f.file for f in faults} == {"loop.toml", "gone.toml", "folder.toml", "pipe.toml"}
    assert all("read" in f.problem or "no file" in f.problem for f in faults)


def test_links_that_lead_back_are_followed_once(ledger) -> None:
    folder = write_case(ledger, [item(level=9)])
    (folder / "again").symlink_to(folder, target_is_directory=True)
    (ledger / "up").symlink_to(ledger, target_is_directory=True)
    (ledger / "ita-fra").symlink_to(folder, target_is_directory=True)
    assert [f.file for f in check(folder)] == ["items.toml"]
    assert [f.file for f in check(ledger)] == ["fra-ita/items.toml"]


def test_a_device_and_a_name_that_cannot_be_are_refused() -> None:
    assert "no file" in check(Path("/dev/null"))[0].problem
    with pytest.raises(FoedusError, match="Nothing at"):
        check(Path("a\0b.toml"))


@pytest.mark.parametrize("read", [read_toml, read_json])
def test_reading_says_what_is_missing(tmp_path, read) -> None:
    for place in (tmp_path, tmp_path / "gone.toml", tmp_path / ("x" * 400)):
        with pytest.raises(CaseFileDamaged) as caught:
            read(place)
        assert caught.value.remedy


def test_a_fault_is_one_line_that_a_terminal_can_print(ledger) -> None:
    evil = "promis\x1b[2J\r\n" + "x" * 100_000
    folder = write_case(ledger, [item(kind=evil, instrument=evil, third=[evil])])
    for fault in check(folder):
        text = str(fault)
        assert text.isprintable()
        assert len(text) < 3_000


def test_a_faulty_case_of_ones_own_is_not_read(ledger) -> None:
    folder = write_case(ledger, [item(level=9), item(id="fra-ita-f002", kind="x")])
    with pytest.raises(CaseFileDamaged, match="fra-ita has 2 faults") as caught:
        read_case(folder)
    assert "items.toml:" in caught.value.problem
    assert "foedus ledger check" in caught.value.remedy


def test_a_faulty_list_of_needs_of_ones_own_is_not_read(ledger) -> None:
    from foedus.ledger.needs import listed

    write_case(ledger)
    (ledger / "needs" / "DEU.toml").write_text('state = "DEU"\n[[need]]\nid = 3\n')
    with pytest.raises(CaseFileDamaged, match=r"DEU\.toml:2"):
        listed()


def test_keys_that_hide_each_other_in_json_keep_the_last(tmp_path) -> None:
    file = tmp_path / "x.json"
    file.write_text(json.dumps([CODING]), encoding="utf-8")
    assert read_json(file) == [CODING]
