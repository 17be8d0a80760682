"""States counted, as records, tables and text."""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from foedus.cli.listing import paragraph
from foedus.cli.texts.options import code_of, name_of, plural
from foedus.cli.wide_text import columns, filled, wrapped

if TYPE_CHECKING:
    from foedus.core.interval import Interval
    from foedus.documents.mentions.read_states import Read
    from foedus.documents.mentions.state_rates import StateRate
    from foedus.report.exporters.panels import Panel

GROUPS_SHOWN = 40
"""Groups with their own block on the screen."""


def labels_of(
    connection: sqlite3.Connection, found: Sequence[StateRate], by: str
) -> dict[str, tuple[str, str]]:
    """How each group is printed: documents by number and date; and their titles."""
    groups = dict.fromkeys(one.group for one in found)
    if by != "document":
        return {group: (group, "") for group in groups}
    labels = {}
    for group in groups:
        title, date = connection.execute(
            "SELECT title, date FROM document WHERE id = ?", (int(group),)
        ).fetchone()
        labels[group] = ("  ".join(filter(None, (group, date))), title or "")
    return labels


def mention_record(
    one: StateRate, by: str, labels: Mapping[str, tuple[str, str]]
) -> dict[str, Any]:
    """One figure as a row of a table."""
    of_rate, of_share = _shown(one)
    return {
        **({} if by == "all" else {by: one.group}),
        **({"title": labels[one.group][1]} if by == "document" else {}),
        "state": code_of(one.ccode),
        "ccode": one.ccode,
        "mentions": one.rate.mentions,
        "tokens": one.rate.tokens,
        "documents": one.rate.documents,
        "naming": one.naming,
        "per_1000": _rounded(one.rate.value),
        "per_1000_low": _rounded(of_rate.low if of_rate else None),
        "per_1000_high": _rounded(of_rate.high if of_rate else None),
        "all_mentions": one.share.of,
        "share": _rounded(one.share.value),
        "share_low": _rounded(of_share.low if of_share else None),
        "share_high": _rounded(of_share.high if of_share else None),
        "level": of_rate.level if of_rate else None,
        "intervals": of_rate.basis if of_rate else one.rate.why,
    }


def _rounded(value: float | None) -> float | None:
    return None if value is None else round(value, 5)


def _shown(one: StateRate) -> tuple[Interval | None, Interval | None]:
    """The intervals that are shown: by documents where there are, else exact."""
    return (
        one.rate.by_documents or one.rate.interval,
        one.share.by_documents or one.share.exact,
    )


def panels_of(
    found: Sequence[StateRate], labels: Mapping[str, tuple[str, str]], by: str, named: bool
) -> list[Panel]:
    """A block for each state over the groups, or for each group with its states."""
    from foedus.report.exporters.panels import Panel

    if by == "all":
        rows = tuple(_row(f"{name_of(o.ccode)} ({code_of(o.ccode)})", o) for o in found)
        return [Panel("", _head("State"), rows)]
    if named:
        ccodes = dict.fromkeys(one.ccode for one in found)
        return [
            Panel(
                f"{name_of(ccode)} ({code_of(ccode)})",
                _head(by.capitalize()),
                tuple(_row(labels[o.group][0], o) for o in found if o.ccode == ccode),
                under=tuple(labels[o.group][1] for o in found if o.ccode == ccode)
                if by == "document"
                else (),
            )
            for ccode in ccodes
        ]
    return [
        Panel(
            "  ".join(filter(None, label)),
            _head("State"),
            tuple(
                _row(f"{name_of(o.ccode)} ({code_of(o.ccode)})", o)
                for o in found
                if o.group == group
            ),
        )
        for group, label in labels.items()
    ]


def _head(first: str) -> tuple[str, ...]:
    return (first, "mentions", "in doc.", "per 1,000 words", "share of all states")


def _row(label: str, one: StateRate) -> tuple[str, ...]:
    of_rate, of_share = _shown(one)
    per = one.rate.why
    if one.rate.value is not None and of_rate is not None:
        per = f"{_short(one.rate.value)} ({_short(of_rate.low)}-{_short(of_rate.high)})"
    part = one.share.why
    if one.share.value is not None and of_share is not None:
        part = f"{one.share.value:.1%} ({of_share.low:.1%}-{of_share.high:.1%})"
    return (label, f"{one.rate.mentions:,}", f"{one.naming:,}", per, part)


def _short(value: float) -> str:
    """Three figures or so: 0.26, 14.7, 328.

    Examples
    --------
    >>> _short(0.256), _short(14.71), _short(328.4)
    ('0.26', '14.7', '328')
    """
    return f"{value:.{2 if value < 10 else 1 if value < 100 else 0}f}"


def notes_of(
    name: str, read: Read, conditions: str, left_out: str, found: Sequence[StateRate]
) -> list[str]:
    """What the figures rest on, and the next step.

    Parameters
    ----------
    name
        Of the corpus.
    read
        What was counted.
    conditions, left_out
        Which documents were chosen, which mentions do not count; in words, or empty.
    found
        The figures.
    """
    exact = sum(one.rate.by_documents is None for one in found)
    level = next((one.rate.interval.level for one in found if one.rate.interval), 0.95)
    how = f"{level:.0%} intervals from documents drawn again"
    if exact == len(found):
        how = f"{level:.0%} intervals are exact and take mentions as independent of each other"
    elif exact:
        how += f", exact ones in {exact} of {len(found)} rows, where too few documents name a state"
    notes = [
        f"{plural(len(read.documents), 'document')}{f' ({conditions})' if conditions else ''} with "
        f"{int(read.tokens.sum()):,} words, {int(read.count.sum()):,} mentions of "
        f"{plural(len(read.ccodes), 'state')}{f'; left out: {left_out}' if left_out else ''}. {how}."
    ]
    if read.unread:
        notes.append(
            f"Not read: {plural(read.unread, 'document')} not in English, Chinese or Russian."
        )
    notes.append(f"Passages: foedus texts search {name} --state {code_of(found[0].ccode)}")
    return notes


def as_terminal(panels: Sequence[Panel], notes: Sequence[str]) -> str:
    """The tables as text of 80 columns, whatever the width of letters."""
    lines: list[str] = []
    shown = panels[:GROUPS_SHOWN]
    first = min(24, max(columns(row[0]) for panel in shown for row in (panel.head, *panel.rows)))
    for panel in shown:
        lines += [panel.title] if panel.title else []
        full = [panel.head, *panel.rows]
        widths = [max(len(row[k]) for row in full) for k in range(1, len(panel.head))]
        for row, title in zip(full, ("", *(panel.under or ("",) * len(panel.rows))), strict=True):
            cells = [cell.rjust(width) for cell, width in zip(row[1:], widths, strict=True)]
            lines.append("  ".join([filled(row[0], first), *cells]).rstrip())
            lines += [wrapped(title, "    ")] if title else []
        lines.append("")
    if len(panels) > len(shown):
        lines += [f"... and {len(panels) - len(shown):,} more; -o x.csv has them all.", ""]
    return "\n".join([*lines, *(paragraph(note) for note in notes)]) + "\n"
