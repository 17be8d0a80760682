"""A comparison as rows and as one record, for programs."""

from __future__ import annotations

import math
from typing import Any

from foedus.core.interval import Interval
from foedus.documents.comparing.two_documents.comparison import Comparison
from foedus.documents.comparing.two_documents.finding import finding, notes
from foedus.documents.comparing.two_documents.region_lists import WAYS_IN_WORDS
from foedus.documents.comparing.two_documents.salience import Standing
from foedus.documents.comparing.two_documents.sides import ReadSide

Record = dict[str, Any]


def state_records(found: Comparison) -> list[Record]:
    """One row a state: mentions, rates, ratio, shares and ranks with bounds."""
    rows = []
    for s in found.salience.states:
        pair = s.rates
        row: Record = {"state": s.name, "ccode": s.ccode}
        for name, rate, standing in (
            ("old", pair.first, s.old),
            ("new", pair.second, s.new),
        ):
            row |= {f"{name}_mentions": rate.mentions, f"{name}_per_1000": _cell(rate.value)}
            row |= _bounds(f"{name}_per_1000", rate.by_documents or rate.interval)
            row |= _standing(name, standing)
        comparable = found.one_language
        row["ratio"] = _cell(pair.ratio) if comparable else None
        row |= _bounds(
            "ratio", (pair.ratio_by_documents or pair.ratio_interval) if comparable else None
        )
        rows.append(row)
    return rows


def place_records(found: Comparison) -> list[Record]:
    """One row an entry of each list of regions: version, way of reading, place, label."""
    return [
        {
            "version": version,
            "section": places.section.title if places.section else "",
            "way": WAYS_IN_WORDS[listed.way],
            "place": k,
            "of": len(listed.items),
            "entry": item.label,
            "focus": k == listed.place,
            "why": listed.why,
        }
        for version, places in zip(("old", "new"), found.places, strict=True)
        for listed in places.ways.values()
        for k, item in enumerate(listed.items, start=1)
    ]


def paragraph_records(found: Comparison) -> list[Record]:
    """One row a paragraph: change, numbers, mentions, offsets and texts in both versions."""
    rows = []
    for p in found.changes.rows:
        row: Record = {
            "change": p.change,
            "old": p.old,
            "new": p.new,
            "alike": p.alike,
            "same_words": p.same_words,
            "old_mentions": p.old_mentions,
            "new_mentions": p.new_mentions,
        }
        for name, side, number in (("old", found.old, p.old), ("new", found.new, p.new)):
            row |= _paragraph(name, side, number)
        rows.append(row)
    return rows


def word_records(found: Comparison) -> list[Record]:
    """One row a word that marks the new against the old, from the strongest of the new."""
    if found.words is None:
        return []
    renamed = {"focus": "new", "against": "old"}
    rows = found.words.frame().to_dict("records")
    return [
        {
            _renamed(str(name), renamed): _cell(value) if isinstance(value, float) else value
            for name, value in row.items()
        }
        for row in rows
    ]


def as_record(found: Comparison) -> Record:
    """All of it. Bounds that nothing sets (infinite ones) and absent figures are None."""
    return {
        "focus": {"state": found.name, "ccode": found.focus},
        "finding": finding(found),
        "level": found.level,
        "seed": found.seed,
        "old": _side(found.old),
        "new": _side(found.new),
        "states": state_records(found),
        "first_passages": [
            {
                "version": version,
                "place": p.rank,
                "of": p.of,
                "paragraph": p.paragraph,
                "paragraphs": p.paragraphs,
                "why": p.why,
            }
            for version, p in zip(("old", "new"), found.passages, strict=True)
        ],
        "regions": {
            "way": found.way and WAYS_IN_WORDS[found.way],
            "why": [places.why for places in found.places],
            "places": [
                {
                    "version": version,
                    "way": WAYS_IN_WORDS[listed.way],
                    "place": listed.place,
                    "of": len(listed.items),
                    "why": listed.why,
                }
                for version, places in zip(("old", "new"), found.places, strict=True)
                for listed in places.ways.values()
            ],
            "entries": place_records(found),
        },
        "paragraphs": {
            "why": found.changes.why,
            "counts": found.changes.counts(),
            "counts_naming_the_focus": found.changes.counts(naming=True),
            "rows": paragraph_records(found),
        },
        "words": {"why": found.why_no_words, "rows": word_records(found)},
        "notes": notes(found),
    }


def _renamed(name: str, renamed: dict[str, str]) -> str:
    for old, new in renamed.items():
        if name == old or name.startswith(f"{old}_"):
            return new + name[len(old) :]
    return name


def _standing(name: str, standing: Standing) -> Record:
    share = standing.share
    return {
        f"{name}_share": _cell(share.value),
        **_bounds(f"{name}_share", share.by_documents or share.exact),
        f"{name}_rank": standing.rank,
        f"{name}_rank_low": standing.low,
        f"{name}_rank_high": standing.high,
        f"{name}_states": standing.of,
    }


def _bounds(name: str, interval: Interval | None) -> Record:
    low, high = (None, None) if interval is None else (interval.low, interval.high)
    return {f"{name}_low": _cell(low), f"{name}_high": _cell(high)}


def _cell(value: float | None) -> float | None:
    return None if value is None or not math.isfinite(value) else float(f"{value:.6g}")


def _paragraph(name: str, side: ReadSide, number: int | None) -> Record:
    blank = dict.fromkeys((f"{name}_begin", f"{name}_end", f"{name}_text"))
    if number is None:
        return blank
    parts = side.outlines[0]
    begin, end = parts.blocks[parts.body[number - 1]].tolist()
    return {
        f"{name}_begin": begin,
        f"{name}_end": end,
        f"{name}_text": side.side.documents[0].text[begin:end],
    }


def _side(side: ReadSide) -> Record:
    documents = side.side.documents
    return {
        "label": side.side.label,
        "language": side.side.language,
        "documents": len(documents),
        "years": sorted({d.year for d in documents if d.year is not None}),
        "speakers": sorted({d.speaker for d in documents if d.speaker is not None}),
        "words": int(side.tokens.sum()),
        "mentions": len(side.mentions),
        "own_mentions": int(side.own.sum()),
    }
