"""`foedus panel`: tidy dyad-years for researchers, as a file."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

import click

from foedus.cli.listing import data_option
from foedus.core.errors import FoedusError


def _split(values: Iterable[str]) -> list[str]:
    """Values of a repeatable option that may also hold comma lists."""
    return [part.strip() for value in values for part in value.split(",") if part.strip()]


class PanelCommand(click.Command):
    """A command whose ``--states`` and ``--measures`` take every word up to the next option."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Repeat the option before each of its words, as click expects."""
        from foedus.cli.assess import spread

        return super().parse_args(ctx, spread(spread(args, "--states"), "--measures"))


@click.command("panel", cls=PanelCommand, short_help="Write tidy dyad-years for research.")
@click.option("--from", "start", type=int, default=1946, show_default=True, help="First year.")
@click.option("--to", "end", type=int, default=2018, show_default=True, help="Last year.")
@click.option(
    "--dyads",
    default="directed",
    show_default=True,
    metavar="directed|undirected",
    help="Both orders of each pair, or one.",
)
@click.option(
    "--states",
    multiple=True,
    metavar="A B ...",
    help="Only pairs in which at least one state is among these names or codes.",
)
@click.option(
    "--measures",
    multiple=True,
    required=True,
    metavar="NAME,...",
    help="What to put in; `foedus measures` lists them.",
)
@click.option(
    "-o",
    "--output",
    required=True,
    metavar="FILE",
    help="x.parquet, x.csv or x.dta; codebook.md and citations.bib go beside it.",
)
@data_option
@click.option(
    "--overwrite", is_flag=True, help="Replace a codebook or citations foedus did not write."
)
def panel_command(
    *,
    start: int,
    end: int,
    dyads: str,
    states: tuple[str, ...],
    measures: tuple[str, ...],
    output: str,
    data: str | None,
    overwrite: bool,
) -> None:
    """Write all dyad-years of a span of years with the measures you name.

    Rows are pairs of states in the Correlates of War system, keyed ccode1, ccode2 and
    year. Measures that rest on the makers' own figures are computed from raw files in
    --data, FOEDUS_DATA or what `foedus data add` was given.

    \b
    Examples:
      foedus panel --measures obligations,s_votes,kappa_votes -o panel.parquet
      foedus panel --from 1990 --to 2014 --states CHN RUS --measures cinc,imports -o x.dta
    """
    from foedus.measures.assemble import assemble
    from foedus.measures.obtain import Raw
    from foedus.measures.request import request
    from foedus.report.exporters import tabular

    tabular.check(output, overwrite=overwrite)
    asked = request(start, end, dyads, _split(states) if states else None, _split(measures))
    if data is not None and not Path(data).is_dir():
        raise FoedusError(f"There is no folder {data!r}.", "Name the folder with the raw files.")
    with progress() as step:
        frame = assemble(asked, Raw(data, step), step)
        step(f"writing {len(frame):,} rows")
        written = tabular.write(frame, output, overwrite=overwrite)
    click.echo(
        f"{len(frame):,} dyad-years, {frame.shape[1]} columns: {', '.join(map(str, written))}",
        err=True,
    )


@contextmanager
def progress() -> Iterator[Callable[[str], None]]:
    """A line on standard error that names the current step and how long it has taken."""
    from rich.console import Console
    from rich.progress import BarColumn, Progress, SpinnerColumn, TextColumn, TimeElapsedColumn

    console = Console(stderr=True)
    bar = Progress(
        SpinnerColumn(),
        TextColumn("{task.description}"),
        BarColumn(bar_width=20),
        TimeElapsedColumn(),
        console=console,
        transient=True,
        disable=not console.is_terminal,
    )
    with bar:
        task = bar.add_task("starting", total=None)
        yield lambda words: bar.update(task, description=words)
