"""One spelling for the symbol of a General Assembly resolution.

The UN Digital Library writes ``A/RES/1493(XV)``, ``A/RES/38/35A``, ``A/RES/3200(S-VI)``;
Voeten's roll calls write ``R/15/1493``, ``R/38/35A``, ``R/33/116B/VII``. Both become
``session/number`` or ``session/number/part``: ``15/1493``, ``38/35/A``, ``S-6/3200``.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np

_ROMAN = {"I": 1, "V": 5, "X": 10, "L": 50, "C": 100}
_OLD = re.compile(r"A/(RES|DEC)/(\d+)\((ES-|S-)?([IVXLC]+|\d+)\)(.*)")
_NEW = re.compile(r"A/(RES|DEC)/(ES-|S-)?(\d+)/(\d+)(.*)")
_ROLL_CALL = re.compile(r"(R|SS|ESS)/(\d+)/(\d+)(.*)")
_SPECIAL = {"R": "", "SS": "S-", "ESS": "ES-"}
_SLASHES = re.compile(r"/+")
_LETTER_AND_SECTION = re.compile(r"^([A-Z])[/-]([IVXLC]+)$")


def roman(text: str) -> int:
    """The value of a Roman numeral.

    Examples
    --------
    >>> roman("XXIX")
    29
    """
    values = [_ROMAN[c] for c in text]
    following = [*values[1:], 0]
    return sum(-v if v < after else v for v, after in zip(values, following, strict=True))


def normalise(symbol: str) -> str:
    """The symbol as ``session/number[/part]``; empty where it is no resolution's symbol.

    Parameters
    ----------
    symbol
        A resolution or decision symbol in the Library's or in Voeten's spelling.

    Returns
    -------
    str
        For example ``15/1493``, ``33/116/B-VII``, ``ES-10/21``, ``DEC/80/506``.

    Examples
    --------
    >>> normalise("A/RES/1493(XV)"), normalise("R/15/1493")
    ('15/1493', '15/1493')
    >>> normalise("A/RES/33/116[B-IX]"), normalise("R/33/116B/IX")
    ('33/116/B-IX', '33/116/B-IX')
    >>> normalise("A/RES/3200(S-VI)"), normalise("ESS/1/34"), normalise("untitled")
    ('S-6/3200', 'ES-1/34', '')
    """
    text = _SLASHES.sub("/", "".join(str(symbol).upper().split()))
    if match := _OLD.fullmatch(text):
        kind, number, special, session, part = match.groups()
        session = session if session.isdigit() else str(roman(session))
        return _joined(kind, special or "", session, number, part)
    if match := _NEW.fullmatch(text):
        kind, special, session, number, part = match.groups()
        return _joined(kind, special or "", session, number, part)
    if match := _ROLL_CALL.fullmatch(text):
        kind, session, number, part = match.groups()
        return _joined("RES", _SPECIAL[kind], session, number, part)
    return ""


def _joined(kind: str, special: str, session: str, number: str, part: str) -> str:
    part = part.strip("[]/")
    part = _LETTER_AND_SECTION.sub(r"\1-\2", part)
    head = "" if kind == "RES" else f"{kind}/"
    tail = f"/{part}" if part else ""
    return f"{head}{special}{int(session)}/{int(number)}{tail}"


def base(symbol: str) -> str:
    """A normalised symbol without its part: the resolution itself.

    Examples
    --------
    >>> base("33/116/B-IX"), base("DEC/80/506"), base("")
    ('33/116', 'DEC/80/506', '')
    """
    pieces = symbol.split("/")
    return "/".join(pieces[: 3 if pieces[0] == "DEC" else 2])


def normalise_all(symbols: Iterable[str]) -> np.ndarray:
    """`normalise` over an array of symbols; shape (n,), object dtype."""
    import numpy as np

    return np.array([normalise(s) for s in symbols], dtype=object)
