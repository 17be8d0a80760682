"""The entry point `foedus`: the commands, and errors written for people."""

from __future__ import annotations

import io
import os
import sys
from collections.abc import Sequence

import click

from foedus import __version__
from foedus.cli.lazy import LazyGroup
from foedus.core.errors import FoedusError

PLACES = {
    "assess": "foedus.cli.assess:assess_command",
    "episodes": "foedus.cli.episodes:episodes_command",
    "ledger": "foedus.cli.ledger:ledger_group",
    "indices": "foedus.cli.indices:indices_command",
    "votes": "foedus.cli.votes:votes_command",
    "groups": "foedus.cli.groups:groups_command",
    "ideal-points": "foedus.cli.ideal_points:ideal_points_command",
    "texts": "foedus.cli.texts.group:texts_group",
    "panel": "foedus.cli.panel:panel_command",
    "measures": "foedus.cli.measures:measures_command",
    "sources": "foedus.cli.sources:sources_command",
    "cite": "foedus.cli.cite:cite_command",
    "states": "foedus.cli.states:states_command",
    "data": "foedus.cli.data:data_group",
}
SUMMARIES = {
    "assess": "What a pair of states is to each other, with the evidence.",
    "episodes": "Each state's hours of need, and what the other did in them.",
    "ledger": "Case files: items, checks, questions, exports.",
    "indices": "Published indices of a pair, side by side.",
    "votes": "Resolutions on which two states voted, and how.",
    "groups": "How a group of states votes in the UN.",
    "ideal-points": "Where states stand, by their votes in the UN.",
    "texts": "Corpora of documents in English, Chinese and Russian.",
    "panel": "Write tidy dyad-years for research.",
    "measures": "List the measures, or show one.",
    "sources": "List the sources, or show one.",
    "cite": "Print BibTeX for sources and measures.",
    "states": "List the states, or resolve a name.",
    "data": "Raw data: what is here, add a copy, rebuild.",
}
STOPPED = 130
BROKEN_PIPE = 141


@click.command(
    cls=LazyGroup,
    places=PLACES,
    summaries=SUMMARIES,
    context_settings={"help_option_names": ["-h", "--help"]},
    epilog="Each command explains itself: `foedus assess --help`.",
)
@click.version_option(__version__, prog_name="foedus", message="%(prog)s %(version)s")
def cli() -> None:
    """How committed are two states to each other, and on what is it built?

    \b
    Examples:
      foedus assess CHN RUS
      foedus assess "United Kingdom" USA --year 1985 -o report.html
      foedus panel --from 1946 --to 2018 --measures s_votes -o panel.csv
      foedus data status
    """


def run(arguments: Sequence[str] | None = None) -> int:
    """Run a command and return the exit status; faults in the input show no traceback.

    Parameters
    ----------
    arguments
        Words after ``foedus``; those of the process where None.

    Returns
    -------
    int
        0; 2 for a mistake in the input; 130 when stopped from the keyboard; 141
        when the reader of the output has gone.
    """
    _print_any_letter()
    try:
        status = cli.main(
            args=None if arguments is None else list(arguments),
            prog_name="foedus",
            standalone_mode=False,
        )
        sys.stdout.flush()
    except FoedusError as fault:
        _complain(fault.problem, fault.remedy)
        return fault.exit_code
    except click.ClickException as fault:
        _complain(fault.format_message(), _see_help(fault))
        return fault.exit_code
    except (click.Abort, KeyboardInterrupt):
        _complain("stopped.", "")
        return STOPPED
    except (BrokenPipeError, SystemExit):
        # click leaves by SystemExit for one thing only: a pipe closed while it writes.
        _discard_output()
        return BROKEN_PIPE
    return status if isinstance(status, int) else 0


def _complain(problem: str, remedy: str) -> None:
    click.echo(f"foedus: {problem}", err=True)
    if remedy:
        click.echo(f"Next: {remedy}", err=True)


def _see_help(fault: click.ClickException) -> str:
    context = fault.ctx if isinstance(fault, click.UsageError) else None
    return f"See `{context.command_path if context else 'foedus'} --help`."


def _print_any_letter() -> None:
    """A terminal that lacks a letter of a name gets a question mark, not an error."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="replace")


def _discard_output() -> None:
    """Point the closed output to nowhere, so that leaving does not write to it again."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
