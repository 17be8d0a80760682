"""Passages that name a concept, with who speaks and when: what figures rest on."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from foedus.documents.concepts.hits import ConceptHits, hit_sentences
from foedus.documents.concepts.speakers import iso3
from foedus.documents.corpora.corpus import Corpus


def quoted(
    corpus: Corpus, hits: ConceptHits, states: Sequence[int], years: tuple[int, int]
) -> list[dict[str, Any]]:
    """Sentences of the states in the years: state, ccode, year, document, start, stop, text.

    Newest first, then in the order of the texts.
    """
    there = hits.speeches
    found = [
        {
            "state": iso3(int(there.ccode[s.row])),
            "ccode": int(there.ccode[s.row]),
            "year": int(there.year[s.row]),
            "document": s.document,
            "start": s.start,
            "stop": s.stop,
            "text": " ".join(s.text.split()),
        }
        for s in hit_sentences(corpus, hits)
        if there.ccode[s.row] in states and years[0] <= there.year[s.row] <= years[1]
    ]
    return sorted(found, key=lambda p: (-int(p["year"]), p["document"], p["start"]))
