"""One clean form of a text, made once: what offsets of segments and codings count in.

Offsets count Unicode code points, as Python's do. So nothing may change a text after this.
"""

from __future__ import annotations

import re
import unicodedata

_LINE_ENDS = re.compile("[\v\f\x1c\x1d\x1e\x85\u2028]")
_PARAGRAPH_END = "\u2029"
_SPACES = re.compile("[\t\xa0\u1680\u2000-\u200a\u202f\u205f]")
_NOTHING = re.compile(
    "[\x00-\x08\x0e-\x1b\x1f\x7f-\x84\x86-\x9f\xad\u200b\u200e\u200f\u2060\ufeff]"
)
_EDGES = re.compile("[ \u3000]+\n")
_MANY_LINES = re.compile("\n{3,}")


def clean(text: str) -> str:
    """A text with one kind of line end and space, composed letters and nothing invisible.

    Canonical composition (NFC) only: full-width forms, ligatures and quotation marks stay
    as they are written. Soft hyphens, byte-order marks, directions and control characters go.

    Parameters
    ----------
    text
        As read from a file.

    Examples
    --------
    >>> clean("\\ufeffOne\\r\\nco\\xadoperation\\xa0zone \\n\\n\\n\\ntwo ")
    'One\\ncooperation zone\\n\\ntwo'
    """
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    text = _LINE_ENDS.sub("\n", text).replace(_PARAGRAPH_END, "\n\n")
    text = _SPACES.sub(" ", _NOTHING.sub("", text))
    if not unicodedata.is_normalized("NFC", text):
        text = unicodedata.normalize("NFC", text)
    text = _EDGES.sub("\n", text)
    if "\n\n\n" in text:
        text = _MANY_LINES.sub("\n\n", text)
    return text.strip()
