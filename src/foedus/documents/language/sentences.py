"""Where sentences begin and end, in English, Chinese and Russian.

Chinese sentences end at their full stops, wherever they stand. Russian ones are found by
razdel, which knows Russian abbreviations. English ones end at a full stop that no
abbreviation, initial or number explains.
"""

from __future__ import annotations

import re
from itertools import pairwise

import numpy as np

from foedus.core.errors import FoedusError
from foedus.documents.language.paragraphs import Spans, blank_lines, trimmed, wrapped

_CHINESE_END = re.compile('[。！？!?…]+[”’」』）)》"]*')
_LINE_END = re.compile("\n")
_BLANK_LINE = re.compile("\n\n")
# Possessive, and never from within a run of dots: a million dots take no longer than their number.
_LATIN_END = re.compile(
    "(?<![.!?…])([.!?…]++)(['\"”’»)\\]]*+)(\\s++)(?=[\"'“‘«(\\[]*+[A-Z0-9\u00c0-\u00de])"
)
_WORD_BEFORE = re.compile('[^\\s(\\["“‘]+$')
_ABBREVIATIONS = frozenset(
    re.findall(
        r"\S+",
        "mr mrs ms dr prof st sr jr hon rev gen col lt capt sgt cmdr adm maj gov sen rep pres amb "
        "messrs mme mlle m eds cf vs v viz al ibid e.g i.e approx dept est inc ltd corp jan feb "
        "apr jun jul aug sept sep oct nov dec",
    )
)
_BEFORE_NUMBERS = frozenset(
    re.findall(
        r"\S+",
        "no nos vol vols art arts para paras sec ch chap fig figs ed pp p op cit res doc add corr "
        "supp mar",
    )
)
"""Abbreviations only where a number follows: sentences may end in "no"."""
_ACRONYMS = frozenset({"u.s", "u.k", "u.n", "u.s.s.r", "d.c", "p.r.c"})
_OPENERS = re.compile(
    "['\"“‘]?(?:The|This|That|These|Those|We|It|In|But|And|He|She|They|As|If|For|Our|I|You|There|"
    "However|At|On|To|A|An)\\b"
)
"""What opens a sentence where an acronym closed the one before."""
_NUMBERED = re.compile("^[0-9]{1,3}$|^[ivxlcIVXLC]{1,5}$")
_LONGEST_LOOK_BACK = 24
_DOLLARS, _GOES_ON = ("долл.", "дол."), re.compile("США|Соедин|Гонконг|Сингапур|Канад")
"""Whose dollars they are, which razdel takes for another sentence."""


def sentences(text: str, language: str) -> Spans:
    """Offsets of sentences in a clean text, shape (sentences, 2), ends not included.

    Parameters
    ----------
    text
        A paragraph or a whole text; blank lines end sentences.
    language
        en, zh or ru; for any other language the rules of English.

    Raises
    ------
    FoedusError
        Russian without razdel, which the extra `texts` brings.

    Examples
    --------
    >>> text = "Mr. Wang met Mr. Lavrov. They spoke of the U.S. dollar."
    >>> [text[a:b] for a, b in sentences(text, "en")]
    ['Mr. Wang met Mr. Lavrov.', 'They spoke of the U.S. dollar.']
    >>> text = "双方举行会谈。会谈“富有成果。”"
    >>> [text[a:b] for a, b in sentences(text, "zh")]
    ['双方举行会谈。', '会谈“富有成果。”']
    """
    if language == "ru":
        return _russian(text)
    return trimmed(text, _between(text, _chinese(text) if language == "zh" else _latin(text)))


def _chinese(text: str) -> list[int]:
    ends = [m.end() for m in _CHINESE_END.finditer(text)]
    # A line that was wrapped goes on; any other ends what it says, as headings do.
    gap = _BLANK_LINE if wrapped(text) else _LINE_END
    return sorted(ends + [m.end() for m in gap.finditer(text)])


def _latin(text: str) -> list[int]:
    ends = [m.end(2) for m in _LATIN_END.finditer(text) if _closes(text, m)]
    return sorted(ends + [begin for begin, _ in blank_lines(text)])


def _closes(text: str, m: re.Match[str]) -> bool:
    """Whether a full stop ends the sentence rather than an abbreviation, initial or number."""
    if m.group(1) != ".":
        return True
    before = _WORD_BEFORE.search(text, max(0, m.start() - _LONGEST_LOOK_BACK), m.start())
    word = before.group() if before else ""
    known, next_at = word.lower(), m.end(3)
    if known in _BEFORE_NUMBERS:
        return not text[next_at].isdigit()
    if known in _ACRONYMS:
        return _OPENERS.match(text, next_at) is not None
    if known in _ABBREVIATIONS or (len(word) == 1 and word.isupper() and word != "I"):
        return False
    if _NUMBERED.match(word):
        begin = m.start() - len(word)
        return not (
            begin == 0 or text[begin - 1] == "\n" or text[max(0, begin - 2) : begin] == ". "
        )
    return True


def _russian(text: str) -> Spans:
    try:
        from razdel import sentenize
    except ImportError as error:
        raise FoedusError(
            "Russian sentences need the package razdel.", "Run: pip install 'foedus[texts]'."
        ) from error
    blocks = trimmed(text, _between(text, [end for _, end in blank_lines(text)]))
    spans: list[tuple[int, int]] = []
    for a, b in blocks.tolist():
        goes_on = False
        for found in sentenize(text[a:b]):
            begin, end = a + found.start, a + found.stop
            if goes_on and _GOES_ON.match(text, begin):
                begin = spans.pop()[0]
            spans.append((begin, end))
            goes_on = text.endswith(_DOLLARS, begin, end)
    return np.array(spans, np.int64).reshape(-1, 2)


def _between(text: str, ends: list[int]) -> list[tuple[int, int]]:
    """What stands between ends."""
    edges = [0, *ends, len(text)]
    return list(pairwise(edges))
