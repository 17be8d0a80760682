"""`foedus assess`: one pair of states, in a year or over a span of years."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from foedus.cli.pairs import pairs_of
from foedus.core.errors import FoedusError, YearOutOfRange, unknown
from foedus.core.vocabulary import FORMATS, Format

if TYPE_CHECKING:
    from foedus.assessment.result import Assessment

SUFFIXES: dict[str, Format] = {
    ".html": "html",
    ".htm": "html",
    ".json": "json",
    ".md": "md",
    ".txt": "terminal",
}


class Compare(click.Command):
    """A command whose ``--compare`` takes every word up to the next option."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Repeat ``--compare`` before each of its words, as click expects."""
        return super().parse_args(ctx, spread(args))


def spread(args: Sequence[str], option: str = "--compare") -> list[str]:
    """Arguments with `option` before each word that belongs to it.

    Examples
    --------
    >>> spread(["CHN", "RUS", "--compare", "USA", "GBR", "-o", "x.md"])
    ['CHN', 'RUS', '--compare', 'USA', '--compare', 'GBR', '-o', 'x.md']
    """
    out: list[str] = []
    inside = False
    for place, word in enumerate(args):
        if word == option:
            follows = args[place + 1] if place + 1 < len(args) else "-"
            inside = not follows.startswith("-")
            if not inside:
                out.append(option)
        elif word.startswith("-"):
            inside = False
            out.append(word)
        else:
            out += [option, word] if inside else [word]
    return out


@click.command(cls=Compare)
@click.argument("a", metavar="A")
@click.argument("b", metavar="B")
@click.option("--year", type=int, help="Year to judge; the latest that can be where left out.")
@click.option("--from", "first", type=int, help="First year of a span: one line for each year.")
@click.option("--to", "last", type=int, help="Last year of the span.")
@click.option(
    "--format",
    "form",
    metavar="FORMAT",
    help=f"One of {', '.join(FORMATS)}; else the ending of FILE decides, or terminal.",
)
@click.option("-o", "--output", metavar="FILE", help="Write to FILE (.html, .json, .md, .txt).")
@click.option(
    "--compare",
    multiple=True,
    metavar="C D ...",
    help="Other pairs by the same rules: each two states are one.",
)
@click.option("--draws", type=click.IntRange(min=1), help="Draws behind the intervals.")
@click.option("--seed", type=int, help="Seed of the draws.")
def assess_command(
    *,
    a: str,
    b: str,
    year: int | None,
    first: int | None,
    last: int | None,
    form: str | None,
    output: str | None,
    compare: tuple[str, ...],
    draws: int | None,
    seed: int | None,
) -> None:
    """What states A and B are to each other, with the evidence.

    A and B are names in English, Chinese or Russian, ISO codes, or COW or
    Gleditsch-Ward numbers. Prints the verdict, one line for each test, the strongest
    evidence against it and what would change it. With --from or --to it prints the
    type of each year.

    \b
    Examples:
      foedus assess CHN RUS
      foedus assess 中国 Россия --year 2015 -o report.html
      foedus assess EGY ISR --from 1970 --to 1990
      foedus assess CHN RUS --compare USA GBR IND RUS --format json
    """
    chosen = chosen_format(form, output)
    from foedus.assessment.assess import assess

    pairs = pairs_of(compare)
    span = None
    if first is not None or last is not None:
        if year is not None:
            raise FoedusError(
                "--year asks for one year, --from and --to for a span.",
                "Leave out one or the other.",
            )
        span = span_of(a, b, first, last)
        year = span[1]
    given = {"draws": draws, "seed": seed}
    options = {name: value for name, value in given.items() if value is not None}
    found = assess(a, b, year=year, compare=pairs or None, **options)
    text = _rendered(found, chosen, span)
    if output is None:
        click.echo(text, nl=False)
        return
    from foedus.report.writing import write

    place = write(output, text)
    click.echo(_rendered(found, "terminal", span), nl=False)
    click.echo(f"\nWritten to {place}")


def chosen_format(form: str | None, output: str | None) -> Format:
    """The format asked for, else that of the file's ending, else the terminal's.

    Raises
    ------
    UnknownName
        If the format is unknown; names the nearest.
    FoedusError
        If no format is named and the ending stands for none.

    Examples
    --------
    >>> chosen_format(None, "report.html"), chosen_format("md", "notes"), chosen_format(None, None)
    ('html', 'md', 'terminal')
    """
    if form is not None:
        if form not in FORMATS:
            raise unknown("format", form, FORMATS)
        return form
    if output is None:
        return "terminal"
    suffix = Path(output).suffix.lower()
    if suffix not in SUFFIXES:
        ending = f"the ending {suffix!r}" if suffix else "no ending"
        raise FoedusError(
            f"{output!r} has {ending}, which stands for no format.",
            f"Use {', '.join(SUFFIXES)}, or name the format with --format.",
        )
    return SUFFIXES[suffix]


def span_of(a: str, b: str, first: int | None, last: int | None) -> tuple[int, int]:
    """First and last year of a span; what is left out is as far as panel and states reach.

    Raises
    ------
    YearOutOfRange
        If the panel does not reach a year.
    FoedusError
        If the span ends before it begins; and all that `resolve_pair` raises.
    """
    from foedus.states.resolve import resolve_pair
    from foedus.store.reference import current

    known: tuple[int, int] = tuple(current().manifest["years"])
    for asked in (first, last):
        if asked is not None and not known[0] <= asked <= known[1]:
            raise YearOutOfRange(
                f"No source reaches {asked}.", f"Ask for years from {known[0]} to {known[1]}."
            )
    if last is None:
        ends = [state.spells[-1][1] for state in resolve_pair(a, b, first)]
        last = min([known[1], *(end.year for end in ends if end is not None)])
    span = (known[0] if first is None else first, last)
    if span[0] > span[1]:
        raise FoedusError(
            f"The span ends before it begins: from {span[0]} to {span[1]}.",
            "Give --from the earlier year.",
        )
    return span


def _rendered(found: Assessment, form: Format, span: tuple[int, int] | None) -> str:
    if span is not None and form != "html":
        return span_text(found, span, form)
    from importlib import import_module

    text: str = import_module(f"foedus.report.exporters.{form}").render(found)
    return text


def span_text(found: Assessment, span: tuple[int, int], form: Format) -> str:
    """Year, type and membership for each year of the history, as a table or a JSON list."""
    rows: list[dict[str, object]] = [
        {
            "year": y.year,
            "type": y.type,
            "printed": y.printed,
            "membership": None if y.score is None else round(y.score, 4),
            "carried": y.carried,
            "labels": list(y.labels),
        }
        for y in found.history
        if span[0] <= y.year <= span[1]
    ]
    if form == "json":
        return json.dumps(rows, ensure_ascii=False, indent=2) + "\n"
    names = " and ".join(actor.name for actor in found.pair)
    cells = [_cells(row) for row in rows]
    if form == "md":
        lines = [("Year", "Type", "Membership", "Inputs", "Also holds"), ("---",) * 5, *cells]
        return f"# {names}\n\n" + "".join(f"| {' | '.join(line)} |\n" for line in lines)
    table = [
        f"{y:<6}{kind:<38}{score:<6}{how:<10}{also}".rstrip() for y, kind, score, how, also in cells
    ]
    return "\n".join([names, *table]) + "\n"


def _cells(row: dict[str, object]) -> tuple[str, str, str, str, str]:
    score = row["membership"]
    labels = row["labels"]
    return (
        str(row["year"]),
        str(row["printed"] or "not assessable"),
        f"{score:.2f}" if isinstance(score, float) else "",
        "carried" if row["carried"] else "observed",
        "; ".join(labels) if isinstance(labels, list) else "",
    )
