"""Which states a spelling can mean: names, aliases and ISO codes, folded to keys."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import cache

from foedus.states.state import Period, State
from foedus.states.table import parts, rows, systems

_DROPPED = frozenset({"the", "of", "and"})
_SPELT_OUT = {"st": "saint", "rep": "republic", "dem": "democratic"}
_FORMS = frozenset(
    {
        "republic",
        "kingdom",
        "state",
        "union",
        "islamic",
        "federal",
        "democratic",
        "socialist",
        "peoples",
        "arab",
        "commonwealth",
        "independent",
        "principality",
        "sultanate",
        "bolivarian",
        "plurinational",
        "республика",
        "королевство",
        "княжество",
    }
)
_MARKS = re.compile("[\u0300-\u036f]")
_WORD = re.compile(r"[^\W_]+")
_SILENT = str.maketrans("ıł", "il", ".'’‘`´ʼ")
_LANGUAGES = ("en", "zh", "ru")


@dataclass(frozen=True, slots=True)
class Claim:
    """A state's right to a spelling.

    Parameters
    ----------
    ccode
        The state.
    spelling
        The name or code as the table writes it.
    period
        The only time in which the spelling may be used; None: any.
    """

    ccode: int
    spelling: str
    period: Period | None = None


@cache
def fold(text: str) -> str:
    """A key that is the same whatever the case, accents, punctuation or word order.

    Examples
    --------
    >>> fold("Korea, Rep. of") == fold("Republic of KOREA")
    True
    >>> fold("Côte d’Ivoire") == fold("COTE D'IVOIRE"), fold("U.S.A.")
    (True, 'usa')
    """
    plain = text.translate(_SILENT)
    if not plain.isascii():
        plain = _MARKS.sub("", unicodedata.normalize("NFKD", plain))
    words = [_SPELT_OUT.get(w, w) for w in _WORD.findall(plain.casefold())]
    return " ".join(sorted(w for w in words if w not in _DROPPED) or words)


def bare(key: str) -> str:
    """A folded key without the words for a form of state ("Republic of Kenya")."""
    return " ".join(w for w in key.split() if w not in _FORMS)


@cache
def claims() -> dict[str, tuple[Claim, ...]]:
    """Every folded spelling and who has a right to it.

    Examples
    --------
    >>> sorted(c.ccode for c in claims()["germany"])
    [255, 260]
    """
    found: dict[str, dict[int, Claim]] = {}
    for state in systems().states.values():
        for spelling in (state.iso3, state.short, state.name, state.name_zh, state.name_ru):
            _add(found, Claim(state.ccode, spelling))
        for period in state.periods:
            for spelling in (period.iso3, period.names.en, period.names.zh, period.names.ru):
                _add(found, Claim(state.ccode, spelling, period if period.ended else None))
    for r in rows("states.csv"):
        for spelling in _aliases(r):
            _add(found, Claim(int(r["ccode"]), spelling))
    for r in rows("names.csv"):
        state = systems().state(int(r["ccode"]))
        for spelling in _aliases(r):
            _add(found, Claim(state.ccode, spelling, _period(state, r["start"])))
    return {key: tuple(by_state.values()) for key, by_state in found.items()}


def claimants(text: str) -> tuple[Claim, ...]:
    """Who has a right to a spelling; words for a form of state may be left out or added.

    Examples
    --------
    >>> [c.ccode for c in claimants("Islamic Republic of Pakistan")]
    [770]
    >>> claimants("Atlantis")
    ()
    """
    key = fold(text)
    direct = claims().get(key)
    if direct is not None:
        return direct
    # "Republic of X" is safe only where one state alone was ever called X.
    loose = claims().get(bare(key), ())
    return loose if len(loose) == 1 else ()


@cache
def spellings() -> tuple[str, ...]:
    """Every spelling in the table, for suggestions."""
    return tuple(sorted({c.spelling for cs in claims().values() for c in cs}))


def _add(found: dict[str, dict[int, Claim]], claim: Claim) -> None:
    if not claim.spelling:
        return
    held = found.setdefault(fold(claim.spelling), {})
    # A right without a time limit is the wider one.
    if claim.ccode not in held or claim.period is None:
        held[claim.ccode] = claim


def _aliases(row: dict[str, str]) -> list[str]:
    return [a for lang in _LANGUAGES for a in parts(row[f"aliases_{lang}"])]


def _period(state: State, start: str) -> Period | None:
    period = next(p for p in state.periods if p.start.isoformat() == start)
    return period if period.ended else None
