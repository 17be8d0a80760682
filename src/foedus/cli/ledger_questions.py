"""`foedus ledger ask`, `summary`, `compare` and `instruments`."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from foedus.cli.ledger import pair_case
from foedus.cli.listing import ListFormat, entry, field, format_option, paragraph, written
from foedus.core.errors import FoedusError

if TYPE_CHECKING:
    from foedus.ledger.agreement import Compared
    from foedus.ledger.questions import Reply
    from foedus.ledger.summary import Summary

SHOWN = 12
"""Differences printed without --all."""


@click.command("ask")
@click.argument("a")
@click.argument("b")
@click.argument("question", required=False)
@format_option
def ask_command(a: str, b: str, question: str | None, form: ListFormat) -> None:
    """Answer the articles' questions about A and B, each way, from their case file.

    QUESTION is unused, paid, extracted, withheld or signals; all five without it.

    \b
    Examples:
      foedus ledger ask CHN RUS
      foedus ledger ask CHN RUS unused
    """
    from foedus.ledger.questions import QUESTIONS, ask

    one, two, case = pair_case(a, b)
    names = [question] if question else list(QUESTIONS)
    replies = [(n, x.iso3, ask(case, x.iso3, n)) for n in names for x in (one, two)]
    if form != "terminal":
        click.echo(written([_reply(*r) for r in replies], form), nl=False)
        return
    for _, _, reply in replies:
        click.echo(_told(reply), nl=False)


def _reply(name: str, actor: str, reply: Reply) -> dict[str, object]:
    return {
        "question": name,
        "actor": actor,
        "answer": reply.text,
        "items": [i.id for i in reply.items],
        "searched": reply.searched,
    }


def _told(reply: Reply) -> str:
    lines = [u.text for u in reply.unused]
    lines += [f"{i.start}  {i.summary} [{i.id}]" for i in reply.items]
    return entry(
        reply.question,
        *(lines or [reply.text]),
        *([f"Searched: {reply.searched}."] if lines else []),
    )


@click.command("summary")
@click.argument("a", required=False)
@click.argument("b", required=False)
def summary_command(a: str | None, b: str | None) -> None:
    """Counts by direction, kind, period, source language and grade; search effort.

    Without states: one line for every case file.

    \b
    Examples:
      foedus ledger summary CHN RUS
    """
    from foedus.ledger.summary import summaries, summarise

    if a is not None:
        if b is None:
            raise click.UsageError("One state named; two make a pair.")
        click.echo(_whole(summarise(pair_case(a, b)[2])), nl=False)
        return
    click.echo(
        f"{'Pair':<9}{'Items':>6}{'Episodes':>9}{'Cells searched':>16}{'Queries':>9}{'Weak':>6}"
    )
    for one in summaries():
        rows = sum(len(d.rows) for d in one.directions)
        cells = sum(d.searched for d in one.directions)
        bearing = sum(d.in_bearing for d in one.directions)
        share = f"{cells / bearing:.1%}" if bearing else "none"
        queries = sum(d.queries for d in one.directions)
        click.echo(
            f"{'-'.join(one.pair):<9}{one.items:>6}{rows:>9}{share:>16}{queries:>9}{one.weak:>6}"
        )


def _whole(s: Summary) -> str:
    lines = [f"{' and '.join(s.pair)}: {s.items} items."]
    for side, n in s.by_direction.items():
        kinds = ", ".join(f"{k} {m}" for k, m in s.by_kind[side].items() if m)
        lines.append(field("both" if side == "both" else f"{side} acts", f"{n}: {kinds or 'none'}"))
    lines.append(field("by period", ", ".join(f"{p} {n}" for p, n in s.by_period.items())))
    thin = [p for p, n in s.by_period.items() if n <= s.items / max(1, len(s.by_period)) / 3]
    lines.append(field("thin", ", ".join(thin) or "no period has under a third of the mean"))
    lines.append(field("languages", ", ".join(f"{k} {n}" for k, n in s.by_language.items())))
    lines.append(field("grades", ", ".join(f"{k} {n}" for k, n in s.by_grade.items())))
    lines.append(field("weak", f"{s.weak} items rest on no source better than D or 4"))
    lines.append(field("disputed", f"{s.disputed} items carry another reading"))
    for d in s.directions:
        effort = "none" if d.effort is None else f"{d.effort:.0%}"
        begun = f" and {d.begun} begun" if d.begun else ""
        lines.append(
            field(
                f"{d.actor} for {d.toward}",
                f"{len(d.rows)} episodes{begun}, {effort} of {d.in_bearing} cells searched, "
                f"{d.queries} queries; material response {d.material.words}, paid {d.paid.words}",
            )
        )
    lines += [field("coded by", c) for c in s.coders]
    return "\n".join(lines) + "\n"


@click.command("compare")
@click.argument("first", required=False)
@click.argument("second", required=False)
@click.option("--all", "everything", is_flag=True, help="Every difference, not the first few.")
def compare_command(first: str | None, second: str | None, everything: bool) -> None:
    """Lay a second coding beside the first: agreement a field, and differences.

    FIRST and SECOND are two folders of a pair, one of each coder; or two states, whose
    case file holds a second coder's judgements. Without them: all pairs that have one.

    \b
    Examples:
      foedus ledger compare
      foedus ledger compare CHN RUS
      foedus ledger compare my-ledger/fra-ita second-coder/fra-ita
    """
    from foedus.ledger.agreement import rated

    if (first is None) != (second is None):
        raise click.UsageError("one side named; two folders or two states make a comparison.")
    found = _compared(first, second) if first and second else _all_compared()
    called = (
        "second coding"
        if found.blind
        else "review, not a second coding: made with sight of the first"
    )
    click.echo(paragraph(f"A {called}. {' '.join(found.made)}"))
    click.echo(f"{'Field':<14}{'Pairs':>6}{'Same':>8}{'Alpha':>8}  Metric")
    for a in rated(found.agreements):
        shown = "none" if a.alpha is None else f"{a.alpha:.2f}"
        click.echo(f"{a.field:<14}{a.n:>6}{a.same or 0:>8.0%}{shown:>8}  {a.metric}")
    kept = found.differences if everything else found.differences[:SHOWN]
    for d in kept:
        click.echo(paragraph(f"{d.record}, {d.field}: {d.first} / {d.second}", "", "    "))
    if len(kept) < len(found.differences):
        click.echo(f"{len(found.differences)} differences in all; --all shows them.")
    for who, only in (("first", found.only_first), ("second", found.only_second)):
        if only:
            click.echo(paragraph(f"Only in the {who}: {', '.join(only)}", "", "    "))


def _all_compared() -> Compared:
    from foedus.ledger.second import beside_all

    found = beside_all()
    if found is None:
        raise FoedusError(
            "No case file holds a second coding.",
            "Put one into second/judgements.toml of a pair's folder, or name two folders.",
        )
    return found


def _compared(first: str, second: str) -> Compared:
    """Two folders laid side by side, or a pair's case file and the second coding in it."""
    from foedus.ledger.agreement import compare
    from foedus.ledger.case_file import read_case
    from foedus.ledger.second import beside, second_coding

    one, two = Path(first), Path(second)
    if one.is_dir() and two.is_dir():
        return compare(read_case(one.resolve()), read_case(two.resolve()))
    for text, place in ((first, one), (second, two)):
        if "/" in text and not place.is_dir():
            raise FoedusError(f"{text} is no folder.", "Name the folder of a pair.")
    _, _, case = pair_case(first, second)
    judged = second_coding(case)
    if judged is None:
        raise FoedusError(
            f"No second coding lies in {case.folder.name}.",
            "Put it into second/judgements.toml of the pair's folder, or name two folders.",
        )
    return beside(case, judged)


@click.command("instruments")
@click.argument("name", required=False)
@format_option
def instruments_command(name: str | None, form: ListFormat) -> None:
    """The closed list of instruments: kinds, domain, what it weighs, anchors of the levels.

    \b
    Examples:
      foedus ledger instruments
      foedus ledger instruments swap_line_drawn
    """
    from foedus.ledger.instruments import instrument, instruments

    chosen = [instrument(name)] if name else list(instruments().values())
    records = [
        {
            "name": i.name,
            "label": i.label,
            "kinds": list(i.kinds),
            "domain": i.domain,
            "weight": i.weight,
            "answers": i.grid or "",
            **{f"level {k}": text for k, text in enumerate(i.levels)},
        }
        for i in chosen
    ]
    if form != "terminal":
        click.echo(written(records, form), nl=False)
        return
    for i in chosen:
        levels = "; ".join(f"{k} {text}" for k, text in enumerate(i.levels))
        head = f"{i.name}  {i.label} ({i.domain}, {i.weight}; {', '.join(i.kinds)})"
        click.echo(entry(head, levels), nl=False)
