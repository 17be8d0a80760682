"""`foedus assess`: one pair of states, in a year or over a span of years."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from foedus.cli.pairs import pairs_of
from foedus.cli.spans import span_of, span_text
from foedus.core.errors import FoedusError, unknown
from foedus.core.vocabulary import FORMATS, Format

if TYPE_CHECKING:
    from foedus.assessment.result import Assessment

SUFFIXES: dict[str, Format] = {
    ".html": "html",
    ".htm": "html",
    ".json": "json",
    ".md": "md",
    ".txt": "terminal",
    ".docx": "docx",
    ".pdf": "pdf",
}
FILES: tuple[Format, ...] = ("docx", "pdf")
"""Formats that are files only."""

WHOLE: tuple[Format, ...] = ("html", *FILES)
"""Formats that show a span of years within the whole report."""


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
@click.option(
    "-o",
    "--output",
    metavar="FILE",
    help="Write to FILE (.html, .docx, .pdf, .json, .md, .txt).",
)
@click.option(
    "--brief", is_flag=True, help="Two sourced pages instead of the whole (docx, pdf, html, md)."
)
@click.option(
    "--compare",
    multiple=True,
    metavar="C D ...",
    help="Other pairs by the same rules: each two states are one.",
)
@click.option("--since", metavar="DATE", help="Say what changed since DATE, and which act did it.")
@click.option(
    "--corpus",
    multiple=True,
    metavar="NAME",
    help="Add what coded texts say: a corpus of yours, or experts or statements, which come "
    "with foedus; more than once.",
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
    brief: bool,
    compare: tuple[str, ...],
    since: str | None,
    corpus: tuple[str, ...],
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
      foedus assess JPN USA --brief -o brief.docx
      foedus assess EGY ISR --from 1970 --to 1990
      foedus assess CHN RUS --corpus experts --corpus statements
      foedus assess CHN RUS --compare USA GBR IND RUS --format json
    """
    chosen = chosen_format(form, output)
    if brief:
        chosen = brief_format(chosen, form, output)
    check_file(chosen, output)
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
    given = {"draws": draws, "seed": seed, "since": since, "corpus": corpus or None}
    options: dict[str, Any] = {name: value for name, value in given.items() if value is not None}
    found = assess(a, b, year=year, compare=pairs or None, **options)
    content = _brief(found, chosen) if brief else _rendered(found, chosen, span)
    if output is None:
        click.echo(content, nl=False)
        return
    from foedus.report.writing import write

    place = write(output, content)
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


def brief_format(chosen: Format, form: str | None, output: str | None) -> Format:
    """The format of a brief: the one chosen; Markdown where nothing was said.

    Raises
    ------
    FoedusError
        If the format has no brief.

    Examples
    --------
    >>> brief_format("terminal", None, None), brief_format("pdf", None, "x.pdf")
    ('md', 'pdf')
    """
    from foedus.report.exporters.brief import BRIEFS

    if form is None and output is None:
        return "md"
    if chosen not in BRIEFS:
        raise FoedusError(
            f"There is no brief in the format {chosen!r}.",
            f"Choose one of {', '.join(BRIEFS)}, as in `--brief -o brief.pdf`.",
        )
    return chosen


def check_file(chosen: Format, output: str | None) -> None:
    """Refuse, before any work is done, a file format without a file or without its package.

    Raises
    ------
    FoedusError
        If a Word or PDF file is asked for without ``-o``, or ``foedus[report]`` is missing.
    """
    if chosen not in FILES:
        return
    if output is None:
        raise FoedusError(
            f"The format {chosen!r} is a file, not text for the terminal.",
            f"Name one, as in `-o report.{chosen}`.",
        )
    from foedus.report.exporters.extra import check

    check(chosen)


def _rendered(found: Assessment, form: Format, span: tuple[int, int] | None) -> str | bytes:
    if span is not None and form not in WHOLE:
        return span_text(found, span, form)
    from importlib import import_module

    content: str | bytes = import_module(f"foedus.report.exporters.{form}").render(found)
    return content


def _brief(found: Assessment, form: Format) -> str | bytes:
    from foedus.report.exporters import brief

    return brief.render(found, form)
