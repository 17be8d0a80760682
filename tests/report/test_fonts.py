"""The bundled fonts: small, licensed, and with every letter the pages need."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

import foedus.charts
import foedus.report
from foedus.report.page_fonts import FONTS, filled, font_faces, needed

PAGE = Path(foedus.report.__file__).parent / "fonts"
CHARTS = Path(foedus.charts.__file__).parent / "fonts"
STATES = Path(foedus.report.__file__).parents[1] / "states" / "states.csv"


def letters(name):
    ttlib = pytest.importorskip("fontTools.ttLib")
    pytest.importorskip("brotli")
    return set(ttlib.TTFont(PAGE / name).getBestCmap())


def test_all_fonts_are_there_with_their_licence_and_small():
    files = [*PAGE.iterdir(), *CHARTS.iterdir()]
    assert sum(f.stat().st_size for f in files) <= 350_000
    for folder in (PAGE, CHARTS):
        assert "SIL OPEN FONT LICENSE Version 1.1" in (folder / "OFL.txt").read_text()
    for _, _, stem in FONTS:
        assert (PAGE / f"{stem}.woff2").read_bytes()[:4] == b"wOF2"


def test_every_state_name_has_its_letters():
    with STATES.open(encoding="utf-8", newline="") as handle:
        rows = list(csv.DictReader(handle))
    han, serif, sans = (letters(f"foedus-{n}.woff2") for n in ("han-400", "serif-600", "sans-400"))
    assert len(rows) > 190
    for row in rows:
        assert not {ord(c) for c in row["name_zh"]} - han - sans, row["name_zh"]
        assert not {ord(c) for c in row["name_ru"]} - sans, row["name_ru"]
        assert not {ord(c) for c in row["name_en"]} - serif, row["name_en"]


def test_signs_the_pages_use_are_in_some_font():
    for name in ("sans-400", "sans-600", "serif-400", "serif-600"):
        assert not {ord(c) for c in "–’“”…−·"} - letters(f"foedus-{name}.woff2")
    assert not {ord(c) for c in "≥→"} - letters("foedus-han-400.woff2")


def test_a_page_carries_the_chinese_characters_of_its_text_and_no_others():
    plain = filled(f"<style>{font_faces()}</style>Treaty")
    page = filled(f"<style>{font_faces()}</style>彷徨")
    assert "/*han*/" not in plain + page
    assert "unicode-range" not in plain
    assert page.count("unicode-range") == len(needed("彷徨")) <= 2
    assert f"U+{ord('彷'):X}" in page


def test_every_slice_has_the_characters_that_its_index_says():
    folder = PAGE / "han"
    lines = (folder / "slices.txt").read_text(encoding="utf-8").splitlines()
    assert len(lines) == len(list(folder.glob("*.woff2")))
    assert sum(map(len, lines)) == len(set("".join(lines))) > 8900
    for number in (0, 30, len(lines) - 1):
        assert set(map(ord, lines[number])) <= letters(f"han/{number:03d}.woff2")
