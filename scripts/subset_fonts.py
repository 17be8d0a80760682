"""Cut the fonts that pages and charts carry down to the characters they need.

The originals are open fonts (SIL Open Font License 1.1) that this script does not fetch:

* Source Serif 4 and Source Sans 3 (Adobe), in the `@fontsource/source-serif-4` and
  `@fontsource/source-sans-3` packages: one file for each script and weight;
* Noto Sans CJK SC, in Debian's `fonts-noto-cjk` (`NotoSansCJK-Regular.ttc`).

Run by hand when a state's name or a fixed word brings a new character:

    python scripts/subset_fonts.py FOLDER_OF_FONTSOURCE NOTO_CJK_TTC

The licence reserves the name "Source" for the unmodified fonts, so the cut ones are called
Foedus Serif, Foedus Sans and Foedus Han. Needs fonttools and brotli (development only).
"""

from __future__ import annotations

import argparse
import csv
import io
import re
from pathlib import Path

from fontTools import subset
from fontTools.merge import Merger
from fontTools.ttLib import TTCollection, TTFont

ROOT = Path(__file__).resolve().parents[1]
PAGE_FONTS = ROOT / "src/foedus/report/fonts"
CHART_FONTS = ROOT / "src/foedus/charts/fonts"
PRINT_FONTS = PAGE_FONTS / "print"
STATES = ROOT / "src/foedus/states/states.csv"
WRITTEN = ("src/foedus/report", "src/foedus/charts", "src/foedus/states")
HAN = re.compile(r"[⺀-〿㐀-鿿豈-﫿＀-￯]")

LATIN = [*range(0x20, 0x7F), *range(0xA0, 0x180), 0x1E9E, *range(0x218, 0x21C)]
CYRILLIC = [*range(0x400, 0x460), 0x490, 0x491, 0x4AE, 0x4AF, 0x4E8, 0x4E9, 0x4D8, 0x4D9]
SIGNS = [ord(c) for c in "‐‑–—‘’‚“”„†‡•…‰′″‹›€№™←→↑↓−≈≠≤≥∞½²³¹·×÷±§\u2009\u202f\u2060"]
GREEK = [ord(c) for c in "αβγδεθκλμπρστχΔΣ"]


def words_on_the_page() -> set[int]:
    """Chinese characters in the state names and in the fixed words of the page."""
    texts: list[str] = []
    if STATES.exists():
        with STATES.open(encoding="utf-8", newline="") as handle:
            texts += [value for row in csv.DictReader(handle) for value in row.values() if value]
    for folder in WRITTEN:
        for path in sorted((ROOT / folder).rglob("*")):
            if path.suffix in {".py", ".j2", ".css", ".csv"}:
                texts.append(path.read_text(encoding="utf-8"))
    fixed = "中俄美英法德日印朝韩国与年承诺联盟战略伙伴关系证据来源，。、：；（）《》"
    return {ord(c) for text in [*texts, fixed] for c in HAN.findall(text)}


def cut(font: TTFont, characters: list[int], family: str, weight: int) -> TTFont:
    """Keep `characters` only and rename the font; features the page uses stay."""
    options = subset.Options(
        layout_features=["kern", "liga", "ccmp", "locl", "tnum", "lnum", "mark", "mkmk"],
        hinting=False,
        desubroutinize=True,
        name_IDs=[0, 1, 2, 3, 4, 5, 6, 13, 14],
        notdef_outline=True,
        ignore_missing_unicodes=True,
        drop_tables=["STAT", "vhea", "vmtx"],
    )
    cutter = subset.Subsetter(options)
    cutter.populate(unicodes=characters)
    cutter.subset(font)
    style = {400: "Regular", 600: "SemiBold"}[weight]
    for name_id, text in {
        1: family if weight == 400 else f"{family} {style}",
        2: "Regular",
        3: f"{family} {style}",
        4: f"{family} {style}",
        6: f"{family} {style}".replace(" ", "") + "-cut",
        16: family,
        17: style,
    }.items():
        font["name"].removeNames(nameID=name_id)
        font["name"].setName(text, name_id, 3, 1, 0x409)
    font["OS/2"].usWeightClass = weight
    return font


def joined(folder: Path, package: str, weight: int) -> TTFont:
    """One font out of the Latin, Latin-extended, Greek and Cyrillic files of a package."""
    parts = []
    for script, wanted in (
        ("latin", [*LATIN, *SIGNS]),
        ("latin-ext", [*LATIN, *SIGNS]),
        ("greek", GREEK),
        ("cyrillic", CYRILLIC),
    ):
        part = TTFont(folder / package / "files" / f"{package}-{script}-{weight}-normal.woff2")
        part.flavor = None
        part = cut(part, sorted(set(wanted) & set(part.getBestCmap())), "Part", weight)
        buffer = io.BytesIO()
        part.save(buffer)
        buffer.seek(0)
        parts.append(buffer)
    return Merger().merge(parts)


def save(font: TTFont, path: Path, flavor: str | None) -> None:
    """Write the font without a date of its own, so that the same input gives the same file."""
    path.parent.mkdir(parents=True, exist_ok=True)
    font.flavor = flavor
    font.recalcTimestamp = False
    font.save(path, reorderTables=True)


def main() -> None:
    """Write every cut font into the two font folders."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("fontsource", type=Path, help="folder holding source-serif-4, ...")
    parser.add_argument("noto_cjk", type=Path, help="NotoSansCJK-Regular.ttc")
    given = parser.parse_args()
    characters = [*LATIN, *CYRILLIC, *SIGNS, *GREEK]
    for package, family, weight in (
        ("source-serif-4", "Foedus Serif", 400),
        ("source-serif-4", "Foedus Serif", 600),
        ("source-sans-3", "Foedus Sans", 400),
        ("source-sans-3", "Foedus Sans", 600),
    ):
        font = cut(joined(given.fontsource, package, weight), characters, family, weight)
        stem = family.lower().replace(" ", "-")
        save(font, PAGE_FONTS / f"{stem}-{weight}.woff2", "woff2")
        if family == "Foedus Sans":
            save(font, CHART_FONTS / f"{stem}-{weight}.ttf", None)
        else:
            save(font, PRINT_FONTS / f"{stem}-{weight}.ttf", None)
    missing = set(characters) - set(font.getBestCmap())
    fonts = TTCollection(given.noto_cjk).fonts
    han = next(f for f in fonts if f["name"].getDebugName(1) == "Noto Sans CJK SC")
    han = cut(han, sorted(words_on_the_page() | (missing & set(SIGNS))), "Foedus Han", 400)
    save(han, PAGE_FONTS / "foedus-han-400.woff2", "woff2")
    save(han, PRINT_FONTS / "foedus-han-400.otf", None)


if __name__ == "__main__":
    main()
