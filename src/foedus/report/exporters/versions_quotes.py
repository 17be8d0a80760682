"""Passages of two versions side by side, as HTML: every text escaped, what is meant marked."""

from __future__ import annotations

import html
from collections.abc import Iterable, Sequence
from difflib import SequenceMatcher
from itertools import pairwise, zip_longest
from typing import TYPE_CHECKING

from foedus.charts.elements import clean
from foedus.documents.language.words import words

if TYPE_CHECKING:
    from foedus.documents.comparing.two_documents.comparison import Comparison
    from foedus.documents.comparing.two_documents.quotes import Quote
    from foedus.documents.comparing.two_documents.sides import ReadSide

Mark = tuple[int, int, str]
"""Begin, end, and the element that marks it: mark, ins or del."""
_ORDER = ("del", "ins", "mark")
_LONGEST = 2_000
"""Words; the time to hold longer passages against each other grows with their square."""


def marked(text: str, marks: Iterable[Mark]) -> str:
    """A text as HTML with marks, which may overlap.

    Examples
    --------
    >>> marked("a <b> c", [(2, 5, "mark")])
    'a <mark>&lt;b&gt;</mark> c'
    """
    given = list(marks)
    edges = sorted({0, len(text), *(e for a, b, _ in given for e in (a, b) if 0 <= e <= len(text))})
    out = []
    for a, b in pairwise(edges):
        tags = [t for t in _ORDER if any(x <= a and b <= y and t == m for x, y, m in given)]
        inside = html.escape(clean(text[a:b]))
        out.append(
            "".join(f"<{t}>" for t in tags) + inside + "".join(f"</{t}>" for t in tags[::-1])
        )
    return "".join(out)


def pair(
    found: Comparison, old: Quote | None, new: Quote | None, *, differences: bool = False
) -> str:
    """Two passages beside each other; an empty place where there is none.

    Parameters
    ----------
    differences
        Whether words that only one of the two has are marked.
    """
    cut, put = _differences(found, old, new) if differences else ([], [])
    return (
        f'<div class="pair">{_half(found.old, old, cut, "Old")}{_half(found.new, new, put, "New")}'
        "</div>"
    )


def columns(found: Comparison, old: Sequence[Quote], new: Sequence[Quote]) -> str:
    """Passages of the two one below the other, as they come."""
    return "".join(pair(found, a, b) for a, b in zip_longest(old, new))


def _half(side: ReadSide, quote: Quote | None, marks: Sequence[Mark], name: str) -> str:
    if quote is None:
        return f'<div class="half none"><p class="small">{name}: –</p></div>'
    document = side.side.documents[quote.document]
    begin = quote.begin
    own = [(a - begin, b - begin, "mark") for a, b in quote.marks]
    text = marked(document.text[begin : quote.end], [*own, *marks])
    label = html.escape(clean(f"{name}{': ' if quote.where else ''}{quote.where}"))
    return (
        f'<div class="half"><p class="small">{label}</p>'
        f'<blockquote lang="{html.escape(document.language)}">{text}</blockquote></div>'
    )


def _differences(
    found: Comparison, old: Quote | None, new: Quote | None
) -> tuple[list[Mark], list[Mark]]:
    """What was taken out of the old passage and put into the new one, word by word."""
    if old is None or new is None:
        return [], []
    parts = []
    for side, quote in ((found.old, old), (found.new, new)):
        document = side.side.documents[quote.document]
        parts.append(words(document.text[quote.begin : quote.end], document.language))
    if max(map(len, parts)) > _LONGEST:
        return [], []
    cut: list[Mark] = []
    put: list[Mark] = []
    matcher = SequenceMatcher(None, parts[0].form, parts[1].form, autojunk=False)
    for change, a, b, c, d in matcher.get_opcodes():
        if change == "equal":
            continue
        if b > a:
            cut.append((int(parts[0].spans[a, 0]), int(parts[0].spans[b - 1, 1]), "del"))
        if d > c:
            put.append((int(parts[1].spans[c, 0]), int(parts[1].spans[d - 1, 1]), "ins"))
    return cut, put
