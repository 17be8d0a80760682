"""Words beside a form that tell what it is, from `cues.csv`."""

from __future__ import annotations

from functools import cache

from foedus.documents.language.detect import Language
from foedus.documents.mentions.table import rows


@cache
def cues(name: str, language: Language) -> frozenset[str]:
    """The words of one cue in a language.

    Examples
    --------
    >>> "convention" in cues("event after", "en"), "两国" in cues("pair after", "zh")
    (True, True)
    """
    return frozenset(_words(name, language))


@cache
def any_of(name: str, language: Language) -> str:
    """The words of one cue as a pattern, longest first.

    Examples
    --------
    >>> any_of("few organs after", "zh").split("|")[0]
    '军(?![事人民])'
    """
    return "|".join(sorted(_words(name, language), key=len, reverse=True))


def _words(name: str, language: Language) -> list[str]:
    found = [r["words"] for r in rows("cues.csv") if (r["cue"], r["language"]) == (name, language)]
    return found[0].split(" ")
