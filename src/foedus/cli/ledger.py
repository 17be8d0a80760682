"""`foedus ledger`: case files, their checks, and the questions they answer."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from foedus.cli.lazy import LazyGroup
from foedus.cli.listing import ListFormat, entry, field, format_option, paragraph, written
from foedus.core.errors import FoedusError

if TYPE_CHECKING:
    from foedus.ledger.case_file import CaseFile
    from foedus.ledger.records import Item
    from foedus.states.state import State


@click.command(
    cls=LazyGroup,
    places={
        "check": "foedus.cli.ledger:check_command",
        "new": "foedus.cli.ledger:new_command",
        "list": "foedus.cli.ledger:list_command",
        "show": "foedus.cli.ledger:show_command",
        "timeline": "foedus.cli.ledger:timeline_command",
        "ask": "foedus.cli.ledger_questions:ask_command",
        "summary": "foedus.cli.ledger_questions:summary_command",
        "compare": "foedus.cli.ledger_questions:compare_command",
        "instruments": "foedus.cli.ledger_questions:instruments_command",
        "steps": "foedus.cli.ledger_steps:steps_command",
        "export": "foedus.cli.ledger_export:export_command",
    },
    summaries={
        "check": "Report every fault of a case file or folder, with line and remedy.",
        "new": "Start a case file for a pair.",
        "list": "List the case files, or the items of one.",
        "show": "Show one item with its sources.",
        "timeline": "The items of a pair by year, both directions side by side.",
        "ask": "Unused tools, costs borne, what was extracted, withheld, signalled.",
        "summary": "How a case file is spread: direction, kind, time, language, grade.",
        "compare": "Lay a second coder's file beside the first.",
        "instruments": "The closed list of instruments with the anchors of their levels.",
        "steps": "Steps of military alignment, and how coders graded a pair.",
        "export": "Write items or grid cells as csv, parquet, dta or html.",
    },
)
def ledger_group() -> None:
    """Case files: what one state promised, provided, paid, withheld and took.

    The project's own come with foedus; your own are read from the folder in
    FOEDUS_LEDGER, one folder a pair, before them.

    \b
    Examples:
      foedus ledger list
      foedus ledger list CHN RUS --kind payment
      foedus ledger ask CHN RUS
      foedus ledger check my-ledger/
    """


def pair_case(a: str, b: str) -> tuple[State, State, CaseFile]:
    """Two states and their case file.

    Raises
    ------
    FoedusError
        If there is no case file of the pair; names those there are.
    """
    from foedus.ledger.case_file import case_file
    from foedus.ledger.places import case_folders, pairs_in
    from foedus.states.resolve import resolve_pair

    one, two = resolve_pair(a, b)
    case = case_file(one.iso3, two.iso3)
    if case is None:
        names = sorted({p.name for f in case_folders() for p in pairs_in(f)})
        raise FoedusError(
            f"No case file of {one.name} and {two.name}.",
            f"There are: {', '.join(names)}. `foedus ledger new {one.iso3} {two.iso3}` starts one.",
        )
    return one, two, case


@click.command("check")
@click.argument("path", required=False, metavar="[PATH]")
def check_command(path: str | None) -> int:
    """Report every fault of a file or folder at PATH, all at once.

    Without PATH the project's own case files and need episodes are checked.

    \b
    Examples:
      foedus ledger check
      foedus ledger check my-ledger/fra-ita/items.toml
    """
    from foedus.ledger.check import check
    from foedus.ledger.places import needs_folder, shipped_folder

    places = [Path(path)] if path else [shipped_folder(), needs_folder()]
    faults = [f for place in places for f in check(place)]
    for fault in faults:
        click.echo(str(fault))
    n = len(faults)
    click.echo("No faults." if not n else f"{n} fault{'s' if n > 1 else ''}.")
    return 2 if n else 0


@click.command("new")
@click.argument("a")
@click.argument("b")
@click.option("--folder", default=".", metavar="FOLDER", help="Where the pair's folder is made.")
def new_command(a: str, b: str, folder: str) -> None:
    """Start a case file for A and B: grids of their need episodes, items, sources, schemas.

    \b
    Examples:
      foedus ledger new FRA ITA --folder my-ledger
    """
    from datetime import date

    from foedus.ledger.template import start_case
    from foedus.states.resolve import resolve_pair

    files = start_case(*resolve_pair(a, b), Path(folder), date.today().isoformat())
    for file in files:
        click.echo(str(file))
    click.echo(f"Next: edit them, then `foedus ledger check {files[0].parent}`.")


@click.command("list")
@click.argument("a", required=False)
@click.argument("b", required=False)
@click.option("--kind", help="Only items of this kind.")
@click.option("--instrument", help="Only items of this instrument.")
@click.option("--from", "first", type=int, help="First year.")
@click.option("--to", "last", type=int, help="Last year.")
@format_option
def list_command(
    a: str | None,
    b: str | None,
    kind: str | None,
    instrument: str | None,
    first: int | None,
    last: int | None,
    form: ListFormat,
) -> None:
    """List the case files at hand, or the items of A and B.

    \b
    Examples:
      foedus ledger list
      foedus ledger list CHN RUS --kind extraction
    """
    if a is None:
        _list_cases(form)
        return
    if b is None:
        raise click.UsageError("One state named; two make a pair.")
    from foedus.ledger.instruments import instrument as known_instrument
    from foedus.ledger.tables import item_records

    _, _, case = pair_case(a, b)
    if kind:
        _known_kind(kind)
    name = known_instrument(instrument).name if instrument else None
    items = [
        i
        for i in case.items
        if (not kind or i.kind == kind)
        and (not name or i.instrument.name == name)
        and (first is None or i.start.year >= first)
        and (last is None or i.start.year <= last)
    ]
    if form != "terminal":
        click.echo(written(item_records(case, items), form), nl=False)
        return
    for item in items:
        click.echo(entry(_head(item), item.summary), nl=False)
    click.echo(f"{len(items)} of {len(case.items)} items.")


def _known_kind(kind: str) -> None:
    from foedus.core.errors import unknown
    from foedus.ledger.words import KINDS

    if kind not in KINDS:
        raise unknown("kind", kind, KINDS)


def _head(item: Item) -> str:
    way = "and" if item.mutual else "to"
    return (
        f"{item.id}  {item.start}  {item.actor} {way} {item.toward}  {item.kind}, "
        f"{item.instrument.label.lower()}, level {item.level}"
    )


def _list_cases(form: ListFormat) -> None:
    from foedus.ledger.case_file import all_cases
    from foedus.ledger.effort import REACHES, effort_of

    records = [
        {
            "pair": "-".join(c.pair),
            "items": len(c.items),
            "episodes": len(c.rows),
            "searched": effort_of(c).reach,
            "sources": len(c.sources),
            "from": min((i.start.year for i in c.items), default=None),
            "to": max((i.start.year for i in c.items), default=None),
            "own": "foedus" if c.own else "yours",
        }
        for c in all_cases()
    ]
    if form != "terminal":
        click.echo(written(records, form), nl=False)
        return
    click.echo(f"{'Pair':<10}{'Items':>6}{'Episodes':>10}{'Sources':>9}  Years      Searched")
    for r in records:
        click.echo(
            f"{r['pair']:<10}{r['items']:>6}{r['episodes']:>10}{r['sources']:>9}  "
            f"{r['from'] or ''}-{r['to'] or ''}  {REACHES[str(r['searched'])]}"
            f"{'' if r['own'] == 'foedus' else '  (yours)'}"
        )


@click.command("show")
@click.argument("item_id", metavar="ITEM")
def show_command(item_id: str) -> None:
    """Show one item with everything coded of it, its sources and their grades.

    \b
    Examples:
      foedus ledger show jpn-usa-u001
    """
    from foedus.core.errors import unknown
    from foedus.ledger.case_file import all_cases

    known: dict[str, CaseFile] = {}
    for case in all_cases():
        known |= dict.fromkeys(case.by_id, case)
    if item_id not in known:
        raise unknown("item", item_id, known)
    case = known[item_id]
    click.echo(_shown(case.by_id[item_id], case), nl=False)


def _shown(item: Item, case: CaseFile) -> str:
    from foedus.ledger.tables import ITEM_LABELS, item_records

    record = item_records(case, [item])[0]
    lines = [paragraph(item.summary)]
    lines += [
        field(name, record[name])
        for name in ITEM_LABELS
        if name not in ("summary", "grades", "urls") and record[name] not in ("", None)
    ]
    lines.append(field("level means", item.instrument.levels[item.level]))
    if item.note:
        lines.append(field("note", item.note))
    for ref in item.sources:
        source = case.sources[ref.id]
        maker = source.get("publisher") or source.get("container-title") or ""
        lines.append(
            field("source", f"{source['title']}. {maker}. {ref.grades}, seen: {ref.seen}.")
        )
        lines.append(f"{'':<14}{source['URL']}")
    return "\n".join(lines) + "\n"


@click.command("timeline")
@click.argument("a")
@click.argument("b")
@click.option("--from", "first", type=int, help="First year.")
@click.option("--to", "last", type=int, help="Last year.")
def timeline_command(a: str, b: str, first: int | None, last: int | None) -> None:
    """The items of A and B by year, who acted marked by an arrow.

    \b
    Examples:
      foedus ledger timeline CHN RUS --from 2014
    """
    one, _, case = pair_case(a, b)
    year = None
    for item in case.items:
        at = item.start.year
        if (first is not None and at < first) or (last is not None and at > last):
            continue
        if at != year:
            click.echo(f"{at}")
            year = at
        arrow = "<>" if item.mutual else "->" if item.actor == one.iso3 else "<-"
        text = f"{arrow} {str(item.start)[5:] or '     ':<6}{item.kind:<11}{item.summary}"
        click.echo(paragraph(text, "  ", " " * 22))
    click.echo(f"-> {one.iso3} acts, <- the other acts, <> both.")
