"""Files made to do harm are refused in words, quickly, and the others are read."""

from __future__ import annotations

import contextlib
import os
import time
from pathlib import Path

import pytest

pytest.importorskip("rjieba", reason="texts need the extra: pip install 'foedus[texts]'")

from tests.documents.corpora.made_up_files import (
    CONTENT,
    billion_laughs,
    body,
    docx,
    locked,
    package,
    packed,
    scan,
    sparse,
)

from foedus.documents.corpora.adding import Added, add_files, add_folder
from foedus.documents.corpora.corpus import Corpus, new_corpus
from foedus.documents.corpora.files import File
from foedus.documents.corpora.options import Options
from foedus.documents.corpora.reading.raw import MIB, Limits, Refused
from foedus.documents.corpora.reading.read_file import read_file

SMALL = Limits(unpacked_bytes=8 * MIB, members=50, pages=600, characters=100_000, rows=1_000)
SCRIPTS = """<html><head><title>A page</title><script>inHead()</script><style>.in{}</style></head>
<body onload="onLoad()"><p onclick="onClick()">Both sides agreed.</p><script>inBody()</script>
<iframe srcdoc="<p>inFrame</p>">inFrame</iframe><noscript>inNoscript</noscript>
<svg><script>inSvg()</script><text>inSvg</text></svg><template>inTemplate</template>
<object data="x">inObject</object><embed src="inEmbed"><math>inMath</math>
<a href="javascript:inLink()">The text</a> of a link.<!-- <script>inComment()</script> -->
<img src="x" onerror="onError()"></body></html>"""


def refusal(path: Path, limits: Limits = SMALL) -> str:
    """Why a file is refused; with what to do about it."""
    began = time.perf_counter()
    with pytest.raises(Refused) as caught:
        list(read_file(path, limits))
    assert time.perf_counter() - began < 5
    assert caught.value.remedy
    return caught.value.problem


def text_of(path: Path) -> str:
    return "\n".join(document.text for document in read_file(path, SMALL))


@pytest.fixture
def corpus(tmp_path, monkeypatch) -> Corpus:
    monkeypatch.setenv("FOEDUS_CORPORA", str(tmp_path / "corpora"))
    return new_corpus("mine")


def why(added: Added) -> dict[str, str]:
    return {refused.name: refused.why for refused in added.refused}


def test_packages_that_unpack_to_far_more_are_refused(tmp_path):
    bomb = package(tmp_path / "a.docx", **{CONTENT: b"<a>" + b"A" * (20 * MIB)})
    assert bomb.stat().st_size < 100_000
    assert "unpacks to" in refusal(bomb)
    # A sheet, under the name of a text.
    sheet = {"xl/workbook.xml": "x", "xl/worksheets/sheet1.xml": b"0" * (20 * MIB)}
    assert "unpacks to" in refusal(package(tmp_path / "b.docx", **sheet))
    many = {f"word/{k}.xml": b"" for k in range(60)}
    assert "61 files" in refusal(docx(tmp_path / "c.docx", "x", **many))


def test_a_package_that_lies_about_its_size_is_counted_while_it_is_unpacked(tmp_path):
    path = package(tmp_path / "a.docx", **{CONTENT: b"<a>" + b"A" * (20 * MIB)})
    data = bytearray(path.read_bytes())
    directory = data.find(b"PK\x01\x02")
    data[22:26] = data[directory + 24 : directory + 28] = (1_000).to_bytes(4, "little")
    path.write_bytes(bytes(data))
    assert refusal(path)


def test_packages_in_packages_are_not_opened(tmp_path):
    inner = packed(b"0" * (20 * MIB))
    path = docx(tmp_path / "a.docx", "A plain text.", **{"word/embeddings/a.zip": inner})
    assert text_of(path) == "A plain text."
    (tmp_path / "b.zip").write_bytes(packed(inner))
    assert "files .zip are not read" in refusal(tmp_path / "b.zip")


def test_macros_are_refused_in_either_ending(tmp_path):
    macros = {"word/vbaProject.bin": b"macro"}
    assert "macros" in refusal(docx(tmp_path / "a.docx", "x", **macros))
    with pytest.raises(Refused) as caught:
        list(read_file(docx(tmp_path / "a.docm", "x", **macros)))
    assert "macros" in caught.value.remedy


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
@pytest.mark.parametrize("before", ["", " " * 5_000])
def test_entities_are_never_expanded(tmp_path, encoding, before):
    head = f'<?xml version="1.0" encoding="{encoding}"?>{before}'
    bomb = f"{head}{billion_laughs()}{body('&l9;')}".encode(encoding)
    assert refusal(package(tmp_path / "a.docx", **{CONTENT: bomb}))


def test_entities_read_no_other_file(tmp_path):
    secret = tmp_path / "secret.txt"
    secret.write_text("not for this corpus")
    for before in ("", " " * 5_000):
        outside = f'<!DOCTYPE a [<!ENTITY x SYSTEM "{secret.as_uri()}">]>'
        content = f'<?xml version="1.0"?>{before}{outside}{body("A text.", "&x;")}'
        path = package(tmp_path / "a.docx", **{CONTENT: content})
        with contextlib.suppress(Refused):
            assert "not for this corpus" not in text_of(path)


def test_nothing_of_a_script_is_read(tmp_path):
    page = tmp_path / "a.html"
    page.write_text(SCRIPTS, encoding="utf-8")
    text = text_of(page)
    assert text == "Both sides agreed.\n\nThe text of a link."
    for trace in ("inHead", "inBody", "onClick", "inFrame", "inSvg", "inComment", "javascript"):
        assert trace not in text
    (tmp_path / "a.md").write_text(
        "# Talks\n\nThey <script>inScript()\n</script>agreed. <img onerror='onError()'>"
        "<iframe src='x'></iframe>\n", encoding="utf-8",
    )  # fmt: skip
    assert text_of(tmp_path / "a.md").split() == ["Talks", "They", "agreed."]


def test_pages_nested_without_end_are_refused(tmp_path):
    path = tmp_path / "a.html"
    path.write_text("<div>" * 100_000 + "text")
    assert "nested too deep" in refusal(path)
    assert refusal(package(tmp_path / "a.docx", **{CONTENT: "<a>" * 100_000}))


def test_scans_and_locked_papers_are_told_apart(tmp_path):
    path = scan(tmp_path / "scan.pdf", 500)
    assert "500 pages and no text" in refusal(path)
    assert "locked" in refusal(locked(tmp_path / "locked.pdf"))
    assert "600" in refusal(scan(tmp_path / "long.pdf", 601))
    words = "Both sides agreed on trade and on borders.\nThey will meet again next year."
    mixed = list(read_file(scan(tmp_path / "mixed.pdf", 3, words), SMALL))
    assert "They will meet again next year." in mixed[0].text
    assert "2 of 3 pages hold no text" in mixed[0].notes


def test_broken_files_of_each_kind_are_refused(tmp_path):
    import duckdb

    whole = docx(tmp_path / "whole.docx", "A text of some length.")
    duckdb.sql("SELECT 'A text.' AS text").write_parquet(str(tmp_path / "whole.parquet"))
    files = {
        "cut.docx": whole.read_bytes()[:-30],
        "cut.parquet": (tmp_path / "whole.parquet").read_bytes()[:-10],
        "cut.pdf": scan(tmp_path / "whole.pdf", 5).read_bytes()[:400],
        "no.pdf": b"%PDF-1.7\njunk",
        "no.docx": b"junk",
        "old.docx": b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"0" * 99,
        "empty.txt": b"",
        "empty.csv": b"",
        "blank.txt": b" \n\t ",
        "blank.html": b"<html><body></body></html>",
        "zeros.txt": bytes(5_000),
        "program.txt": b"MZ" + b"\0\1\2" * 5_000,
        "head.csv": b"text,date\n",
        "no.jsonl": b"nothing\n",
        "no.parquet": b"PAR1",
    }
    for name, content in files.items():
        (tmp_path / name).write_bytes(content)
        if name != "head.csv":  # It has columns; that there are no rows is seen when it is added.
            assert refusal(tmp_path / name), name


def test_large_files_are_refused_before_they_are_read(tmp_path, corpus):
    folder = tmp_path / "texts"
    folder.mkdir()
    for name in ("a.txt", "b.pdf", "c.docx", "d.html"):
        sparse(folder / name, 2 * 2**30)
    began = time.perf_counter()
    added = add_folder(corpus, folder, processes=0)
    assert time.perf_counter() - began < 2
    assert all("at most" in reason for reason in why(added).values())
    assert len(added.refused) == 4


def test_large_tables_of_nothing_are_no_text(tmp_path):
    for name in ("a.csv", "b.jsonl"):
        assert "not text" in refusal(sparse(tmp_path / name, 2 * 2**30))


def test_a_field_or_line_without_end_does_not_fill_the_memory(tmp_path):
    import tracemalloc

    field = tmp_path / "field.csv"
    field.write_text('id,text\n1,First.\n2,"' + "a" * 2_000_000 + '"\n3,Last.\n')
    line = tmp_path / "line.jsonl"
    line.write_text('{"text": "First."}\n{"text": "' + "a" * 2_000_000 + '"}\n')
    quote = tmp_path / "quote.csv"
    quote.write_text('id,text\n1,First.\n2,"never closed\n' + "3,a row of words\n" * 20_000)
    for path in (field, line, quote):
        tracemalloc.start()
        reason = refusal(path)
        # Far below what the field takes: it is not read to its end.
        assert tracemalloc.get_traced_memory()[1] < 3_000_000
        tracemalloc.stop()
        assert "line of over" in reason or "near line" in reason


def test_what_stands_before_a_fault_of_a_table_is_kept(tmp_path, corpus):
    path = tmp_path / "a.csv"
    path.write_text('id,text\n1,A first text.\n2,"never closed\n' + "3,words\n" * 20_000)
    file = File(path, "a.csv", path.stat().st_size)
    for new in (1, 0):
        added = add_files(corpus, [file], Options(limits=SMALL), {}, processes=0, progress=None)
        assert (added.documents, len(corpus.documents())) == (new, 1)
        assert "opened and not closed" in added.refused[0].remedy


def test_pages_that_stand_in_a_form_or_hold_embedded_things_are_read_whole(tmp_path):
    path = tmp_path / "a.html"
    path.write_text(
        "<form id='aspnetForm'><p>Before.</p><embed src='x'><p>After.</p><label>Search</label>"
        "<input type='text'><textarea>typed</textarea></form>"
    )
    assert text_of(path).split() == ["Before.", "After."]


def test_parquet_bombs_are_refused_by_what_they_say_of_themselves(tmp_path):
    import duckdb

    duckdb.sql("SELECT repeat('a', 100000) AS text FROM range(400)").write_parquet(
        str(tmp_path / "a.parquet"), compression="zstd"
    )
    assert "unpacks to" in refusal(tmp_path / "a.parquet")
    duckdb.sql("SELECT 'A text.' AS text FROM range(2000)").write_parquet(
        str(tmp_path / "b.parquet")
    )
    assert "over 1,000 rows" in refusal(tmp_path / "b.parquet")


def test_a_table_of_countless_columns_is_refused_at_once(tmp_path):
    path = tmp_path / "a.csv"
    path.write_text(",".join(f"c{k}" for k in range(150_000)) + "\nx\n")
    assert "columns; at most" in refusal(path)


@pytest.mark.skipif(os.name == "nt", reason="links and pipes of Unix")
def test_links_pipes_and_odd_names(tmp_path, corpus):
    folder = tmp_path / "texts"
    folder.mkdir()
    outside = tmp_path / "outside.txt"
    outside.write_text("Not in the folder.")
    (tmp_path / "elsewhere").mkdir()
    (folder / "out.txt").symlink_to(outside)
    (folder / "elsewhere").symlink_to(tmp_path / "elsewhere")
    (folder / "round").symlink_to(".")
    (folder / "self.txt").symlink_to("self.txt")
    (folder / "nothing.txt").symlink_to("missing.txt")
    (folder / "zeros.txt").symlink_to("/dev/zero")
    os.mkfifo(folder / "pipe.txt")
    names = ["-rf.txt", 'it\'s "odd"\n*[x] é 中.txt', "a.TXT", "ё.txt"]
    for number, name in enumerate(names):
        (folder / name).write_text(f"Text number {number}.")
    with open(os.fsencode(folder) + b"/not\xff\xfeutf8.txt", "w") as stream:
        stream.write("A name of other bytes.")
    added = add_folder(corpus, folder, processes=0)
    refused = why(added)
    assert refused.pop("nothing.txt").endswith("no such file or directory.")
    assert "link out of the folder" in refused.pop("out.txt")
    assert "link out of the folder" in refused.pop("elsewhere")
    assert "link out of the folder" in refused.pop("zeros.txt")
    assert "link to a folder" in refused.pop("round")
    assert "no plain file" in refused.pop("pipe.txt")
    assert refused.keys() == {"self.txt"}
    assert sorted(corpus.documents()["file"]) == sorted([*names, "not\\xff\\xfeutf8.txt"])


def test_the_rest_goes_on_in_processes_apart(tmp_path, corpus):
    folder = tmp_path / "texts"
    folder.mkdir()
    docx(folder / "good.docx", "Both sides agreed on trade.")
    (folder / "good.csv").write_text("text\nA row is read.\n")
    package(folder / "bomb.docx", **{CONTENT: b"<a>" + b"A" * (20 * MIB)})
    (folder / "broken.parquet").write_bytes(b"PAR1 and no more")
    scan(folder / "scan.pdf", 500)
    added = add_folder(corpus, folder, processes=1)
    assert sorted(corpus.documents()["file"]) == ["good.csv", "good.docx"]
    assert why(added).keys() == {"bomb.docx", "broken.parquet", "scan.pdf"}
    with corpus.reading() as connection:
        noted = connection.execute("SELECT name FROM refused ORDER BY 1").fetchall()
    assert [name for (name,) in noted] == ["bomb.docx", "broken.parquet", "scan.pdf"]
    assert not list(corpus.originals.glob(".part-*"))
