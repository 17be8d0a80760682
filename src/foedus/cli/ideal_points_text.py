"""What `foedus ideal-points` prints to read: a list of states, positions by period, items."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any

from foedus.cli.listing import paragraph
from foedus.rollcalls.positions.ideal_points_about import about, bounds, pair_finding, short

if TYPE_CHECKING:
    import pandas as pd

    from foedus.rollcalls.positions.ideal_points import IdealPoints

ENDS = 10
"""States listed at either end."""
LONG, STEP = 15, 5
"""Periods from which on only every fifth year is printed."""
ITEMS = 12
ABREAST = 3
"""States beside each other."""


def everyone(found: IdealPoints) -> str:
    """Positions of all in the last period with enough items: the highest, median, lowest."""
    table = found.positions()
    settled = found.chosen.settled
    last = int(settled[-1])
    parts = [title(found), ""]
    for suffix in suffixes(found):
        rows = table[table["period"] == last].sort_values("mean" + suffix, ascending=False)
        head = f"Positions {in_period(found, last)}, {len(rows)} in all, the highest first"
        parts += [paragraph(head + dimension(suffix)), "", *_ranked(rows, suffix), ""]
    if int(found.period.max()) > last:
        later = found.chosen.votes.period > last
        parts.append(paragraph(f"Later periods have few items ({later.sum()} in all)."))
    parts.append(paragraph("-o FILE.csv has every position; name states to see their years."))
    return closed(parts, found)


def _ranked(rows: pd.DataFrame, suffix: str) -> Iterator[str]:
    wide = min(34, max(len(n) for n in rows["name"]))
    records = rows.to_dict("records")
    cut = len(records) > 2 * ENDS + 2
    for rank, row in enumerate(records, 1):
        if not cut or rank <= ENDS or rank > len(records) - ENDS:
            yield _ranked_row(rank, row, suffix, wide)
        elif rank == ENDS + 1:
            yield f"     ... median {short(float(rows['mean' + suffix].median()))} ..."


def _ranked_row(rank: int, row: dict[Any, Any], suffix: str, wide: int) -> str:
    name = textwrap.shorten(str(row["name"]), wide, placeholder="...")
    code = f"{row['state']:<5}" if row["state"] != row["name"] else ""
    interval = bounds(row["low" + suffix], row["high" + suffix])
    return f"{rank:>4} {code}{name:<{wide}} {short(row['mean' + suffix]):>7}  ({interval})"


def by_period(found: IdealPoints, every: int | None) -> str:
    """Positions of those named by period, with the distance of two."""
    pair = len(found.named) == 2
    parts = [title(found), ""]
    if pair:
        parts += [paragraph(pair_finding(found, *found.named)), ""]
    for suffix in suffixes(found):
        columns = [_column(found, name, suffix) for name in found.named]
        if pair and suffix in ("", "_2"):
            columns.append(_distance_column(found))
        periods = shown_periods(found, sorted(set().union(*(c for _, c in columns))), every)
        for k in range(0, len(columns), ABREAST):
            parts += [*_table(found, columns[k : k + ABREAST], periods, suffix), ""]
    text = "In brackets: 90 % intervals. -o FILE.csv has every period."
    parts.append(paragraph(f"{text} {_few_items(found, periods)}".rstrip()))
    return closed(parts, found)


def _few_items(found: IdealPoints, periods: list[int]) -> str:
    """Which of the periods shown rest on few items, where others do not."""
    settled = set(found.chosen.settled.tolist())
    count = {p: int((found.votes.period == p).sum()) for p in periods if p not in settled}
    few = ", ".join(f"{found.chosen.year(p) or p} ({n})" for p, n in count.items())
    return f"Few items: {few}." if few else ""


def _column(found: IdealPoints, name: str | int, suffix: str) -> tuple[str, dict[int, str]]:
    rows = found.rows(name)
    cells = {
        int(found.period[r]): _cell(*(x[r, _axis(suffix)] for x in (found.mean, found.low, found.high)))
        for r in rows
    }  # fmt: skip
    return str(name), cells


def _distance_column(found: IdealPoints) -> tuple[str, dict[int, str]]:
    apart = found.distance(*found.named)
    cells = {int(r["period"]): _cell(r["mean"], r["low"], r["high"]) for _, r in apart.iterrows()}
    return "distance", cells


def _cell(mean: float, low: float, high: float) -> str:
    return f"{short(mean):>5} ({bounds(low, high)})"


def _table(
    found: IdealPoints, columns: Sequence[tuple[str, dict[int, str]]], periods: list[int], suffix: str
) -> Iterator[str]:  # fmt: skip
    head = "Year" if found.chosen.before is not None else "Period"
    names = (f"{textwrap.shorten(n, 22, placeholder='...'):<24}" for n, _ in columns)
    if suffix:
        yield f"Dimension {suffix[1:]}"
    yield f"{head:<7}{''.join(names)}".rstrip()
    for period in periods:
        cells = "".join(f"{c.get(period, '    -'):<24}" for _, c in columns)
        yield f"{found.chosen.year(period) or period:<7}{cells}".rstrip()


def shown_periods(found: IdealPoints, periods: list[int], every: int | None) -> list[int]:
    """Every so many years, the first and the last, and the last with enough items."""
    step = every or (STEP if len(periods) > LONG else 1)
    settled = [p for p in periods if p in set(found.chosen.settled.tolist())]
    ends = {periods[0], periods[-1], (settled or periods)[-1]}
    return [p for p in periods if (found.chosen.year(p) or p) % step == 0 or p in ends]


def items(found: IdealPoints) -> str:
    """The items that divide most, with parameters and fit."""
    from foedus.rollcalls.diagnostics.item_table import item_table

    table = item_table(found)
    names = found.chosen.listed.set_index("item")["title"].to_dict()
    symbols = found.chosen.listed.set_index("item")["symbol"].to_dict()
    slopes = [c for c in table.columns if c.startswith("slope")]
    heads = "".join(f"{c.replace('_', ' '):>10}" for c in slopes)
    shown = min(ITEMS, len(table))
    lines = [title(found), "", f"The {shown} of {len(table):,} items that divide most", ""]
    lines.append(f"{'':<12}{'votes':>6}{heads}{'cuts':>14}{'right':>7}{'null':>6}{'PRE':>6}")
    for row in table.head(ITEMS).to_dict("records"):
        slope = "".join(f"{short(row[c]):>10}" for c in slopes)
        cuts = f"{short(row['lower'])}, {short(row['upper'])}"
        year = found.chosen.year(int(row["period"])) or row["period"]
        head = paragraph(f"{symbols.get(row['item']) or row['item']} {names.get(row['item'], '')}")
        lines += [
            textwrap.shorten(head, 78, placeholder=" ..."),
            f"    {year:<8}{row['votes']:>6}{slope}{cuts:>14}{short(row['predicted']):>7}"
            f"{short(row['null']):>6}{short(row['reduction']):>6}",
        ]
    legend = (
        "P(yes) = Phi(first cut - slope * position). Right: share of votes whose likeliest choice "
        "was cast; null: share of the most common; PRE: proportional reduction in error against "
        "that. -o FILE.csv has every item."
    )
    return closed([*lines, "", paragraph(legend)], found)


def suffixes(found: IdealPoints) -> list[str]:
    """Endings of columns: none with one dimension."""
    dims = found.mean.shape[1]
    return [f"_{k + 1}" for k in range(dims)] if dims > 1 else [""]


def dimension(suffix: str) -> str:
    """Which dimension, where there are two."""
    return f", dimension {suffix[1:]}" if suffix else ""


def _axis(suffix: str) -> int:
    return int(suffix[1:]) - 1 if suffix else 0


def in_period(found: IdealPoints, period: int) -> str:
    """``in 2024 (session 79)``."""
    year = found.chosen.year(period)
    if year is None:
        return f"in period {period}"
    return f"in {year}" + (f" (session {period})" if found.chosen.before else "")


def title(found: IdealPoints) -> str:
    """Heading."""
    return paragraph(f"Ideal points: {found.chosen.title}")


def closed(parts: Sequence[str], found: IdealPoints) -> str:
    """The parts, then what they rest on."""
    notes = "\n".join(paragraph(note, "", "  ") for note in about(found))
    return "\n".join(parts).rstrip() + f"\n\n{notes}\n"
