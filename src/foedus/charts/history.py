"""The type of every year as lanes: one lane a type, filled where the pair was of that type."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from foedus.assessment.result import YearVerdict
from foedus.charts.chart import TEXT_SIZE, WIDTHS, Chart, DataTable, Padding, Size
from foedus.charts.layout import text_width
from foedus.charts.palette import INK, LINE, SOFT
from foedus.charts.plane import Plane, Row
from foedus.core.vocabulary import VERDICT_TYPES

UNKNOWN = "not assessable"
_LABELS = ("paper pact", "dead letter")
_LEFT: dict[Size, float] = {"wide": 244.0, "narrow": 2.0}
_STEP: dict[Size, float] = {"wide": 27.0, "narrow": 42.0}
_THICK = 13.0


@dataclass(frozen=True, slots=True)
class Spell:
    """Years in a row with the same type, all carried or none."""

    kind: str
    first: int
    last: int
    carried: bool

    @property
    def years(self) -> str:
        """The years in words, as `1950` or `1950–1959`."""
        return str(self.first) if self.first == self.last else f"{self.first}–{self.last}"


def spells(history: Sequence[YearVerdict]) -> list[Spell]:
    """Join years of the same type.

    Examples
    --------
    >>> years = [YearVerdict(y, "rivalry", "rivalry", 0.8, False) for y in (1960, 1961, 1963)]
    >>> [s.years for s in spells(years)]
    ['1960–1961', '1963']
    """
    found: list[Spell] = []
    for year in sorted(history, key=lambda y: y.year):
        kind = year.type or UNKNOWN
        last = found[-1] if found else None
        if last and (last.kind, last.last, last.carried) == (kind, year.year - 1, year.carried):
            found[-1] = Spell(kind, last.first, year.year, year.carried)
        else:
            found.append(Spell(kind, year.year, year.year, year.carried))
    return found


def history_chart(
    history: Sequence[YearVerdict], size: Size, years: tuple[int, int], name: str = ""
) -> Chart | None:
    """Draw the lanes, or None without a history.

    Parameters
    ----------
    history
        One entry a year.
    size
        ``wide`` (lane names at the left) or ``narrow`` (above the lanes).
    years
        First and last year of the axis.
    """
    if not history:
        return None
    found = spells(history) + _label_spells(history)
    kinds = [k for k in (*VERDICT_TYPES, UNKNOWN, *_LABELS) if any(s.kind == k for s in found)]
    left, step = _LEFT[size], _STEP[size]
    plane = Plane(WIDTHS[size] - left - 14, step * len(kinds), years[0] - 0.5, years[1] + 0.5)
    middle = {k: step * i + (step / 2 if size == "wide" else 29.0) for i, k in enumerate(kinds)}
    bars, rails = [], []
    for spell in found:
        y, finding = middle[spell.kind], spell.kind in _LABELS
        thick = _THICK / (2 if finding else 1)
        bars.append(
            {
                "x": spell.first - 0.46,
                "x2": spell.last + 0.46,
                "hollow": spell.carried,
                "y": y + _THICK / 2 - thick,
                "y2": y + _THICK / 2,
                "colour": SOFT if finding or spell.kind == UNKNOWN else INK,
            }
        )
    for k in kinds:
        foot = middle[k] + _THICK / 2
        rails.append({"x": plane.low, "x2": plane.high, "y": foot, "y2": foot, "colour": LINE})
    layers = [
        plane.rules(rails),
        plane.bars(bars),
        plane.texts(_span_texts(found, plane, middle, size)),
        plane.texts(_lane_names(kinds, plane, middle, size)),
    ]
    return Chart(
        name or f"history-{size}",
        "The type of each year",
        "The same rules, applied to "
        f"every year since {years[0]}. Outlined: the inputs that decide were carried forward.",
        "",
        _alt(found),
        size,
        plane.view(layers, _axis(years, size)),
        Padding(6, 14, 26, left),
        history_table(history),
    )


def history_table(history: Sequence[YearVerdict]) -> DataTable:
    """Year, type, score, labels."""
    rows = tuple(
        (
            y.year,
            y.printed or y.type or UNKNOWN,
            y.score,
            "yes" if y.carried else "no",
            "; ".join(y.labels),
        )
        for y in sorted(history, key=lambda y: y.year)
    )
    return DataTable(("year", "type", "membership", "carried", "also"), rows)


def _label_spells(history: Sequence[YearVerdict]) -> list[Spell]:
    """Paper pacts and dead letters as lanes of their own, thinner: findings, not types."""
    found: list[Spell] = []
    for label in _LABELS:
        found += [
            Spell(label, s.first, s.last, s.carried)
            for s in spells(
                [
                    YearVerdict(y.year, "no alignment", "", None, y.carried)
                    for y in history
                    if label in y.labels
                ]
            )
        ]
    return found


def _axis(years: tuple[int, int], size: Size) -> Row:
    span = years[1] - years[0]
    gap = (10 if size == "wide" else 20) if span > 30 else 5 if span > 10 else 2
    values = [y for y in range(years[0], years[1] + 1) if y % gap == 0 and y < years[1] - gap // 3]
    return {"values": [*values, years[1]], "format": "d", "title": None}


def _span_texts(
    found: list[Spell],
    plane: Plane,
    middle: dict[str, float],
    size: Size,
) -> list[Row]:
    """The years of each spell, printed to the right of it where there is room."""
    rows = []
    for spell in found:
        width = text_width(spell.years, TEXT_SIZE[size])
        after = plane.across(spell.last + 0.5) + 6
        following = [s.first for s in found if s.kind == spell.kind and s.first > spell.last]
        end = plane.across(min(following) - 0.5) - 4 if following else plane.width + 12
        if after + width <= end:
            rows.append(
                {
                    "x": plane.value(after),
                    "y": middle[spell.kind] - 1,
                    "text": spell.years,
                    "colour": SOFT,
                }
            )
        else:
            before = plane.across(spell.first - 0.5) - 8 - width
            earlier = [s.last for s in found if s.kind == spell.kind and s.last < spell.first]
            if before >= (plane.across(max(earlier) + 0.5) + width + 12 if earlier else 0):
                rows.append(
                    {
                        "x": plane.value(before),
                        "y": middle[spell.kind] - 1,
                        "text": spell.years,
                        "colour": SOFT,
                    }
                )
    return rows


def _lane_names(kinds: list[str], plane: Plane, middle: dict[str, float], size: Size) -> list[Row]:
    x = plane.value(-_LEFT["wide"] + 2) if size == "wide" else plane.value(0)
    lift = 0 if size == "wide" else -17
    return [
        {
            "x": x,
            "y": middle[k] + lift,
            "text": k[:1].upper() + k[1:],
            "colour": SOFT if k in _LABELS or k == UNKNOWN else INK,
        }
        for k in kinds
    ]


def _alt(found: list[Spell]) -> str:
    parts = [f"{s.years} {s.kind}{' (carried)' if s.carried else ''}" for s in found]
    return f"Type by year: {'; '.join(parts)}."
