"""Sources with version, licence and coverage, and the works cited."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from foedus.assessment.result import Assessment
from foedus.core.origin import Citation
from foedus.report.sources import SourceNumbers

TITLE = "Sources and citations"


@dataclass(frozen=True, slots=True)
class Work:
    """A citation as text, with an address where one is known to be safe to follow."""

    text: str
    address: str


def build(assessment: Assessment, sources: SourceNumbers) -> dict[str, Any]:
    """Numbered sources in the order of the footnotes, then the works."""
    return {
        "sources": [
            (number, name, sources.reach(name))
            for number, name in enumerate(sources.names, start=1)
        ],
        "works": [Work(text(c), address(c)) for c in assessment.citations],
    }


def text(citation: Citation) -> str:
    """The citation without the address that follows it as a link.

    Examples
    --------
    >>> text(Citation("a", "misc", {"author": "A", "year": "2000", "doi": "10.1000/182"}))
    'A (2000).'
    """
    f, whole = citation.fields, citation.plain()
    if not address(citation):
        return whole
    tail = f"doi:{f['doi']}" if "doi" in f else f["url"]
    return whole.removesuffix(f" {tail}.")


def address(citation: Citation) -> str:
    """The DOI or web address of a work; nothing for any other scheme.

    Examples
    --------
    >>> address(Citation("a", "misc", {"doi": "10.1000/182"}))
    'https://doi.org/10.1000/182'
    >>> address(Citation("b", "misc", {"url": "javascript:alert(1)"}))
    ''
    """
    doi = citation.fields.get("doi", "").removeprefix("https://doi.org/")
    if doi.startswith("10."):
        return f"https://doi.org/{doi}"
    url = citation.fields.get("url", "")
    return url if url.lower().startswith(("https://", "http://")) else ""
