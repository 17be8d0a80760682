"""The fonts that a page carries: the same letters everywhere, Chinese only as far as needed.

Chinese characters are kept in slices, the most frequent first (`scripts/slice_han.py`); a page
gets those slices that its text needs. A character outside them is left to the reader's machine.
"""

from __future__ import annotations

import base64
from functools import cache
from pathlib import Path

from markupsafe import Markup

FONTS = (
    ("Foedus Serif", 400, "foedus-serif-400"),
    ("Foedus Serif", 600, "foedus-serif-600"),
    ("Foedus Sans", 400, "foedus-sans-400"),
    ("Foedus Sans", 600, "foedus-sans-600"),
    ("Foedus Han", 400, "foedus-han-400"),
)
HERE = "/*han*/"
"""Where a page that is made before its text is known gets its Chinese fonts (see `filled`)."""
_FOLDER = Path(__file__).parent / "fonts"


@cache
def font_faces() -> Markup:
    """The fonts of every page as `data:` addresses, with a place for Chinese ones."""
    rules = [_face(family, weight, _FOLDER / f"{stem}.woff2") for family, weight, stem in FONTS]
    return Markup("\n".join([*rules, HERE]))


def filled(page: str) -> str:
    """A finished page with the Chinese fonts that its text needs.

    Examples
    --------
    >>> filled("<style>/*han*/</style><p>Treaty</p>")
    '<style></style><p>Treaty</p>'
    >>> "@font-face" in filled("<style>/*han*/</style><p>彷徨</p>")
    True
    """
    return page.replace(HERE, "\n".join(_slice(n) for n in needed(page)), 1)


def needed(text: str) -> list[int]:
    """Numbers of the slices that have a character of a text.

    Examples
    --------
    >>> needed("Treaty, договор"), len(needed("彷徨"))
    ([], 1)
    """
    slice_of = _slices()
    return sorted({slice_of[c] for c in set(text) - _base() if c in slice_of})


@cache
def _base() -> frozenset[str]:
    """Characters that the font of every page has: those of states and of fixed words."""
    return frozenset((_FOLDER / "han" / "base.txt").read_text(encoding="utf-8"))


@cache
def _slices() -> dict[str, int]:
    lines = (_FOLDER / "han" / "slices.txt").read_text(encoding="utf-8").splitlines()
    return {c: number for number, line in enumerate(lines) for c in line}


@cache
def _slice(number: int) -> str:
    inside = ",".join(f"U+{ord(c):X}" for c, n in _slices().items() if n == number)
    path = _FOLDER / "han" / f"{number:03d}.woff2"
    return _face("Foedus Han", 400, path, f"unicode-range:{inside};")


def _face(family: str, weight: int, path: Path, more: str = "") -> str:
    code = base64.b64encode(path.read_bytes()).decode("ascii")
    return (
        f'@font-face{{font-family:"{family}";font-weight:{weight};font-style:normal;{more}'
        f'font-display:swap;src:url(data:font/woff2;base64,{code}) format("woff2")}}'
    )
