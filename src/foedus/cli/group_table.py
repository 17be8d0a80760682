"""A group's votes for the terminal: the finding, a table by period, parts and pairs."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from foedus.cli.listing import paragraph
from foedus.rollcalls.groups.group_finding import Row, finding, records, when
from foedus.rollcalls.groups.group_issues import ALL
from foedus.rollcalls.groups.group_measures import Measure

if TYPE_CHECKING:
    from foedus.rollcalls.groups.group_result import GroupVotes

MOST_PAIRS = 5
"""Pairs shown at either end where a group has more than twice as many."""
LEGEND = (
    "Alike: share of resolutions on which every member voted and all made the same choice. "
    "Most: the same where at least {most} voted. "
    "Pairs: agreement of two members, mean of the pairs. Index: agreement index of Hix, Noury "
    "and Roland. Beyond chance: Krippendorff's alpha, 0 is what chance would give. Majority: "
    "agreement with the choice of most states, mean of the members. In brackets: {level:.0%} of "
    "{draws} resamplings of each year's resolutions."
)


def shown(found: GroupVotes, others: Sequence[str], present: int | None = None) -> str:
    """The whole text.

    Parameters
    ----------
    found
        Figures of a group.
    others
        Codes of the states it is held against.
    present
        Members that must vote for "most"; three quarters where None.
    """
    most = "three quarters of the members" if present is None else f"{present} members"
    parts = []
    for issue in found.issues:
        if not len(found.pick("cohesion", "", issue)):
            parts.append(f"No vote of two members on {_named(issue)} in these years.\n")
            continue
        head = f"{found.name}: {_named(issue)}" if len(found.issues) > 1 else found.name
        lines = [
            paragraph(head),
            "",
            paragraph(finding(found, issue)),
            "",
            *_table(found, others, issue),
        ]
        parts.append("\n".join([*lines, *_sections(found, issue)]) + "\n")
    ends = [LEGEND.format(most=most, level=found.level, draws=found.draws), *found.notes]
    return "\n".join([*parts, *map(paragraph, ends)]) + "\n"


def _named(issue: str) -> str:
    return "all votes" if issue == ALL else issue.replace("_", " ")


def _rows(found: GroupVotes, measure: Measure, of: str | None, issue: str) -> dict[str, list[Row]]:
    """Rows by period."""
    rows: dict[str, list[Row]] = {}
    for row in records(found.pick(measure, of, issue)):
        rows.setdefault(when(row), []).append(row)
    return rows


def _table(found: GroupVotes, others: Sequence[str], issue: str) -> Iterator[str]:
    """One line a period."""
    yield (
        f"{'':<10}{'votes':>5}  {'alike':<14}{'most':>4}  {'pairs':<14}{'index':>5}{'beyond':>7}"
        f"{'major-':>7}{''.join(f'{o:>7}' for o in others)}"
    )
    yield f"{'':<56}{'chance':>7}{'ity':>7}"
    names: tuple[tuple[Measure, str], ...] = (
        ("identical", ""),
        ("identical_most", ""),
        ("agreement_index", ""),
        ("alpha", ""),
        ("majority", ""),
        *(("with", o) for o in others),
    )
    held = [_rows(found, measure, of, issue) for measure, of in names]
    for years, (pair,) in _rows(found, "cohesion", "", issue).items():
        alike, most, *rest = (h[years][0] if years in h else None for h in held)
        widths = (5, 7, 7, *(7 for _ in others))
        cells = "".join(f"{_value(r):>{w}}" for r, w in zip(rest, widths, strict=True))
        yield (
            f"{years:<10}{pair['items']:>5}  {_bounds(alike):<14}{_value(most):>4}  "
            f"{_bounds(pair):<14}{cells}"
        )


def _value(row: Row | None) -> str:
    return "-" if row is None else _short(row["value"])


def _short(value: float) -> str:
    """Two decimals without the idle zero: ``.41``, ``-.07``, ``1.00``.

    Examples
    --------
    >>> _short(0.408), _short(-0.071), _short(1.0)
    ('.41', '-.07', '1.00')
    """
    return f"{value:.2f}".replace("0.", ".", 1) if abs(value) < 0.995 else f"{value:.2f}"


def _bounds(row: Row | None) -> str:
    if row is None:
        return "-"
    if math.isnan(row["low"]):
        return _short(row["value"])
    return f"{_short(row['value'])} ({_short(row['low'])}-{_short(row['high'])})"


def _sections(found: GroupVotes, issue: str) -> Iterator[str]:
    """How the group divides, who stands apart, its pairs and members: first and last period."""
    splits = _rows(found, "split", None, issue)
    if splits:
        years = list(splits)[-1]
        parts = sorted(splits[years], key=lambda r: -r["value"])
        words = ", ".join(f"{r['of']} {_short(r['value'])}" for r in parts if r["value"] > 0)
        yield ""
        yield paragraph(f"How it divides when all vote, {years}: {words}")
    alone = _rows(found, "alone", None, issue)
    if alone:
        years = list(alone)[-1]
        parts = sorted(alone[years], key=lambda r: -r["value"])[:MOST_PAIRS]
        words = ", ".join(f"{r['of']} {_short(r['value'])}" for r in parts if r["value"] > 0)
        yield paragraph(f"Apart from all others, {years}: {words or 'none'}", "", "    ")
    yield from _first_and_last(found, "Pair", "pair", issue)
    yield from _first_and_last(found, "With the majority", "majority", issue)


def _first_and_last(found: GroupVotes, title: str, measure: Measure, issue: str) -> Iterator[str]:
    rows = {
        y: {r["of"]: r for r in rs if r["of"]}
        for y, rs in _rows(found, measure, None, issue).items()
    }
    if not rows:
        return
    first, *_, last = [*rows, *list(rows)[-1:]]
    ranked = sorted(rows[last].values(), key=lambda r: -r["value"])
    left_out = max(0, len(ranked) - 2 * MOST_PAIRS)
    if left_out:
        ranked = [*ranked[:MOST_PAIRS], *ranked[-MOST_PAIRS:]]
    yield ""
    yield f"{title:<19}{first if first != last else '':<18}{last}"
    for place, row in enumerate(ranked):
        if left_out and place == MOST_PAIRS:
            yield f"... {left_out} more"
        before = rows[first].get(row["of"]) if first != last else None
        yield f"{row['of']:<19}{_bounds(before) if first != last else '':<18}{_bounds(row)}"
