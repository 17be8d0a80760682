"""Cut the Chinese characters of common texts into small fonts, so that a page carries few of them.

Pages show passages in Chinese, and many machines have no Chinese font. The characters of GB 2312
and of the first level of Big5 are cut into slices, the most frequent first; a page embeds the
slices that its text needs (`foedus.report.page_fonts`). The print font has the first level of
GB 2312 and what the shipped corpora use.

    python scripts/slice_han.py NOTO_CJK_TTC TEXT_IN_PARQUET COLUMN

TEXT_IN_PARQUET is any large Chinese text, from which only the order of characters is taken.
Noto Sans CJK SC is in Debian's `fonts-noto-cjk` (SIL Open Font License 1.1).
"""

from __future__ import annotations

import argparse
import io
import re
from collections import Counter
from itertools import pairwise
from pathlib import Path

import duckdb
from fontTools.ttLib import TTCollection, TTFont
from subset_fonts import PAGE_FONTS, PRINT_FONTS, ROOT, SIGNS, cut, save, words_on_the_page

OFTEN, SIZE, SMALL = 1024, 128, 32
"""The most frequent characters come in slices of `SIZE`, the others in small ones."""
HAN = re.compile(r"[⺀-〿㐀-鿿豈-﫿＀-￯]")
SHIPPED = ("src/foedus/documents/experts", "src/foedus/documents/statements")


def encodable(name: str, rows: range, cells: range) -> list[str]:
    """Characters of a double-byte encoding in its order."""
    out = []
    for row in rows:
        for cell in cells:
            try:
                out.append(bytes((row, cell)).decode(name))
            except UnicodeDecodeError:
                continue
    return [c for c in out if HAN.fullmatch(c)]


def frequency(path: Path, column: str) -> Counter[str]:
    """How often each character occurs in a column of texts."""
    rows = duckdb.execute(f'SELECT "{column}" FROM read_parquet(?)', [str(path)]).fetchall()
    return Counter(c for (text,) in rows for c in text or "" if HAN.fullmatch(c))


def font(path: Path) -> TTFont:
    """A fresh copy of Noto Sans CJK SC; cutting changes it."""
    fonts = TTCollection(path).fonts
    return next(f for f in fonts if f["name"].getDebugName(1) == "Noto Sans CJK SC")


def main() -> None:
    """Write the slices with their index, and the print font."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("noto_cjk", type=Path)
    parser.add_argument("text", type=Path)
    parser.add_argument("column")
    given = parser.parse_args()
    level_one = encodable("gb2312", range(0xB0, 0xD8), range(0xA1, 0xFF))
    wanted = [
        *encodable("gb2312", range(0xA1, 0xF8), range(0xA1, 0xFF)),
        *encodable("big5", range(0xA4, 0xC7), range(0x40, 0xFF)),
        *(chr(c) for c in range(0xFF01, 0xFF5F)),
    ]
    often = frequency(given.text, given.column)
    known = font(given.noto_cjk).getBestCmap()
    order = sorted({c for c in wanted if ord(c) in known}, key=lambda c: (-often[c], c))
    folder = PAGE_FONTS / "han"
    for old in folder.glob("*.woff2"):
        old.unlink()
    buffer = io.BytesIO()
    cut(font(given.noto_cjk), sorted(map(ord, order)), "Foedus Han", 400).save(buffer)
    lines = []
    starts = [*range(0, OFTEN, SIZE), *range(OFTEN, len(order), SMALL)]
    for number, (start, stop) in enumerate(pairwise([*starts, len(order)])):
        part = sorted(order[start:stop])
        buffer.seek(0)
        made = cut(TTFont(buffer), sorted(map(ord, part)), "Foedus Han", 400)
        save(made, folder / f"{number:03d}.woff2", "woff2")
        lines.append("".join(part))
    (folder / "slices.txt").write_text("\n".join(lines) + "\n", encoding="utf-8")
    base = TTFont(PAGE_FONTS / "foedus-han-400.woff2").getBestCmap()
    (folder / "base.txt").write_text("".join(sorted(map(chr, base))) + "\n", encoding="utf-8")
    shipped = "".join(
        path.read_text(encoding="utf-8")
        for place in SHIPPED
        for path in sorted((ROOT / place).glob("*.csv"))
    )
    printed = (
        words_on_the_page() | {ord(c) for c in [*level_one, *HAN.findall(shipped)]} | set(SIGNS)
    )
    save(
        cut(font(given.noto_cjk), sorted(printed & set(known)), "Foedus Han", 400),
        PRINT_FONTS / "foedus-han-400.otf",
        None,
    )


if __name__ == "__main__":
    main()
