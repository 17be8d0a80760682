"""Regions of the world that a text names, and headings of sections about regions."""

from __future__ import annotations

import csv
import re
from functools import cache
from pathlib import Path
from typing import NamedTuple

_FOLDER = Path(__file__).parent
_HEADINGS = {
    "en": re.compile(
        "\\bregional\\b.*\\b(?:priorit|track|direction|dimension|polic|area|aspect|cooperation|"
        "co-operation)|\\bpriorit\\w*\\b.*\\bregions?\\b|\\bgeographic\\w*\\b.*\\bpriorit",
        re.IGNORECASE,
    ),
    "ru": re.compile(
        "\\bрегиональн\\w+\\b.*\\b(?:приоритет|направлени|политик|аспект|измерени|сотрудничеств)|"
        "\\bприоритет\\w*\\b.*\\bрегион|\\bгеографическ\\w+\\b.*\\bприоритет",
        re.IGNORECASE,
    ),
    "zh": re.compile(
        "(?:地区|区域|地域).{0,8}(?:优先|方向|政策|重点|合作|布局)|优先.{0,6}(?:地区|区域)"
    ),
}
_LOOSE = {
    "en": re.compile("\\bregion(?:s|al)?\\b", re.IGNORECASE),
    "ru": re.compile("\\bрегион", re.IGNORECASE),
    "zh": re.compile("地区|区域|周边"),
}
_NEEDS_CAPITAL = {"CIS", "EU", "NATO", "ASEAN", "ЕС", "СНГ", "АТР", "НАТО", "АСЕАН"}


class RegionName(NamedTuple):
    """A region where a text names it; offsets in code points."""

    begin: int
    end: int
    region: str


def region_names(text: str, language: str) -> list[RegionName]:
    """Regions in a text from left to right, none over another.

    Parameters
    ----------
    text
        Any part of a document.
    language
        en, zh or ru.

    Examples
    --------
    >>> [found.region for found in region_names("В Арктике и на Ближнем Востоке", "ru")]
    ['Arctic', 'Middle East']
    """
    pattern, regions = _pattern(language)
    found = []
    for m in pattern.finditer(text):
        if m.group().upper() in _NEEDS_CAPITAL and not m.group().isupper():
            continue
        found.append(RegionName(m.start(), m.end(), regions[int((m.lastgroup or "r0")[1:])]))
    return found


def about_regions(title: str, language: str) -> int:
    """How plainly a heading announces a list of regions: 2, 1 (it names regions at all) or 0.

    Examples
    --------
    >>> about_regions("IV. Regional foreign policy priorities", "en")
    2
    >>> about_regions("地区", "zh"), about_regions("Цели", "ru")
    (1, 0)
    """
    if _HEADINGS[language].search(title):
        return 2
    return int(_LOOSE[language].search(title) is not None)


@cache
def _pattern(language: str) -> tuple[re.Pattern[str], tuple[str, ...]]:
    with (_FOLDER / "regions.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    edge = "" if language == "zh" else "\\b"
    parts = (f"(?P<r{k}>{edge}(?:{row[language]}){edge})" for k, row in enumerate(rows))
    # Case is looked at afterwards: a title may stand in capitals.
    return re.compile("|".join(parts), re.IGNORECASE), tuple(row["region"] for row in rows)
