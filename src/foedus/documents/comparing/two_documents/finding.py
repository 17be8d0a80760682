"""A comparison in plain words: what changed, how surely, and what to know before reading on."""

from __future__ import annotations

import math
from collections.abc import Iterator

from foedus.core.interval import Interval
from foedus.documents.comparing.two_documents.comparison import Comparison
from foedus.documents.comparing.two_documents.region_lists import WAYS_IN_WORDS, Way
from foedus.states.table import systems

_MUCH = 0.4
"""Share of all mentions from which a state is probably the document's own."""


def finding(found: Comparison) -> list[str]:
    """The answer as sentences, the most important first.

    Examples
    --------
    >>> from foedus.documents.comparing.two_documents.comparison import compare
    >>> from foedus.documents.comparing.two_documents.sides import Document, Side
    >>> old, new = (
    ...     Side(n, (Document(n, text, "en"),))
    ...     for n, text in (("2016", "Ties with China and India."), ("2023", "China and China."))
    ... )
    >>> print(finding(compare(old, new, 710))[0])
    China is named 2 times in 2023 and 1 time in 2016: 3.3 times as often per 1,000 words (95% \
interval 0.17 to 197), and chance alone could make this difference.
    """
    return [_named(found), _among_states(found), _place(found), _first(found), _paragraphs(found)]


def notes(found: Comparison) -> list[str]:
    """What to know before reading the figures."""
    return [
        *_what_counts(found),
        *_how_sure(found),
        *(n for s in found.sides for n in s.side.notes),
    ]


def times(number: int) -> str:
    """A count in words: ``1 time``, ``24 times``."""
    return f"{number:,} time{'s' * (number != 1)}"


def bounds(interval: Interval, digits: int = 2) -> str:
    """Bounds of an interval, with significant digits; a bound that nothing sets is "no end"."""
    low, high = (
        "no end" if math.isinf(b) else figure(b, digits) for b in (interval.low, interval.high)
    )
    return f"{low} to {high}"


def figure(value: float, digits: int = 2) -> str:
    """A number with so many significant digits, large ones whole.

    Examples
    --------
    >>> figure(0.1734), figure(2.0), figure(197.4), figure(1234.5)
    ('0.17', '2.0', '197', '1,234')
    """
    if abs(value) >= 10 ** (digits - 1) * 10:
        return f"{value:,.0f}"
    if value == 0:
        return "0"
    return f"{value:.{max(0, digits - 1 - math.floor(math.log10(abs(value))))}f}"


def _named(found: Comparison) -> str:
    old, new = found.labels
    pair = found.state.rates
    first, second = pair.first.mentions, pair.second.mentions
    head = f"{found.name} is named {times(second)} in {new} and {times(first)} in {old}"
    if not first + second:
        return f"{found.name} is named in neither {old} nor {new}."
    if not found.one_language:
        return f"{head}; rates by words are not comparable, as the two are not in one language."
    drawn = pair.ratio_by_documents or pair.ratio_interval
    if pair.ratio is None or drawn is None:
        return f"{head}; {pair.why}."
    if math.isinf(pair.ratio):
        times_as_often = "so that no ratio can be given"
        return f"{head}, {times_as_often} (at least {figure(drawn.low)} times as often)."
    sure = f"{found.level:.0%} interval {bounds(drawn)}"
    head = f"{head}: {figure(pair.ratio)} times as often per 1,000 words ({sure})"
    doubt = drawn.low <= 1 <= drawn.high
    return f"{head}, and chance alone could make this difference." if doubt else f"{head}."


def _among_states(found: Comparison) -> str:
    parts = []
    for standing, label in zip((found.state.old, found.state.new), found.labels, strict=True):
        if standing.rank is None:
            parts.append(
                f"unnamed in {label}, which names {standing.of} other{'s' * (standing.of != 1)}"
            )
            continue
        share = standing.share
        assert share.value is not None
        assert share.exact is not None
        between = share.by_documents or share.exact
        parts.append(
            f"{standing.rank} of {standing.of} in {label} with {share.value:.1%} of all mentions of "
            f"states ({between.low:.1%} to {between.high:.1%})"
        )
    if found.state.old.rank is None and found.state.new.rank is None:
        counts = f"{found.state.old.of} and {found.state.new.of}"
        return f"Its rank among the states named: not assessable; the two name {counts} others."
    return f"Its rank among the states named: {parts[0]}; {parts[1]}."


def _place(found: Comparison) -> str:
    way = found.way
    if way is not None:
        one, two = (places.ways[way] for places in found.places)
        moved = (
            "kept" if (one.place, len(one.items)) == (two.place, len(two.items)) else "went from"
        )
        said = f"place {one.place} of {len(one.items)}"
        if moved != "kept":
            said += f" to place {two.place} of {len(two.items)}"
        better = "".join(_better(found, k, way) for k in (0, 1))
        return f"In the list of regions ({WAYS_IN_WORDS[way]}) it {moved} {said}.{better}"
    whys = []
    for places, label in zip(found.places, found.labels, strict=True):
        known = next((v for v in places.ways.values() if v.place is not None), None)
        if known is not None:
            by = WAYS_IN_WORDS[known.way]
            whys.append(f"{label}: place {known.place} of {len(known.items)} by the {by}")
            continue
        why = places.why or next((v.why for v in reversed(places.ways.values())), "")
        whys.append(f"{label}: {why.removeprefix('not assessable: ')}")
    if found.places[0].why and found.places[0].why == found.places[1].why:
        return f"Place in a list of regions: {found.places[0].why}."
    return f"Place in a list of regions: not assessable ({'; '.join(whys)})."


def _better(found: Comparison, k: int, way: Way) -> str:
    """The place by a better way of reading, which only one version has."""
    best = next(listed for listed in found.places[k].ways.values() if listed.place is not None)
    if best.way == way:
        return ""
    said = f"place {best.place} of {len(best.items)} by the {WAYS_IN_WORDS[best.way]}"
    return f" {found.labels[k]} alone: {said}."


def _first(found: Comparison) -> str:
    if found.passages[0].why and found.passages[0].why == found.passages[1].why:
        return f"First passage about it: {found.passages[0].why}."
    parts = []
    for first, label in zip(found.passages, found.labels, strict=True):
        if first.rank is None:
            parts.append(f"{label}: {first.why}")
        else:
            parts.append(
                f"{label}: paragraph {first.paragraph} of {first.paragraphs}, place {first.rank} of "
                f"{first.of} among states with a passage of their own"
            )
    return f"First passage about it: {'; '.join(parts)}."


def _paragraphs(found: Comparison) -> str:
    made = found.changes
    if made.why:
        return f"Paragraphs: {made.why}."
    naming, every = made.counts(naming=True), made.counts()
    own = ", ".join(f"{n} {change}" for change, n in naming.items() if n) or "none"
    rest = ", ".join(f"{n} {change}" for change, n in every.items() if n) or "none"
    return f"Paragraphs that name it: {own}. All paragraphs ({made.old} and {made.new}): {rest}."


def _what_counts(found: Comparison) -> Iterator[str]:
    kinds = "names, adjectives, peoples and short signs"
    capitals = "capitals and seats of government too" if found.metonyms else "not capitals"
    yield f"Counted are {kinds}, {capitals}; mentions that are {found.least} or surer."
    speakers = {d.speaker for s in found.sides for d in s.side.documents} - {None}
    for ccode in sorted(c for c in speakers if c is not None):
        name = systems().states[ccode].short
        own = sum(int(s.own.sum()) for s in found.sides)
        yield f"The documents are {name}'s own: its {own:,} mentions of itself are left out."
    if not speakers:
        for side, k in zip(found.sides, (0, 1), strict=True):
            top = max(
                (s for s in found.salience.states),
                key=lambda s, k=k: (s.old, s.new)[k].share.value or 0.0,  # type: ignore[misc]
            )
            share = (top.old, top.new)[k].share.value or 0.0
            if share > _MUCH and top.ccode != found.focus:
                yield (
                    f"{top.name} makes up {share:.0%} of the mentions in {side.side.label}. If the "
                    "document is its own, say so (--speaker), so that it is not ranked among others."
                )
    if not found.one_language:
        yield (
            "The two are not in one language: shares, ranks and places are compared; rates, "
            "paragraphs and words are not. In a corpus, --language chooses one."
        )
    if any(d.year is None for s in found.sides for d in s.side.documents):
        yield (
            "Not every document says when it was written; there, names mean what they mean today."
        )


def _how_sure(found: Comparison) -> Iterator[str]:
    yield (
        "Intervals of rates and shares take mentions as independent of each other (exact Poisson "
        "and binomial); mentions come in clusters, so that the true ones are wider. Where each "
        "side has ten documents or more, intervals are by documents drawn again."
    )
    yield "Intervals of ranks redraw every count as a Poisson count around what was found."
    if not found.changes.why:
        from foedus.documents.comparing.versions import ALIKE, SAME

        yield (
            f"Paragraphs are versions of one another from {ALIKE:.0%} of words and word pairs in "
            f"common on, and kept from {SAME:.1%} on; their numbers do not count, nor do headings."
        )
    if found.words is not None:
        yield from (f"Words: {note}." for note in found.words.notes)
