"""Two versions of a document held against each other: for the terminal and as Markdown."""

from __future__ import annotations

from itertools import zip_longest
from typing import TYPE_CHECKING, Any

from foedus.documents.comparing.two_documents.finding import bounds, figure, finding, notes
from foedus.documents.comparing.two_documents.region_lists import WAYS_IN_WORDS
from foedus.report.exporters.md import plain
from foedus.report.exporters.panels import WIDTH, Panel, as_markdown, as_text

if TYPE_CHECKING:
    from foedus.documents.comparing.two_documents.comparison import Comparison
    from foedus.documents.comparing.two_documents.salience import Standing, StateSalience

STATES, WORDS, QUOTED = 12, 10, 240
"""States and words shown; characters of a passage."""
_NONE = "-"
_NOTABLE = 0.05
"""Words with a larger p, before it is adjusted, are not shown."""


def title(found: Comparison) -> str:
    """What the comparison is, as a heading."""
    old, new = found.labels
    return f"{found.name}: {old} against {new}"


def terminal(found: Comparison) -> str:
    """The comparison as text of 80 columns."""
    import textwrap

    said = [textwrap.fill(s, WIDTH, break_on_hyphens=False) for s in finding(found)]
    known = [
        textwrap.fill(n, WIDTH, initial_indent="- ", subsequent_indent="  ", break_on_hyphens=False)
        for n in notes(found)
    ]
    quoted = "\n\n".join(
        textwrap.fill(f"{head}: {text}", WIDTH, break_on_hyphens=False)
        for head, text in passages(found)
    )
    parts = [
        title(found),
        "\n\n".join(said),
        quoted,
        as_text(panels(found)),
        "Notes\n\n" + "\n".join(known),
    ]
    return "\n\n".join(part for part in parts if part) + "\n"


def passages(found: Comparison) -> list[tuple[str, str]]:
    """Where each version treats the state, and how the passage begins."""
    from foedus.documents.comparing.two_documents.quotes import entry_quote

    way = found.way
    made = []
    for side, places, first in zip(found.sides, found.places, found.passages, strict=True):
        if way is not None:
            listed = places.ways[way]
            block = listed.items[(listed.place or 1) - 1].block
        elif first.rank is not None:
            block = first.block
        else:
            continue
        quote = entry_quote(side, block, found.focus)
        text = " ".join(side.side.documents[0].text[quote.begin : quote.end].split())
        made.append(
            (f"{side.side.label}, {quote.where}", text[:QUOTED] + "…" * (len(text) > QUOTED))
        )
    return made


def markdown(found: Comparison) -> str:
    """The comparison as Markdown; every text stands for itself."""
    said = "\n\n".join(plain(s) for s in finding(found))
    known = "\n".join(f"- {plain(n)}" for n in notes(found))
    quoted = "\n\n".join(f"{plain(head)}:\n\n> {plain(text)}" for head, text in passages(found))
    body = as_markdown(panels(found, states=10_000))
    return f"# {plain(title(found))}\n\n{said}\n\n{quoted}\n\n{body}\n\n## Notes\n\n{known}\n"


def panels(found: Comparison, states: int = STATES) -> list[Panel]:
    """The tables: states, regions, paragraphs, words; those without figures are left out."""
    made = [
        states_panel(found, states),
        regions_panel(found),
        paragraphs_panel(found),
        words_panel(found),
    ]
    return [panel for panel in made if panel is not None]


def states_panel(found: Comparison, most: int) -> Panel:
    """Mentions, rate or share, and rank of each state, and the ratio of the rates."""
    rates = found.one_language
    unit = "/1,000" if rates else "share"
    head = ["State", "old", unit, "rank", "new", unit, "rank"]
    head += [f"new/old ({found.level:.0%})"] if rates else []
    shown = list(found.salience.states[:most])
    if found.state not in shown:
        shown.append(found.state)
    rows = tuple(_state_row(found, s) for s in shown)
    left = len(found.salience.states) - len(shown)
    note = "/1,000: mentions per 1,000 words. " if rates else ""
    note += "Ranks with bounds in brackets."
    note += f" {left:,} more states in the files." if left > 0 else ""
    return Panel("States named most", tuple(head), rows, note=note)


def _state_row(found: Comparison, s: StateSalience) -> tuple[str, ...]:
    cells = [s.name[:22]]
    for rate, standing in ((s.rates.first, s.old), (s.rates.second, s.new)):
        cells += [f"{rate.mentions:,}", _much(found, rate.value, standing), ranks(standing)]
    return (*cells, ratio(s)) if found.one_language else tuple(cells)


def _much(found: Comparison, rate: float | None, standing: Standing) -> str:
    if found.one_language:
        return _NONE if rate is None else figure(rate)
    return _NONE if standing.share.value is None else f"{standing.share.value:.1%}"


def ranks(standing: Standing) -> str:
    """A rank with its bounds."""
    if standing.rank is None:
        return _NONE
    return f"{standing.rank} ({standing.low}-{standing.high})"


def ratio(s: StateSalience) -> str:
    """New over old with its interval."""
    pair = s.rates
    shown = pair.ratio_by_documents or pair.ratio_interval
    if pair.ratio is None or shown is None:
        return _NONE
    value = "new" if pair.ratio == float("inf") else figure(pair.ratio)
    return f"{value} ({bounds(shown)})"


def regions_panel(found: Comparison) -> Panel | None:
    """The two lists of regions side by side, by the way that both can be read in."""
    way = found.way
    if way is None:
        return None
    lists = [places.ways[way] for places in found.places]
    sections = [p.section.title if p.section else "" for p in found.places]
    pairs = zip_longest(lists[0].items, lists[1].items)
    rows = tuple(
        (str(k), *(_entry(pair[j], k == lists[j].place) for j in (0, 1)))
        for k, pair in enumerate(pairs, start=1)
    )
    lead = f"{WAYS_IN_WORDS[way].capitalize()}; * is {found.name}."
    lead += f" Sections: {sections[0]!r} and {sections[1]!r}."
    return Panel("List of regions", ("Place", "old", "new"), rows, lead, words=3)


def _entry(item: Any, own: bool) -> str:
    if item is None:
        return ""
    label = item.label if len(item.label) <= 32 else f"{item.label[:31]}…"
    return f"* {label}" if own else str(label)


def paragraphs_panel(found: Comparison) -> Panel | None:
    """How many paragraphs met each change, those that name the state apart."""
    if found.changes.why:
        return None
    naming, every = found.changes.counts(naming=True), found.changes.counts()
    rows = tuple((change, str(naming[change]), str(every[change])) for change in every)
    return Panel("Paragraphs", ("Change", f"naming {found.name}", "all"), rows)


def words_panel(found: Comparison, most: int = WORDS) -> Panel | None:
    """Words that mark each version against the other."""
    if found.words is None or not len(found.words):
        return None
    ends = word_ends(found, most)
    rows: list[tuple[str, ...]] = []
    for heading, chosen in zip(("More in the new", "More in the old"), ends, strict=True):
        if chosen:
            rows += [(heading,), *map(_word_row, chosen)]
    if not rows:
        return None
    head = ("Word", "old", "new", "G2", "log ratio", "adjusted p")
    return Panel("Words that mark one against the other", head, tuple(rows))


def word_ends(found: Comparison, most: int) -> tuple[list[dict[str, Any]], list[dict[str, Any]]]:
    """The strongest words of the new version and of the old, at most so many each."""
    from foedus.documents.comparing.two_documents.records import word_records

    rows = word_records(found)
    new = [r for r in rows if r["g2"] > 0 and r["p"] < _NOTABLE][:most]
    old = [r for r in reversed(rows) if r["g2"] < 0 and r["p"] < _NOTABLE][:most]
    return new, old


def _word_row(row: dict[str, Any]) -> tuple[str, ...]:
    return (
        str(row["feature"])[:24],
        f"{row['old']:,}",
        f"{row['new']:,}",
        f"{row['g2']:+.1f}",
        _log_ratio(row),
        f"{row['p_adjusted']:.2g}",
    )


def _log_ratio(row: dict[str, Any]) -> str:
    low, high = (("no end" if b is None else f"{b:+.1f}") for b in (row["low"], row["high"]))
    return f"{row['log_ratio']:+.1f} ({low} to {high})"
