"""States in two versions of a document: ranks joined by lines, mentions as bars beside them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from foedus.charts.chart import TEXT_SIZE, WIDTHS, Chart, DataTable, Padding, Size
from foedus.charts.layout import short_number, wrapped
from foedus.charts.palette import COMPARISON, FIRST, INK, LINE, SOFT
from foedus.charts.plane import Plane, Row

if TYPE_CHECKING:
    from foedus.core.interval import Interval
    from foedus.documents.comparing.two_documents.comparison import Comparison
    from foedus.documents.comparing.two_documents.salience import StateSalience

MOST: dict[Size, int] = {"wide": 12, "narrow": 9}
"""States drawn: those that rank highest in either version, and the one asked about."""
_STEP, _HEAD, _BAR = 28.0, 30.0, 4.5
_NAMES: dict[Size, float] = {"wide": 190.0, "narrow": 112.0}
_BARS: dict[Size, float] = {"wide": 150.0, "narrow": 0.0}
_GAP = 10.0
_LAST = 10_000
"""Stands for the rank of a state that is not named."""


@dataclass(frozen=True, slots=True)
class _Version:
    """One of the two columns: figures by state, and where bars begin and end."""

    values: dict[int, tuple[float, Interval] | None]
    ranks: dict[int, int | None]
    base: float
    way: int
    text: float


def versions_chart(found: Comparison, size: Size = "wide") -> Chart:
    """Draw ranks and mentions of the states named most in either version.

    Parameters
    ----------
    found
        Of `foedus.documents.comparing.two_documents.comparison.compare`.
    size
        On a phone the bars are left out; the figures stand beside the names.
    """
    width = WIDTHS[size] - 16
    drawn = _drawn(found, size)
    rows = _rows(found, drawn)
    deepest = max((row for column in rows for row in column.values()), default=0)
    height = _HEAD + (deepest + 1) * _STEP
    plane = Plane(width, height, 0.0, width)
    old, new = _columns(found, drawn, size, width)
    marks: dict[str, list[Row]] = {
        k: [] for k in ("bars", "bounds", "lines", "own", "dots", "left", "right", "bold left",
                        "bold right")
    }  # fmt: skip
    most = max((v[1].high for c in (old, new) for v in c.values.values() if v), default=1.0) or 1.0
    for s in drawn:
        focus = s.ccode == found.focus
        colour = FIRST if focus else COMPARISON
        ends = []
        for column, places in zip((old, new), rows, strict=True):
            y = _HEAD + places[s.ccode] * _STEP + _STEP / 2
            _bar(marks, column, s, (y, colour, _BARS[size] / most))
            side = "left" if column.way < 0 else "right"
            text = _label(s, column, size)
            words = {"x": column.text, "y": y, "text": text}
            words["colour"] = FIRST if focus else INK if column.ranks[s.ccode] else SOFT
            marks[f"bold {side}" if focus else side].append(words)
            ends.append((column.base - column.way * _GAP, y))
        (x, y), (x2, y2) = ends
        marks["own" if focus else "lines"].append(
            {"x": x, "y": y, "x2": x2, "y2": y2, "colour": colour}
        )
        marks["dots"] += [{"x": a, "y": b, "colour": colour} for a, b in ends]
    heads = _heads(found, (old, new), _NAMES[size] + _BARS[size], size)
    rules = [
        {"x": c.base, "x2": c.base, "y": _HEAD, "y2": height, "colour": LINE}
        for c in (old, new)
        if _BARS[size]
    ]
    layers = [
        plane.rules(rules),
        plane.bars(marks["bars"]),
        plane.rules(marks["bounds"], width=1.2),
        plane.rules(marks["lines"], width=1.4),
        plane.rules(marks["own"], width=3),
        plane.points(marks["dots"]),
        plane.texts(marks["left"], "right"),
        plane.texts(marks["right"], "left"),
        plane.texts(marks["bold left"], "right", 600),
        plane.texts(marks["bold right"], "left", 600),
        plane.texts(heads[:1], "right", 600),
        plane.texts(heads[1:], "left", 600),
    ]
    title = f"{found.name} among the states named in two versions"
    return Chart(
        f"versions-{size}",
        title,
        _subtitle(found, size),
        f"Source: {' and '.join(found.labels)}. Counted by foedus.",
        _alt(found, drawn),
        size,
        plane.view(layers),
        Padding(4, 8, 8, 8),
        versions_table(found),
    )


def versions_table(found: Comparison) -> DataTable:
    """All states: mentions, figure and rank in the old version, then in the new."""
    unit = "per 1,000 words" if found.one_language else "share (%)"
    head = ("state", *(f"{w}, {v}" for v in ("old", "new") for w in ("mentions", unit, "rank")))
    rows = []
    for s in found.salience.states:
        cells: list[str | int | float | None] = [s.name]
        for k, standing in enumerate((s.old, s.new)):
            rate = (s.rates.first, s.rates.second)[k]
            value = _value(found, s, k)
            cells += [rate.mentions, None if value is None else round(value[0], 3), standing.rank]
        rows.append(tuple(cells))
    return DataTable(head, tuple(rows))


def _drawn(found: Comparison, size: Size) -> list[StateSalience]:
    states = found.salience.states
    best = sorted(
        states, key=lambda s: (min(r for r in (s.old.rank, s.new.rank, _LAST) if r), s.name)
    )
    kept = best[: MOST[size]]
    if not any(s.ccode == found.focus for s in kept):
        kept = [*kept[:-1], found.state]
    return kept


def _rows(found: Comparison, drawn: list[StateSalience]) -> list[dict[int, int]]:
    """Row of each state in each version; those not named stand last."""

    def key(s: StateSalience, k: int) -> tuple[int, int, str]:
        own, other = (s.old, s.new) if k == 0 else (s.new, s.old)
        # Ties stand as in the other version, so that lines cross only where ranks do.
        return own.rank or _LAST, other.rank or _LAST, s.name

    rows = []
    for k in (0, 1):
        order = sorted(drawn, key=lambda s, k=k: key(s, k))  # type: ignore[misc]
        rows.append({s.ccode: row for row, s in enumerate(order)})
    return rows


def _columns(
    found: Comparison, drawn: list[StateSalience], size: Size, width: float
) -> tuple[_Version, _Version]:
    made = []
    room = _NAMES[size] + _BARS[size]
    for k, base, way, text in (
        (0, room, -1, _NAMES[size] - 8),
        (1, width - room, 1, width - _NAMES[size] + 8),
    ):
        values = {s.ccode: _value(found, s, k) for s in drawn}
        ranks = {s.ccode: (s.old, s.new)[k].rank for s in drawn}
        made.append(_Version(values, ranks, base, way, text))
    return made[0], made[1]


def _value(found: Comparison, s: StateSalience, k: int) -> tuple[float, Interval] | None:
    """Mentions per 1,000 words; per cent of all mentions where words are not comparable."""
    if found.one_language:
        rate = (s.rates.first, s.rates.second)[k]
        shown = rate.by_documents or rate.interval
        return None if rate.value is None or shown is None else (rate.value, shown)
    share = (s.old, s.new)[k].share
    shown = share.by_documents or share.exact
    if share.value is None or shown is None:
        return None
    from foedus.core.interval import Interval

    percent = Interval(100 * shown.low, 100 * shown.high, shown.level, shown.basis)
    return 100 * share.value, percent


def _bar(
    marks: dict[str, list[Row]], column: _Version, s: StateSalience, how: tuple[float, str, float]
) -> None:
    y, colour, scale = how
    found = column.values[s.ccode]
    if found is None or not scale or not column.ranks[s.ccode]:
        return
    value, interval = found
    ends = [column.base + column.way * scale * v for v in (value, interval.low, interval.high)]
    marks["bars"].append(
        {
            "x": column.base,
            "x2": ends[0],
            "y": y - _BAR,
            "y2": y + _BAR,
            "colour": colour,
            "hollow": False,
        }
    )
    marks["bounds"].append({"x": ends[1], "x2": ends[2], "y": y, "y2": y, "colour": SOFT})


def _label(s: StateSalience, column: _Version, size: Size) -> str:
    """Rank, name and figure; a phone has no room for more than a nought."""
    rank, value = column.ranks[s.ccode], column.values[s.ccode]
    room, letters = _NAMES[size] - 6, TEXT_SIZE[size]
    if rank is None or value is None:
        absent = ": not named" if size == "wide" else " 0"
        return wrapped(s.name, room - 7 * len(absent), letters, lines=1)[0] + absent
    figure = short_number(round(value[0], 1 if value[0] >= 1 else 2))
    name = wrapped(f"{rank}. {s.name}", room - 8 * len(figure), letters, lines=1)[0]
    return f"{name} {figure}"


def _heads(
    found: Comparison, columns: tuple[_Version, _Version], room: float, size: Size
) -> list[Row]:
    return [
        {
            "x": column.base if size == "wide" else column.text,
            "y": _HEAD / 2,
            "text": wrapped(label, room, TEXT_SIZE[size], lines=1)[0],
            "colour": SOFT,
        }
        for column, label in zip(columns, found.labels, strict=True)
    ]


def _subtitle(found: Comparison, size: Size) -> str:
    unit = "mentions per 1,000 words" if found.one_language else "per cent of all mentions"
    bars = f"; bars show it, thin lines hold {found.level:.0%}" if size == "wide" else ""
    return f"Rank, name and {unit}{bars}; lines join the ranks"


def _alt(found: Comparison, drawn: list[StateSalience]) -> str:
    parts = [f"{s.name} {s.old.rank or 'not named'} to {s.new.rank or 'not named'}" for s in drawn]
    return f"Ranks among the states named in {' and '.join(found.labels)}: {'; '.join(parts)}."
