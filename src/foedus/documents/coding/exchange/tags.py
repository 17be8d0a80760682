"""A code and its value in one word, as tools with a flat list of labels need it."""

from __future__ import annotations

from dataclasses import dataclass

from foedus.core.errors import FoedusError
from foedus.documents.coding.codebook import Codebook, Scalar, written
from foedus.documents.coding.exchange.project import Log, SourceText, SpanCoding

JOIN = "="
"""Between a code and its value."""


def tag(code: str, value: Scalar | None) -> str:
    """Such as "basis_threat" or "stance=-2"."""
    return code if value is None else f"{code}{JOIN}{written(value)}"


def tags(codebook: Codebook) -> list[str]:
    """Every tag that a codebook has, in its order."""
    return [
        shown
        for code in codebook.codable
        for shown in ([tag(code.id, v.value) for v in code.values] or [code.id])
    ]


@dataclass(frozen=True)
class Tagged:
    """A tag on a span, as a file has it; offsets in code points.

    Parameters
    ----------
    start, stop : int
    tag : str
    score : float or None
    at : str
    """

    start: int
    stop: int
    tag: str
    score: float | None = None
    at: str = ""


def coding_of(
    given: Tagged, source: SourceText, coder: str, codebook: Codebook, log: Log
) -> SpanCoding | None:
    """The coding that a tag stands for; None, and counted, where the codebook lacks it.

    A tag that is no code is looked for among the labels of codes.
    """
    if not 0 <= given.start < given.stop <= len(source.text):
        log.skip("spans outside their text")
        return None
    found = _meaning(given.tag, codebook)
    if found is None:
        log.skip(f"labels {given.tag[:80]!r}, which the codebook lacks")
        return None
    return SpanCoding(source.key, given.start, given.stop, coder, *found, given.score, given.at)


def _meaning(given: str, codebook: Codebook) -> tuple[str, Scalar | None] | None:
    name, joined, value = given.partition(JOIN)
    low = given.strip().casefold()
    labelled = [c.id for c in codebook.codable if low in (t.casefold() for t in c.label.values())]
    for code, shown in ((name.strip(), value if joined else None), *((c, None) for c in labelled)):
        try:
            return code, codebook.code(code).read(shown)
        except FoedusError:
            continue
    return None


def looked_for(given: object, codebook: Codebook) -> tuple[str, ...] | None:
    """Codes that a reading had in mind, as a file names them; None where the codebook has none.

    Examples
    --------
    >>> from foedus.documents.coding.shipped import open_codebook
    >>> book = open_codebook("partnerships")
    >>> looked_for([], book), looked_for(["tone", "mood"], book), looked_for(["mood"], book)
    ((), ('tone',), None)
    """
    names = [n for n in given if isinstance(n, str)] if isinstance(given, list | tuple) else []
    codable = {code.id for code in codebook.codable}
    known = tuple(n for n in names if n in codable)
    # Without this a reading for unknown codes would become one for all.
    return known if known or not names else None


def unlike(codings: list[SpanCoding], log: Log) -> tuple[SpanCoding, ...]:
    """One coding for each text, span, coder and code: the first; others are counted."""
    out: dict[tuple[str, int, int, str, str], SpanCoding] = {}
    for coding in codings:
        kept = out.setdefault(coding.place, coding)
        if kept is not coding:
            same = kept.value == coding.value
            log.skip("codings that are there twice" if same else "second values of a code")
    return tuple(sorted(out.values(), key=lambda c: c.place))
