"""`foedus data build`: the panel anew from raw files."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from foedus.cli.interrupts import stoppable
from foedus.cli.listing import data_option, paragraph
from foedus.core.errors import FoedusError

if TYPE_CHECKING:
    from foedus.measures.rebuild import Rebuilt, Report, Step

KEPT = "What is done is kept; `foedus data build` continues from there."
STAGES = {"tables": "tidy tables", "measures": "measures", "panel": "panel"}


@click.command()
@data_option
@click.option(
    "-o", "--output", metavar="FOLDER", help="Write into that folder, not where foedus looks."
)
@click.option(
    "--into-package",
    is_flag=True,
    help="Write what ships, without columns that may not (for developers of foedus).",
)
@click.option(
    "--estimates",
    is_flag=True,
    help="Build the ideal points of all states instead, which takes longest.",
)
def build_command(
    data: str | None, output: str | None, into_package: bool, estimates: bool
) -> None:
    """Rebuild every figure from raw files; foedus uses the panel where it is complete.

    What was done is kept: a build that was stopped continues, and after a change only
    what depends on it is built anew. The same raw files and the pinned versions of the
    requirements give the same panel, byte for byte. Ideal points take longest and are a
    build of their own, --estimates: our model, and the published scheme for comparison.

    \b
    Examples:
      foedus data build
      foedus data build --estimates
      foedus data build --data ~/data -o ~/panel
    """
    from foedus.cli.data import folders
    from foedus.measures.rebuild import rebuild
    from foedus.store.reference import built_folder, shipped_folder

    if output and into_package:
        raise FoedusError("-o and --into-package name two places.", "Leave out one of them.")
    into = Path(output) if output else shipped_folder() if into_package else built_folder()
    places = folders(data)
    if estimates:
        from foedus.cli.build_estimates import build_estimates

        build_estimates(places, into)
        return
    shipped = _shipped()
    with stoppable(KEPT) as heed, _progress() as report:
        built = rebuild(places, into, local=not into_package, report=heed(report))
    click.echo(_summary(built, shipped), nl=False)


def _shipped() -> dict[str, Any] | None:
    """The manifest of the panel that came with foedus, read before a build can replace it."""
    from foedus.store.reference import ReferencePanel, shipped_folder

    try:
        return ReferencePanel.open(shipped_folder()).manifest
    except FoedusError:
        return None


@contextmanager
def _progress() -> Iterator[Report]:
    """A bar for each stage in a terminal, a line for each step elsewhere; both on stderr."""
    if not sys.stderr.isatty():
        yield _line
        return
    from rich.console import Console
    from rich.progress import (
        BarColumn,
        MofNCompleteColumn,
        Progress,
        TextColumn,
        TimeElapsedColumn,
        TimeRemainingColumn,
    )

    columns = (
        TextColumn("{task.description:<12}"),
        BarColumn(bar_width=24),
        MofNCompleteColumn(),
        TimeElapsedColumn(),
        TimeRemainingColumn(),
        TextColumn("{task.fields[step]}"),
    )
    with Progress(*columns, console=Console(stderr=True)) as progress:
        tasks = {
            stage: progress.add_task(title, start=False, total=None, step="")
            for stage, title in STAGES.items()
        }

        def report(step: Step) -> None:
            task = tasks[step.stage]
            if not progress.tasks[task].started:
                progress.start_task(task)
            progress.update(task, completed=step.done, total=step.total, step=step.name)
            if step.done == step.total:
                progress.stop_task(task)

        yield report


def _line(step: Step) -> None:
    if step.name:
        click.echo(f"{STAGES[step.stage]} {step.done + 1}/{step.total}: {step.name}", err=True)


def _summary(built: Rebuilt, shipped: dict[str, Any] | None) -> str:
    m = built.manifest
    lines = [
        f"Panel built in {built.folder}",
        f"    {m['years'][0]}-{m['years'][1]}, {m['rows']:,} dyad-years, "
        f"{len(m['columns'])} stored columns, {built.size / 1e6:.1f} MB",
        f"    content {m['content_sha256']}",
        f"    {built.seconds:.0f} s, {_peak()}",
    ]
    if built.resumed:
        lines.append(paragraph(f"already computed before: {', '.join(built.resumed)}", "    "))
    lines += _compared(m, shipped)
    if built.missing:
        names = ", ".join(built.missing)
        lines.append(
            paragraph(
                f"Not here: {names}. What rests on them is missing in this panel. foedus uses a "
                "built panel only where it rests on every source of the shipped one: see "
                "`foedus data status`.",
            )
        )
    return "\n".join(lines) + "\n"


def _compared(built: dict[str, Any], shipped: dict[str, Any] | None) -> list[str]:
    from foedus.measures.rebuild import same_inputs

    if shipped is None or not same_inputs(built, shipped):
        return ["The shipped panel rests on other raw files; no comparison."]
    if built["content_sha256"] != shipped["content_sha256"]:
        return [
            paragraph(
                "The shipped panel rests on the same raw files and DIFFERS: other versions of "
                "the requirements, or code changed since it was built."
            )
        ]
    same = built["file_sha256"] == shipped["file_sha256"]
    return [f"Equal to the shipped panel{', byte for byte' if same else ' in content'}."]


def _peak() -> str:
    """Peak memory of this process, where the system tells it."""
    try:
        import resource
    except ImportError:
        return "peak memory not known on this system"
    most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    unit = 1 if sys.platform == "darwin" else 1024
    return f"peak memory {most * unit / 2**30:.1f} GB"
