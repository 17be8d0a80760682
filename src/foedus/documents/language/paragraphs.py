"""Where paragraphs begin and end, in texts that mark them in different ways."""

from __future__ import annotations

import re
from collections.abc import Iterable
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

Spans = NDArray[np.int64]
_BLANK = re.compile("\n\n+")
_LINE = re.compile("\n")
_WRAPPED_AT_MOST = 100
"""Lines that are hardly ever longer were wrapped by hand or by a printer."""
_FEWEST_LINES = 4
_TOO_LONG = 2_500
"""Code points: longer blocks between blank lines are several paragraphs."""
_LONG_ENOUGH = 200
"""Code points of a block that a page may have cut: items of lists are shorter."""
_STOPS = re.compile("[.!?…。！？:：;；,，)\\]–—-]['\"”’»]*$")
_ENDS = re.compile("[.!?…。！？:：;；]['\"”’»)\\]]*$")


def paragraphs(text: str) -> Spans:
    """Offsets of paragraphs in a clean text, shape (paragraphs, 2), ends not included.

    Blank lines part paragraphs, but for one that a new page put into a sentence. Where there
    are none, or they part only pages, every line is a paragraph, unless lines are wrapped:
    then a short line that ends a sentence, or a very short one, closes its paragraph.

    Examples
    --------
    >>> text = "One.\\n\\nTwo\\nlines."
    >>> [text[a:b] for a, b in paragraphs(text)]
    ['One.', 'Two\\nlines.']
    """
    cuts, blank = blank_lines(text), _BLANK.search(text) is not None
    begins = [0, *(end for _, end in cuts)]
    ends = [*(begin for begin, _ in cuts), len(text)]
    found: list[tuple[int, int]] = []
    for a, b in zip(begins, ends, strict=True):
        if "\n" in text[a:b] and (not blank or b - a > _TOO_LONG):
            found += ((a + c, a + d) for c, d in _by_lines(text[a:b]))
        else:
            found.append((a, b))
    return trimmed(text, found)


def blank_lines(text: str) -> list[tuple[int, int]]:
    """Where blank lines part paragraphs, as offsets of the line ends.

    One in the midst of a sentence does not: a long block before it that no mark ends, and a
    small letter behind it.

    Examples
    --------
    >>> blank_lines("One.\\n\\ntwo")
    [(4, 6)]
    >>> blank_lines(f"{'A long block goes on and ' * 10}on\\n\\nto the next page.")
    []
    """
    found, begin = [], 0
    for m in _BLANK.finditer(text):
        within = (
            m.start() - begin >= _LONG_ENOUGH
            and text[m.end() : m.end() + 1].islower()
            and not _STOPS.search(text, m.start() - 4, m.start())
        )
        if not within:
            found.append((m.start(), m.end()))
            begin = m.end()
    return found


def wrapped(text: str) -> bool:
    """Whether lines end where the page did rather than the thought."""
    lines = text.split("\n")
    if len(lines) < _FEWEST_LINES:
        return False
    lengths = np.array([len(line) for line in lines])
    ends = np.array([bool(_ENDS.search(line)) for line in lines])
    return bool(np.quantile(lengths, 0.95) <= _WRAPPED_AT_MOST and ends.mean() < 0.5)


def trimmed(text: str, spans: Iterable[tuple[int, int]]) -> Spans:
    """Spans without the white space at their edges, shape (spans, 2); empty ones go."""
    kept = []
    for a, b in spans:
        part = text[a:b]
        begin = a + len(part) - len(part.lstrip())
        stop = a + len(part.rstrip())
        if begin < stop:
            kept.append((begin, stop))
    return np.array(kept, np.int64).reshape(-1, 2)


def _by_lines(block: str) -> list[tuple[int, int]]:
    if wrapped(block):
        return unwrapped(block)
    edges = [0, *(m.end() for m in _LINE.finditer(block)), len(block)]
    return list(pairwise(edges))


def unwrapped(block: str) -> list[tuple[int, int]]:
    """Offsets of paragraphs among wrapped lines: short ones close them."""
    lines = block.split("\n")
    full = float(np.quantile([len(line) for line in lines], 0.75))
    edges, at = [0], 0
    for line, after in zip(lines, [*lines[1:], ""], strict=True):
        at += len(line) + 1
        last = len(line) < 0.75 * full and _ENDS.search(line)
        # A line this short closes a heading, unless the next one goes on with it.
        heading = len(line) < 0.5 * full and not after[:1].islower()
        if last or heading:
            edges.append(min(at, len(block)))
    edges.append(len(block))
    return list(pairwise(edges))
