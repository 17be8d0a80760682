"""`foedus ideal-points A B --fan`: how much of a conclusion hangs on the slice."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import click

from foedus.cli.ideal_points_files import PAGES, PICTURES, TABULAR, TEXTS
from foedus.cli.listing import ListFormat, paragraph, written
from foedus.core.errors import FoedusError

if TYPE_CHECKING:
    from foedus.rollcalls.slices.slice_fan import Fan

LABELS = {
    "group": "Kind of slice",
    "slice": "Slice",
    "from": "First year or period compared",
    "to": "Last year or period compared",
    "items": "Divided items",
    "votes": "Votes on them",
    "fewest_from": "Votes in the first of whichever of the two votes less",
    "fewest_to": "The same in the last",
    "reason": "Why it cannot be judged",
    "direction": "Whether the direction of the change holds",
    "standing": "Whether the standing among all pairs holds",
}
_STEMS = {
    "distance": "Distance in standard deviations of the year's positions",
    "change": "Change of the distance",
    "nearer_than": "Share of other pairs further apart",
    "position1": "Position of the first",
    "position2": "Position of the second",
}


def check_fan(states: tuple[str, ...], asked: dict[str, Any], **others: Any) -> None:
    """Raise FoedusError for what makes no sense together with a fan, before any work."""
    if len(states) != 2:
        raise FoedusError(
            f"A fan holds two states against each other; {len(states)} named.",
            "Write `foedus ideal-points A B --fan`.",
        )
    varied = {
        "--issue": asked["issue"] != "all",
        "--without": bool(asked["without"]),
        "--special": asked["special"] is not None,
        "--paragraphs": asked["paragraphs"] is not None,
        "--linked": asked["linked"] is not None,
    }
    strange = {
        "--dimensions": asked["dimensions"] != 1,
        "--checkpoint": asked["checkpoint"] is not None,
        "--orient": asked["orient"] is not None,
        **{f"--{name}": bool(given) for name, given in others.items()},
    }
    for name in (n for n, given in varied.items() if given):
        raise FoedusError(f"A fan varies what {name} sets.", f"Leave out {name}, or --fan.")
    for name in (n for n, given in strange.items() if given):
        raise FoedusError(f"{name} does not go with --fan.", f"Leave out {name}, or --fan.")


def run_fan(states: tuple[str, ...], asked: dict[str, Any]) -> Fan:
    """The fan, with a bar in a terminal."""
    from foedus.cli.data import folders
    from foedus.cli.estimating import progress_bar
    from foedus.rollcalls.slices.sensitivity import sensitivity_fan

    folders(asked["data"])
    names = ("first", "last", "record", "mode", "sweeps", "burn", "chains", "seed", "smoothing", "data")  # fmt: skip
    how = {name: asked[name] for name in names}
    with progress_bar("Slices") as progress:
        return sensitivity_fan(states[0], states[1], votes=asked["file"], progress=progress, **how)


def deliver_fan(fan: Fan, form: ListFormat, ending: str, output: str | None) -> None:
    """The fan on the screen, or in the file named."""
    from foedus.cli.delivery import deliver, deliver_picture, deliver_table
    from foedus.report.exporters.fan_panels import fan_page, fan_record, fan_title

    if form == "terminal" and ending in ("", ".txt"):
        deliver(_text(fan), output)
        return
    if output is not None:
        click.echo(paragraph(fan.sentence()))
    if form == "terminal" and ending in PICTURES and output is not None:
        from foedus.charts.render import standalone_spec
        from foedus.charts.slices import slices_chart

        deliver_picture(standalone_spec(slices_chart(fan), "bounds"), output)
        return
    if form == "terminal" and ending in PAGES:
        deliver(fan_page(fan), output)
        return
    rows = _rows(fan)
    if form == "terminal" and ending in TABULAR and output is not None:
        deliver_table(rows, {name: _label(name) for name in rows[0]}, output, fan_title(fan))
        return
    kind = TEXTS[ending] if form == "terminal" else form
    if kind == "md":
        deliver(_markdown(fan), output)
    elif kind == "json":
        whole = {"about": fan_record(fan), "rows": rows}
        deliver(json.dumps(whole, ensure_ascii=False, indent=2) + "\n", output)
    else:
        deliver(written(rows, kind), output)


def _text(fan: Fan) -> str:
    from foedus.report.exporters.fan_panels import fan_notes, fan_panels, fan_title
    from foedus.report.exporters.panels import as_text

    notes = "\n".join(paragraph(note, "", "  ") for note in fan_notes(fan))
    head = f"{paragraph(fan_title(fan))}\n\n{paragraph(fan.sentence())}"
    return f"{head}\n\n{as_text(fan_panels(fan))}\n\n{notes}\n"


def _markdown(fan: Fan) -> str:
    from foedus.report.exporters.fan_panels import fan_notes, fan_panels, fan_title
    from foedus.report.exporters.md import plain
    from foedus.report.exporters.panels import as_markdown

    notes = "\n".join(f"- {plain(note)}" for note in fan_notes(fan))
    return (
        f"# {plain(fan_title(fan))}\n\n{plain(fan.sentence())}\n\n{as_markdown(fan_panels(fan))}"
        f"\n\n{notes}\n"
    )


def _rows(fan: Fan) -> list[dict[str, Any]]:
    from foedus.report.exporters.vote_records import records

    return records(fan.frame())


def _label(name: str) -> str:
    if name in LABELS:
        return LABELS[name]
    words, end = name, ""
    for mark, said in (("_low", ", 5 %"), ("_high", ", 95 %")):
        if words.endswith(mark):
            words, end = words.removesuffix(mark), said
    for mark, said in (("_from", ", first"), ("_to", ", last")):
        if words.endswith(mark):
            words, end = words.removesuffix(mark), f"{said}{end}"
    return f"{_STEMS[words]}{end}"
