"""`foedus episodes`: the hours of need of a pair, and what was done in them."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

import click

from foedus.cli.listing import ListFormat, data_option, entry, format_option, paragraph, written

if TYPE_CHECKING:
    from foedus.ledger.episodes import Episode
    from foedus.ledger.need_rule import Found
    from foedus.ledger.responses import Direction
    from foedus.ledger.words import Response
    from foedus.states.state import State

TODO = "todo"


@click.command("episodes", short_help="Each state's hours of need, and what the other did.")
@click.argument("words", nargs=-1, required=True, metavar="[todo] A B")
@click.option("--from", "first", type=int, help="First year in which a need begins.")
@click.option("--to", "last", type=int, help="Last year in which a need begins.")
@click.option(
    "--all", "everything", is_flag=True, help="Also what the rule found and nobody coded."
)
@click.option(
    "--sanctions", is_flag=True, help="Also by sanctions, from your own copy of the data."
)
@data_option
@click.option("--grid", is_flag=True, help="Every cell: one answer for each response in reach.")
@format_option
def episodes_command(
    words: tuple[str, ...],
    first: int | None,
    last: int | None,
    everything: bool,
    sanctions: bool,
    data: str | None,
    grid: bool,
    form: ListFormat,
) -> None:
    """List the need episodes of A and B by the rule, and the responses on file.

    The list of a state's needs is drawn up before anyone looks at a response: from crises
    (ICB), disputes with deaths (COW MID) and a supplement with sources; with --sanctions
    also from sanctions data, which may not be passed on. `foedus episodes todo A B` shows
    the cells that nobody searched.

    \b
    Examples:
      foedus episodes CHN RUS
      foedus episodes CHN RUS --grid --from 2022
      foedus episodes todo FRA ITA
    """
    from foedus.states.resolve import resolve_pair

    todo = words[0].casefold() == TODO
    states = words[1:] if todo else words
    if len(states) != 2:
        raise click.UsageError(f"{len(states)} states named; two make a pair.")
    one, two = resolve_pair(*states)
    if todo:
        _to_do(one, two, form, last, first)
        return
    from foedus.ledger.episodes import episodes

    more = _sanctions((one, two), data) if sanctions else {}
    everything = everything or sanctions
    both = [
        (a, b, episodes(a, b, last, first, more.get(b.ccode, ())))
        for a, b in ((one, two), (two, one))
    ]
    if form != "terminal":
        from foedus.ledger.tables import episode_records

        shown = [e for _, _, found in both for e in found if everything or e.need]
        click.echo(written(episode_records(shown), form), nl=False)
        return
    for actor, toward, found in both:
        _print_direction(actor, toward, found, everything, grid, last, first)


def _sanctions(states: tuple[State, State], data: str | None) -> dict[int, tuple[Found, ...]]:
    """Needs by sanctions of each state; the error says where to get the data."""
    from foedus.cli.data import folders
    from foedus.ledger.sanctions_rule import sanctions_found
    from foedus.sources.tidy import build_tables

    tables, _ = build_tables(folders(data), ["gsdb_sanctions"])
    rows = tables["sanctions"]
    return {s.ccode: sanctions_found(rows, s.ccode) for s in states}


def _print_direction(
    actor: State,
    toward: State,
    found: Iterable[Episode],
    everything: bool,
    grid: bool,
    last: int | None,
    first: int | None,
) -> None:
    episodes = list(found)
    listed = [e for e in episodes if e.need]
    click.echo(f"{actor.name} in {_owner(toward.name)} hours of need")
    for e in episodes if everything else listed:
        click.echo(_told(e, grid), nl=False)
    rest = len(episodes) - len(listed)
    if rest and not everything:
        click.echo(
            paragraph(f"{rest} more found by the rule and not coded; --all shows them.", "  ")
        )
    for line in _rates(actor, toward, last, first):
        click.echo(paragraph(line, "  "))
    click.echo()


def _owner(name: str) -> str:
    return f"{name}'" if name.endswith("s") else f"{name}'s"


def _told(e: Episode, grid: bool) -> str:
    head = f"{e.years[0]}{'' if e.years[0] == e.years[1] else f'-{e.years[1]}'}  {e.title}"
    head = paragraph(head, "  ", " " * 4)
    if e.row is None:
        return entry(head, "not searched")
    lines = [
        f"given: {e.told(e.given) or ('nothing found' if e.row.counted else 'not searched')}"
        + (f"; refused or unanswered: {e.told(e.held_back)}" if e.held_back else "")
    ]
    if not e.row.counted:
        lines.append(f"search not complete: {len(e.unsearched)} of {len(e.bearing)} responses open")
    if e.paid:
        lines.append(f"counts as paid: {', '.join(i.id for i in e.paid)}")
    lines.append(e.row.summary)
    if e.row.dispute:
        lines.append(f"The other reading: {e.row.dispute}")
    if grid:
        from foedus.ledger.words import ANSWER_WORDS, RESPONSE_WORDS

        lines += [f"{RESPONSE_WORDS[n]}: {ANSWER_WORDS[a]}" for n, a in e.answers.items()]
    return entry(head, *lines)


def _rates(actor: State, toward: State, last: int | None, first: int | None) -> list[str]:
    from foedus.ledger.case_file import case_file
    from foedus.ledger.responses import baseline, direction, pooled

    case = case_file(actor.iso3, toward.iso3)
    if case is None or not case.rows_of(actor.iso3):
        return ["Untested: nothing is coded for this direction."]
    d = direction(case, actor.iso3, last, first)
    if not d.rows:
        begun = f" {d.begun} are begun and enter no rate." if d.begun else ""
        return [f"Untested in these years: no need of {toward.name} is searched in full.{begun}"]
    lines = [
        f"Material response in {_with_interval(d, 'material')}; words in {d.words.words}; "
        f"paid in {_with_interval(d, 'paid')}; something refused in {d.refused.words}."
    ]
    kept = ", ".join(f"{n} {outcome}" for outcome, n in d.promises.items() if n)
    lines.append(f"Promises that bind or cost: {kept or 'none on file'}.")
    others = baseline(actor.iso3, toward.iso3, last, first)
    if others:
        lines.append(
            f"Beside it, {actor.name} for its other partners in need ("
            + ", ".join(f"{o.toward} {o.material.words}" for o in others)
            + f"): material response in {pooled(others).words}, paid in {pooled(others, 'paid').words}."
        )
    effort = "" if d.effort is None else f"{d.effort:.0%} of {d.in_bearing} cells searched"
    lines.append(f"Searched: {effort}, {d.queries} queries.")
    return lines


def _with_interval(d: Direction, name: str) -> str:
    rate = getattr(d, name)
    if rate.interval is None:
        return str(rate.words)
    low, high = rate.interval.bounds()
    return f"{rate.words} ({low:.0%} to {high:.0%})"


def _to_do(one: State, two: State, form: ListFormat, last: int | None, first: int | None) -> None:
    from foedus.ledger.episodes import to_do

    found = [
        (a.iso3, b.iso3, e, cells)
        for a, b in ((one, two), (two, one))
        for e, cells in to_do(a, b, last, first)
    ]
    if form != "terminal":
        names = ("actor", "toward", "need", "from", "title", "not_searched")
        records = [
            dict(zip(names, (a, b, e.id, e.years[0], e.title, list(cells)), strict=True))
            for a, b, e, cells in found
        ]
        click.echo(written(records, form), nl=False)
        return
    for a, b, e, cells in found:
        head = paragraph(f"{a} for {b}  {e.years[0]}  {e.title}", "", " " * 4)
        click.echo(entry(head, _in_words(cells)), nl=False)
    click.echo(f"{len(found)} episodes with cells not searched.")


def _in_words(cells: Iterable[Response]) -> str:
    from foedus.ledger.words import RESPONSE_WORDS

    return ", ".join(RESPONSE_WORDS[n] for n in cells) or "not listed as a need yet"
