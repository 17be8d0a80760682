"""`foedus ideal-points --diagnostics`: what a referee asks of estimates."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from foedus.cli.ideal_points_files import PAGES, PICTURES, TABULAR, TEXTS
from foedus.cli.listing import ListFormat, paragraph, written
from foedus.core.errors import FoedusError

if TYPE_CHECKING:
    from foedus.charts.chart import Chart, Size
    from foedus.report.exporters.panels import Panel
    from foedus.rollcalls.diagnostics.diagnose import Diagnostics
    from foedus.rollcalls.positions.ideal_points import IdealPoints

LABELS = {
    "table": "Which table of the diagnostics",
    "period": "Period (session of the Assembly); first of a decade for convergence",
    "year": "Its year",
    "subject": "Item, actor or category; empty for a period",
    "name": "Title or name",
    "figure": "Which figure",
    "value": "Its value",
}
PANELS = 6
"""Positions whose chains are drawn where no state is named."""


def check_checks(mode: str, ending: str, **others: Any) -> None:
    """Raise FoedusError for what makes no sense together with diagnostics, before any work."""
    for name in (n for n, given in others.items() if given):
        raise FoedusError(
            f"--{name} does not go with --diagnostics.", f"Leave out --{name}, or --diagnostics."
        )
    if ending in PICTURES and mode == "fast":
        raise FoedusError(
            "A chart of diagnostics shows traces, and the mode fast has no chains.",
            "Take the mode foedus or faithful, or write x.html, x.md, x.json or x.csv.",
        )


def deliver_checks(
    found: IdealPoints, form: ListFormat, ending: str, output: str | None, every: int | None
) -> None:
    """The diagnostics on the screen, or in the file named."""
    from foedus.cli.delivery import deliver, deliver_picture, deliver_table
    from foedus.cli.estimating import progress_bar
    from foedus.rollcalls.diagnostics.ideal_point_checks import diagnostics, long_table, tables_of

    if form == "terminal" and ending in PICTURES and output is not None:
        from foedus.charts.render import standalone_spec

        deliver_picture(standalone_spec(_traces(found, "wide"), "bounds"), output)
        return
    with progress_bar("Leaving items out") as progress:
        made = diagnostics(found, progress=progress)
    if form == "terminal" and ending in ("", ".txt"):
        deliver(_text(found, made, every), output)
        return
    if form == "terminal" and ending in PAGES:
        deliver(_page(found, made), output)
        return
    from foedus.report.exporters.vote_records import records

    kind = TEXTS.get(ending, "csv") if form == "terminal" else form
    if kind == "md":
        deliver(_markdown(found, made), output)
    elif kind == "json":
        from foedus.rollcalls.positions.ideal_points_about import record

        tables = {name: records(table) for name, table in tables_of(made).items()}
        whole = {"about": record(found), "sentences": _sentences(found, made), **tables}
        deliver(json.dumps(whole, ensure_ascii=False, indent=2, default=str) + "\n", output)
    elif form == "terminal" and ending in TABULAR and output is not None:
        deliver_table(records(long_table(found, made)), LABELS, output, _title(found))
    else:
        deliver(written(records(long_table(found, made)), "csv"), output)


def _traces(found: IdealPoints, size: Size) -> Chart:
    """Chains of those named in their first, middle and last period; else of the worst."""
    from foedus.charts.traces import traces_chart
    from foedus.rollcalls.diagnostics.traces import traces, worst
    from foedus.rollcalls.positions.positions_of import label

    chosen = [(r["actor"], int(r["period"])) for r in worst(found, PANELS).to_dict("records")]
    if found.named:
        each = 3 if len(found.named) < 3 else 2
        chosen = []
        for name in found.named:
            rows = found.rows(name)
            at = {0: rows[0], 1: rows[-1], 2: rows[len(rows) // 2]}
            picked = sorted({int(at[k]) for k in range(each)})
            chosen += [(found.actors[int(found.actor[r])], int(found.period[r])) for r in picked]
    names = [f"{label(found.chosen, a, p)}, {found.chosen.year(p) or p}" for a, p in chosen]
    return traces_chart(traces(found, chosen), names, size)


def _panels(found: IdealPoints, made: Diagnostics, every: int | None = None) -> list[Panel]:
    from foedus.cli.ideal_points_text import shown_periods
    from foedus.report.exporters.check_panels import check_panels

    periods = sorted(set(made.periods["period"].tolist()))
    return check_panels(found, made, shown_periods(found, periods, every) if every != 0 else None)


def _text(found: IdealPoints, made: Diagnostics, every: int | None) -> str:
    from foedus.cli.ideal_points_text import closed
    from foedus.report.exporters.panels import as_text

    more = paragraph("-o FILE.json or FILE.csv has every period, item and actor.")
    parts = [paragraph(_title(found)), "", as_text(_panels(found, made, every)), "", more]
    return closed(parts, found)


def _markdown(found: IdealPoints, made: Diagnostics) -> str:
    from foedus.report.exporters.md import plain
    from foedus.report.exporters.panels import as_markdown
    from foedus.rollcalls.positions.ideal_points_about import about

    notes = "\n".join(f"- {plain(note)}" for note in about(found))
    return f"# {plain(_title(found))}\n\n{as_markdown(_panels(found, made, 0))}\n\n{notes}\n"


def _page(found: IdealPoints, made: Diagnostics) -> str:
    from foedus.report.exporters.estimate_page import drawings, framed
    from foedus.report.exporters.panels import as_html
    from foedus.rollcalls.positions.ideal_points_about import about

    def drawn(size: Size) -> list[Chart]:
        return [_traces(found, size)]

    chains = "" if found.sampled is None else drawings(drawn, titled=True)
    body = as_html(_panels(found, made, 0)) + chains
    return framed(_title(found), "", body, about(found))


def _sentences(found: IdealPoints, made: Diagnostics) -> list[str]:
    from foedus.report.exporters.check_panels import hidden

    return [
        *made.on_chains(),
        *made.on_fit(),
        *([hidden(found, made), *made.pair.sentences()[1:]] if made.pair else []),
    ]


def _title(found: IdealPoints) -> str:
    return f"Ideal points, diagnostics: {found.chosen.title}"
