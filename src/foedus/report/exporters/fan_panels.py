"""A fan of slices as a table to read, a page and a record."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from foedus.report.exporters.estimate_page import drawings, framed
from foedus.report.exporters.panels import Panel, as_html
from foedus.rollcalls.positions.ideal_points_about import bounds, short
from foedus.rollcalls.slices.slice_kinds import HEADS
from foedus.rollcalls.slices.slice_rows import Row, Verdict

if TYPE_CHECKING:
    from foedus.charts.chart import Chart, Size
    from foedus.rollcalls.slices.slice_fan import Fan

MARKS: dict[Verdict, str] = {
    "holds": " ",
    "holds, not settled": "~",
    "turned, not settled": "?",
    "turned": "!",
    "not assessable": " ",
}
LEGEND = (
    "Change: of the distance, in standard deviations of all positions of the year, with its 90 % "
    "interval; below 0 they came nearer. Nearer than: share of all other pairs that are further "
    "apart in {last}. Unmarked: holds beyond doubt; ~ holds, not settled; ? the other way, not "
    "settled; ! turned."
)


def fan_title(fan: Fan) -> str:
    """Heading."""
    first, last = (fan.label(p) for p in fan.ends)
    one, two = fan.names
    return f"{one} and {two}, {first} and {last}: how much hangs on the slice? {fan.title}"


def fan_panels(fan: Fan) -> list[Panel]:
    """The slices, and those that cannot be judged with the reasons."""
    _, last = (fan.label(p) for p in fan.ends)
    found = [
        Panel(
            "Slices",
            ("", "items", "change", "nearer than"),
            tuple(_rows(fan)),
            note=LEGEND.format(last=last),
        )
    ]
    gone = [row for row in fan.rows if row.reason]
    if gone:
        told = "; ".join(f"{row.slice.name}: {row.reason.rstrip('.')}" for row in gone)
        found.append(Panel("Not assessable", (), (), f"{told}."))
    return found


def _rows(fan: Fan) -> Iterator[tuple[str, ...]]:
    group = ""
    for row in fan.rows:
        if row.reason:
            continue
        if row.slice.group != group:
            group = row.slice.group
            yield (HEADS[group],)
        yield (f"  {row.slice.name}", f"{row.items:,}", *_cells(fan, row))


def _cells(fan: Fan, row: Row) -> tuple[str, str]:
    mean, low, high = row.change
    base = row is fan.base
    change = " " if base else MARKS[fan.on_change(row)]
    stand = " " if base else MARKS[fan.on_last(row)]
    return (
        f"{short(mean)} ({bounds(low, high)}){change}",
        f"{100 * row.further_last[0]:.0f} %{stand}",
    )


def fan_notes(fan: Fan) -> list[str]:
    """Mode, record, sources: a sentence each."""
    from foedus.rollcalls.positions.ideal_points_about import MODES
    from foedus.sources.registry import origin

    settings = fan.settings
    notes = [
        f"Mode {settings.mode}: {MODES[settings.mode]}; seed {settings.seed}. Every slice is "
        "estimated anew, with a scale of its own.",
        *fan.notes,
    ]
    if fan.sources:
        named = [f"{origin(n).title} (`foedus cite {n}`)" for n in fan.sources]
        notes.append(f"Sources: {'; '.join(named)}.")
    return notes


def fan_record(fan: Fan) -> dict[str, Any]:
    """What the figures are, for programs."""
    settings = fan.settings
    return {
        "title": fan.title,
        "record": fan.record,
        "names": list(fan.names),
        "compared": [p + fan.offset for p in fan.ends],
        "mode": settings.mode,
        "seed": settings.seed,
        "than": fan.than,
        "interval": 0.9,
        "sentence": fan.sentence(),
        "notes": list(fan.notes),
        "sources": list(fan.sources),
    }


def fan_page(fan: Fan) -> str:
    """The page: the sentence, both charts, the table."""

    def drawn(size: Size) -> list[Chart]:
        from foedus.charts.slices import slices_chart

        return [slices_chart(fan, "change", size), slices_chart(fan, "standing", size)]

    body = drawings(drawn, titled=True) + as_html(fan_panels(fan))
    return framed(fan_title(fan), fan.sentence(), body, fan_notes(fan))
