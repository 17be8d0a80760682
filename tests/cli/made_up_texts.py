"""Made-up documents of every kind that is read, and files that nobody should open."""

from __future__ import annotations

import json
import zipfile
from pathlib import Path

EN = "The two sides expanded trade. Chinese experts doubt that Russia will follow."
ZH = "双方扩大了贸易。俄方表示，战略伙伴关系不断深化。"
RU = "Стороны расширили торговлю. Российско-китайское партнёрство не направлено против США."
FRONT = "---\ntitle: Limits\nauthor: A. Writer\nside: USA\ndate: 2023-05-02\n---\n\n"


def every_kind(folder: Path) -> Path:
    """A folder with one file of each kind, in the three languages, and a sidecar."""
    folder.mkdir(parents=True)
    (folder / "a.txt").write_text(EN, encoding="utf-8")
    (folder / "b.txt").write_bytes(RU.encode("windows-1251"))
    (folder / "c.txt").write_bytes(ZH.encode("gb18030"))
    (folder / "d.md").write_text(f"{FRONT}# Limits\n\n{EN} Ties have limits.", encoding="utf-8")
    (folder / "e.html").write_text(
        f"<html lang='ru'><title>Речь</title><body><script>alert(1)</script><p>{RU} Точка.</p>",
        encoding="utf-8",
    )
    (folder / "f.docx").write_bytes(b"")
    docx(folder / "f.docx", ZH + "合作有限。")
    (folder / "g.pdf").write_bytes(pdf(EN.replace("trade", "commerce") + " A page holds text."))
    (folder / "h.csv").write_text(
        f'title,text,date\nOne,"{EN} First row.",2021\nTwo,"{EN} Second row.",2022-03\n',
        encoding="utf-8",
    )
    rows = [{"title": "三", "text": ZH + "第三行。"}, {"title": "四", "text": ZH + "第四行。"}]
    (folder / "i.jsonl").write_text(
        "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows), encoding="utf-8"
    )
    parquet(folder / "j.parquet", [{"title": "Пять", "text": RU + " Пятая строка."}])
    (folder / "metadata.csv").write_text(
        "file,side,date,kind,institution\na.txt,USA,2023-10-17,paper,Institute One\n"
        "b.txt,RUS,2022-02-04,paper,Институт\nc.txt,CHN,2021,paper,研究所\n",
        encoding="utf-8",
    )
    return folder


def hostile(folder: Path) -> Path:
    """Files that are refused, each for a reason of its own, and one good one."""
    folder.mkdir(parents=True)
    (folder / "good.txt").write_text(EN, encoding="utf-8")
    (folder / "empty.txt").write_text("", encoding="utf-8")
    (folder / "old.doc").write_bytes(b"\xd0\xcf\x11\xe0" + b"\0" * 600)
    (folder / "broken.pdf").write_bytes(b"%PDF-1.7\nnothing")
    (folder / "no.docx").write_bytes(b"PK\x03\x04 cut off")
    with zipfile.ZipFile(folder / "bomb.docx", "w", zipfile.ZIP_DEFLATED) as file:
        file.writestr("word/document.xml", b"<w>" + b" " * 80_000_000)
    (folder / "rows.csv").write_text("title,text\nOne,\nTwo,Trade grew.\n", encoding="utf-8")
    return folder


def docx(path: Path, text: str) -> None:
    """A Word file with one paragraph."""
    name = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
    body = f"<w:p><w:r><w:t>{text}</w:t></w:r></w:p>"
    with zipfile.ZipFile(path, "w") as file:
        file.writestr(
            "word/document.xml",
            f'<w:document xmlns:w="{name}"><w:body>{body}</w:body></w:document>',
        )


def pdf(text: str) -> bytes:
    """A PDF of one page with one line of Latin letters."""
    drawn = f"BT /F1 12 Tf 20 700 Td ({text}) Tj ET".encode()
    parts = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 600 800]/Contents 4 0 R"
        b"/Resources<</Font<</F1 5 0 R>>>>>>",
        b"<</Length %d>>stream\n%s\nendstream" % (len(drawn), drawn),
        b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding/WinAnsiEncoding>>",
    ]
    out, places = b"%PDF-1.4\n", []
    for number, part in enumerate(parts, 1):
        places.append(len(out))
        out += b"%d 0 obj%s endobj\n" % (number, part)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    return out + (
        b"xref\n0 6\n0000000000 65535 f \n%strailer<</Size 6/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF"
        % (table, len(out))
    )


def parquet(path: Path, rows: list[dict[str, str]]) -> None:
    """A Parquet file of these rows."""
    import duckdb
    import pandas as pd

    duckdb.from_df(pd.DataFrame(rows)).write_parquet(str(path))


PAPERS = {
    "a.txt": "Chinese experts call the strategic partnership limited. Beijing buys more Russian gas.",
    "b.txt": "The United States imposed sanctions.\n\n=HYPERLINK trade partners waited.",
    "c.txt": "中俄战略伙伴关系不断深化。俄方愿同中方扩大贸易。",
    "d.txt": "Россия и Китай расширяют торговлю. Стратегического партнёрства недостаточно.",
    "e.txt": "<script>alert('x')</script> & <b>partnership</b> with China.\n\nA second paragraph "
    "names France.\n\nA third one.",
}
ABOUT = (
    "file,title,side,date,institution,url\n"
    "a.txt,Limits of friendship,USA,2021-03-01,Institute,https://example.org/a?b=1&c=2\n"
    "b.txt,=1+1,USA,2022,Institute,javascript:alert(1)\n"
    "c.txt,关系,CHN,2022-02-04,研究所,\n"
    "d.txt,Пределы,RUS,2023-06,Институт,\n"
    'e.txt,"<img src=x onerror=alert(1)>",,,,\n'
)


def small(folder: Path) -> Path:
    """Five short papers and what is known of them."""
    folder.mkdir(parents=True)
    for name, text in PAPERS.items():
        (folder / name).write_text(text, encoding="utf-8")
    (folder / "metadata.csv").write_text(ABOUT, encoding="utf-8")
    return folder
