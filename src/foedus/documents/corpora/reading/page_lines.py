"""Lines of printed pages made into paragraphs: what a printer broke is joined again."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from foedus.documents.language.paragraphs import trimmed, unwrapped

_FEWEST_PAGES = 4
_REPEATED = 0.5
"""Share of pages from which a line at their edge is a running head."""
_EDGE = 2
"""Lines looked at on either edge of a page."""
_DIGITS = re.compile("\\d+")
_NUMBER = re.compile(
    "[-–—\\s]*(?:page\\s+|p\\.\\s*|стр\\.\\s*|第\\s*)?\\d{1,4}[-–—\\s页]*", re.IGNORECASE
)
_HAN_END = re.compile("[\u3000-\u303f\u3400-\u9fff\uff00-\uffef]$")
_HAN_START = re.compile("[\u3000-\u303f\u3400-\u9fff\uff00-\uffef]")
_CUT = re.compile("(\\w+)[-‐\u00ad]$")
_WORD = re.compile("\\w+(?:-\\w+)*")
_NUMBERED = re.compile("(\\d{1,3})\\.\\s+\\S")
_ROMAN = re.compile("([IVXLC]{1,6})\\.\\s+\\S")
_ROMAN_NUMBERS = tuple(
    re.findall("\\S+", "- I II III IV V VI VII VIII IX X XI XII XIII XIV XV XVI XVII XVIII")
)
_PART = re.compile(
    "(?:Part|Chapter|Часть|Раздел|Глава)\\s+[IVXLC\\d]+\\b|第[一二三四五六七八九十百0-9]+[编章节条]|"
    "[一二三四五六七八九十]{1,3}、"
)
_STOPS = re.compile("[.,;:。，；：]$")
_LONGEST_HEADING = 100


def joined_pages(pages: Sequence[str]) -> str:
    """One text of many pages: a line for each paragraph, a blank line between them.

    Examples
    --------
    >>> print(joined_pages(["The two sides agreed on co-\\noperation."]))
    The two sides agreed on cooperation.
    """
    # Lines of a page end where the paper does, and so do pages: only lengths tell paragraphs.
    text = "\n".join(line for page in _without_heads(pages) for line in page)
    known = Counter(_WORD.findall(text.lower()))
    parts = [text[a:b].split("\n") for a, b in trimmed(text, unwrapped(text)).tolist()]
    return "\n\n".join(_joined(part, known) for part in _apart_at_numbers(parts))


def _apart_at_numbers(parts: Sequence[list[str]]) -> list[list[str]]:
    """Paragraphs of one printed block that are numbered one after the other, and headings."""
    found: list[list[str]] = []
    numbers = {_NUMBERED: 0, _ROMAN: 0}
    for part in parts:
        begins = True
        for k, line in enumerate(part):
            bare = line.strip()
            goes_on = _goes_on(bare, numbers)
            heading = _ROMAN if goes_on is _ROMAN else _PART.match(bare)
            if begins or goes_on or heading:
                found.append([])
            found[-1].append(line)
            after = part[k + 1].lstrip()[:1] if k + 1 < len(part) else ""
            # A heading ends with its line, unless the next one goes on in small letters.
            ends = len(bare) <= _LONGEST_HEADING and not _STOPS.search(bare)
            begins = heading is not None and ends and not after.islower()
    return found


def _goes_on(line: str, numbers: dict[re.Pattern[str], int]) -> re.Pattern[str] | None:
    """Which row of numbers a line goes on with; an initial at its start (V. Smith) does not."""
    for pattern, last in numbers.items():
        found = pattern.match(line)
        if found is None:
            continue
        written = found.group(1)
        known = written in _ROMAN_NUMBERS
        number = (
            _ROMAN_NUMBERS.index(written) if known else int(written) if written.isdigit() else 0
        )
        follows = number == last + 1 or (pattern is _NUMBERED and number == 1)
        # An excerpt may begin at any number; what begins there is not known to be one.
        if follows or (pattern is _NUMBERED and not last):
            numbers[pattern] = number
        if follows:
            return pattern
    return None


def _without_heads(pages: Sequence[str]) -> list[list[str]]:
    split = [[line.rstrip() for line in page.split("\n")] for page in pages]
    full = [[line for line in page if line.strip()] for page in split]
    seen = Counter(
        _shape(line) for page in full for line in {*page[:_EDGE], *page[-_EDGE:]} if line.strip()
    )
    most = max(_REPEATED * len(pages), 2) if len(pages) >= _FEWEST_PAGES else float("inf")
    return [
        [line for k, line in enumerate(page) if not _is_head(k, page, seen, most)] for page in full
    ]


def _is_head(k: int, page: list[str], seen: Counter[str], most: float) -> bool:
    if _EDGE <= k < len(page) - _EDGE:
        return False
    return seen[_shape(page[k])] >= most or _NUMBER.fullmatch(page[k].strip()) is not None


def _shape(line: str) -> str:
    """A line with its numbers alike: page numbers differ from page to page."""
    return _DIGITS.sub("0", line.strip().lower())


def _joined(lines: list[str], known: Counter[str]) -> str:
    out = ""
    for line in map(str.strip, lines):
        if not out or not line or (_HAN_END.search(out) and _HAN_START.match(line)):
            out += line
        elif (cut := _CUT.search(out)) and (rest := _WORD.match(line)) and line[0].islower():
            out = _mended(out, cut, rest.group(), known) + line
        else:
            out += " " + line
    return out


def _mended(out: str, cut: re.Match[str], rest: str, known: Counter[str]) -> str:
    """A word cut at the end of a line, with its hyphen where the text writes it with one elsewhere."""
    whole, hyphened = (cut.group(1) + rest).lower(), f"{cut.group(1)}-{rest}".lower()
    if known[hyphened] > known[whole]:
        return out[:-1] + "-"
    return out[:-1]
