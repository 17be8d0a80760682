"""`foedus ledger steps`: the steps of military alignment, and how coders graded a pair."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from foedus.cli.ledger import pair_case
from foedus.cli.listing import ListFormat, entry, format_option, paragraph, written

if TYPE_CHECKING:
    from foedus.ledger.alignment_steps import Graded, Step, StepCoding


@click.command("steps")
@click.argument("a", required=False)
@click.argument("b", required=False)
@format_option
def steps_command(a: str | None, b: str | None, form: ListFormat) -> None:
    """The steps of Korolev's scale with their anchors, or every grade of A and B.

    \b
    Examples:
      foedus ledger steps
      foedus ledger steps CHN RUS
    """
    from foedus.ledger.alignment_steps import step_codings, steps

    if a is None:
        if form != "terminal":
            click.echo(written([_anchors(s) for s in steps()], form), nl=False)
            return
        click.echo(
            "\n".join(entry(f"{s.name} ({s.stage})", _meaning(s)) for s in steps()), nl=False
        )
        return
    if b is None:
        raise click.UsageError("One state named; two make a pair.")
    _, _, case = pair_case(a, b)
    codings = step_codings(case)
    if form != "terminal":
        click.echo(written([_record(c, g) for c in codings for g in c.grades], form), nl=False)
        return
    for coding in codings:
        click.echo(_told(coding), nl=False)
    if not codings:
        say = f"Nobody graded the steps of {case.folder.name}. Write steps/NAME.toml in its folder"
        click.echo(paragraph(f"{say}: [coding] with begins, then a [[grade]] for each step."))


def _meaning(step: Step) -> str:
    return f"{step.label}. Partly: {step.partly}. Met: {step.met}."


def _anchors(step: Step) -> dict[str, object]:
    return {
        "name": step.name,
        "label": step.label,
        "stage": step.stage,
        "partly": step.partly,
        "met": step.met,
    }


def _record(coding: StepCoding, graded: Graded) -> dict[str, object]:
    return {
        "coder": coding.coding.coder,
        "blind": coding.coding.blind,
        "step": graded.step,
        "since": str(graded.since),
        "grade": graded.grade,
        "items": " ".join(graded.items),
        "note": graded.note,
    }


def _told(coding: StepCoding) -> str:
    from foedus.ledger.words import STEPS

    made = coding.coding
    kind = "blind" if made.blind else "with sight of another coding"
    head = paragraph(f"{made.coder}, {made.made}, {kind}, from {coding.begins} on. {made.how}")
    lines = [head + "\n"]
    for step in STEPS:
        for g in sorted((g for g in coding.grades if g.step == step), key=lambda g: g.since):
            behind = f" ({', '.join(g.items)})" if g.items else ""
            lines.append(entry(f"{step}: {g.grade} since {g.since}", f"{g.note}{behind}"))
    return "".join(lines) + "\n"
