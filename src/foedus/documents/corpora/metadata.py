"""What is known of a document: the sidecar wins over front matter, that over what a file says."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from foedus.core.errors import FoedusError
from foedus.documents.corpora.dates import iso_date
from foedus.documents.corpora.reading.raw import RawDocument
from foedus.documents.corpora.schema import METADATA
from foedus.documents.language.detect import language_of


@dataclass(frozen=True)
class Known:
    """Metadata of a document.

    Parameters
    ----------
    fields : dict of str to str
        Names of `schema.METADATA`.
    language : str or None
        As declared.
    more : dict of str to str
        What the file says beyond these.
    notes : tuple of str
    """

    fields: dict[str, str]
    language: str | None
    more: dict[str, str]
    notes: tuple[str, ...]


def known(raw: RawDocument, said: Mapping[str, str], language: str | None = None) -> Known:
    """All that is known of a document.

    Parameters
    ----------
    said
        By the sidecar, checked.
    language
        Of the whole folder, as declared; what is said of the document itself wins.

    Examples
    --------
    >>> raw = RawDocument("...", title="Heading", metadata={"date": "2023", "tags": "gas"})
    >>> found = known(raw, {"title": "True title", "side": "CHN"})
    >>> found.fields, found.more
    ({'title': 'True title', 'side': 'CHN', 'date': '2023'}, {'tags': 'gas'})
    """
    own = dict(raw.metadata)
    if raw.title and "title" not in raw.front:
        own["title"] = raw.title
    notes = list(raw.notes)
    if "date" in own:
        day = iso_date(own["date"])
        if day is None:
            own["date as written"] = own.pop("date")
            if "date" not in said:
                notes.append(f"{own['date as written'][:40]!r} is no ISO date; left out")
        else:
            own["date"] = day
    tongue, note = _language(own.pop("language", None), said, language)
    fields = {name: said.get(name) or own[name] for name in METADATA if name in said or name in own}
    more = {name: value for name, value in own.items() if name not in METADATA}
    return Known(fields, tongue, more, (*notes, *note))


def _language(
    own: str | None, said: Mapping[str, str], language: str | None
) -> tuple[str | None, tuple[str, ...]]:
    if "language" in said:
        return said["language"], ()
    if own is None:
        return language, ()
    try:
        return language_of(own), ()
    except FoedusError:
        return language, (f"language {own[:20]!r} is not read here; detected instead",)
