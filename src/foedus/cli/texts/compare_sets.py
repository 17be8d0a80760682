"""Sets of documents of a corpus as a person types them: numbers, or conditions."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from foedus.core.errors import FoedusError, unknown

if TYPE_CHECKING:
    from foedus.documents.comparing.two_documents.sides import Side
    from foedus.documents.corpora.corpus import Corpus

CONDITIONS = ("language", "side", "institution", "author", "kind", "since", "until")
_NUMBERS = re.compile(r"(\d+)(?:-(\d+))?")
_MOST = 10_000


def side_of_set(
    corpus: str,
    named: str,
    asked: dict[str, str],
    *,
    year: int | None = None,
    speaker: int | None = None,
    sides_speak: bool = True,
) -> Side:
    """The documents that a word of the command line names.

    Parameters
    ----------
    corpus
        Name of the corpus.
    named
        ``12``, ``12,13,20-25``, or ``since=2005,until=2014``.
    asked
        Conditions that hold for both sides.
    year, speaker, sides_speak
        As for `foedus.documents.comparing.two_documents.reading.side_of_corpus`.

    Raises
    ------
    FoedusError
        For a word that is neither, a condition that there is not, or no document that fits.
    """
    from foedus.documents.comparing.two_documents.reading import side_of_corpus
    from foedus.documents.corpora.corpus import open_corpus

    held = open_corpus(corpus)
    parts = [part.strip() for part in named.split(",") if part.strip()]
    if parts and all(_NUMBERS.fullmatch(part) for part in parts):
        if asked:
            raise FoedusError(
                f"Documents by number ({named}) and --{next(iter(asked))} are both given.",
                "Name documents by number, or by conditions.",
            )
        return side_of_corpus(
            held, _numbers(parts), year=year, speaker=speaker, sides_speak=sides_speak
        )
    conditions = asked | _conditions(named, parts)
    numbers = _chosen(held, conditions)
    label = _label(_conditions(named, parts)) if len(numbers) > 1 else ""
    return side_of_corpus(held, numbers, label, year=year, speaker=speaker, sides_speak=sides_speak)


def _label(conditions: dict[str, str]) -> str:
    """What a set is called: ``1995 to 2004``, ``RUS, since 2014``."""
    first, last = conditions.get("since"), conditions.get("until")
    said = [value for name, value in conditions.items() if name not in ("since", "until")]
    if first and last:
        said.append(first if first == last else f"{first} to {last}")
    elif first or last:
        said.append(f"since {first}" if first else f"until {last}")
    return ", ".join(said)


def _numbers(parts: list[str]) -> list[int]:
    found: list[int] = []
    for part in parts:
        match = _NUMBERS.fullmatch(part)
        assert match is not None
        first, last = int(match[1]), int(match[2] or match[1])
        if not 0 <= last - first < _MOST:
            raise FoedusError(f"{part!r} is no span of documents.", "Write it as 20-25.")
        found += range(first, last + 1)
    return list(dict.fromkeys(found))


def _conditions(named: str, parts: list[str]) -> dict[str, str]:
    found: dict[str, str] = {}
    for part in parts:
        name, equals, value = (piece.strip() for piece in part.partition("="))
        if not equals or not value:
            raise FoedusError(
                f"{named!r} is neither the number of a document nor a condition.",
                "Write 12, or 12,13,20-25, or since=2005,until=2014,side=RUS.",
            )
        if name not in CONDITIONS:
            raise unknown("condition", name, CONDITIONS)
        found[name] = value
    return found


def _chosen(corpus: Corpus, conditions: dict[str, str]) -> list[int]:
    from foedus.documents.corpora.dates import iso_date
    from foedus.documents.searching.chosen import Chosen, chosen

    for day in (conditions[name] for name in ("since", "until") if name in conditions):
        if iso_date(day) is None:
            raise FoedusError(f"{day!r} is no date.", "Write 2023, 2023-10 or 2023-10-17.")
    with corpus.reading() as connection:
        return chosen(connection, Chosen(**conditions))  # type: ignore[arg-type]
