"""Use of a concept for the terminal, and its rows for files."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from foedus.cli.listing import paragraph
from foedus.documents.concepts.speakers import iso3, short_name
from foedus.documents.concepts.use import record
from foedus.documents.concepts.use_words import finding

if TYPE_CHECKING:
    from foedus.documents.concepts.contexts import UseApart
    from foedus.documents.concepts.use import ConceptUse, Use

_WORDS = 8


def shown(use: ConceptUse, apart: UseApart | None) -> str:
    """The whole text: finding, rates by period, trends, distance, notes."""
    head = f"{use.concept.title} in {use.corpus}, {use.years[0]}-{use.years[1]}"
    lines = [head, "", *(paragraph(text) for text in finding(use, apart)), ""]
    lines += _table(use)
    lines += ["", "Trends"]
    lines += [
        paragraph(f"{short_name(c)}: {t.text()}", "  ", "    ") for c, t in use.trends.items()
    ]
    if apart is not None:
        lines += ["", *_marks(use, apart)]
    notes = [*use.notes, *(apart.notes if apart else ())]
    lines += ["", *map(paragraph, notes)]
    return "\n".join(lines) + "\n"


def records(use: ConceptUse, apart: UseApart | None) -> list[dict[str, Any]]:
    """A row a state and period, with the trend of the state, and the distance where given."""
    out = []
    for u in use.periods:
        t = use.trends[u.ccode]
        row = record(use.concept, u) | {
            "trend_yearly": None if t.yearly is None else round(t.yearly, 5),
            "trend_low": None if t.interval is None else round(t.interval.low, 5),
            "trend_high": None if t.interval is None else round(t.interval.high, 5),
            "trend_why": t.why,
        }
        out.append(row)
    if apart is not None:
        d = apart.distance
        told = {
            "distance_of": " ".join(iso3(c) for c in use.states),
            "by": apart.by,
            "distance": d.value,
            "low": d.interval and d.interval.low,
            "high": d.interval and d.interval.high,
            "null": d.null and d.null.bounds(),
            "p": d.p,
            "beyond_noise": d.claimed,
            "other_sentences": apart.others.value,
            "beyond_other_sentences": apart.own,
            "why": d.why,
        }
        out.append(told)
    return out


def _table(use: ConceptUse) -> list[str]:
    """A line a period, a column a state."""
    codes = use.states[:4]
    if len(use.states) > 4:
        return _ranked(use.whole)
    lines = [f"{'':<11}" + "".join(f"{short_name(c):<24}" for c in codes).rstrip()]
    cells = {(u.ccode, u.first): u for u in use.periods}
    starts = sorted({u.first for u in use.periods})
    for a in starts:
        last = max(u.last for u in use.periods if u.first == a)
        years = str(a) if a == last else f"{a}-{last}"
        row = "".join(f"{_cell(cells.get((c, a))):<24}" for c in codes)
        lines.append(f"{years:<11}{row}".rstrip())
    lines.append("Mentions per 1,000 words, in brackets 95 % intervals.")
    return lines


def _ranked(whole: Sequence[Use]) -> list[str]:
    rows = sorted(whole, key=lambda u: -(u.rate.value or 0.0))
    return [f"{short_name(u.ccode):<24}{_cell(u)}" for u in rows]


def _cell(use: Use | None) -> str:
    if use is None or use.rate.value is None:
        return "-"
    shown = use.rate.by_documents or use.rate.interval
    bounds = f" ({shown.low:.2f}-{shown.high:.2f})" if shown else ""
    return f"{use.rate.value:.2f}{bounds}"


def _marks(use: ConceptUse, apart: UseApart) -> list[str]:
    key = apart.keyness
    if key is None or not len(key) or key.why_no_bounds:
        return []
    frame = key.frame()
    own = frame[frame["low"] > 0].head(_WORDS)["feature"].tolist()
    other = frame[frame["high"] < 0].tail(_WORDS)["feature"].tolist()[::-1]
    return [
        "Words around it that mark one against the other",
        *(
            paragraph(f"{short_name(c)}: {', '.join(words) or 'none'}", "  ", "    ")
            for c, words in zip(use.states, (own, other), strict=True)
        ),
    ]
