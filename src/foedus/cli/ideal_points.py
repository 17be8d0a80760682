"""`foedus ideal-points`: where states stand, by their votes."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from foedus.cli.listing import ListFormat, data_option, format_option, paragraph
from foedus.core.errors import FoedusError
from foedus.core.settings import SEED

if TYPE_CHECKING:
    from foedus.rollcalls.positions.ideal_points import IdealPoints


@click.command("ideal-points", short_help="Where states stand, by their votes in the UN.")
@click.argument("states", nargs=-1, metavar="[STATE ...]")
@click.option(
    "--from", "first", type=int, metavar="YEAR", help="First year: session s opened in 1945 + s."
)
@click.option("--to", "last", type=int, metavar="YEAR", help="Last year.")
@click.option(
    "--issue",
    default="all",
    metavar="ISSUE",
    help="human_rights, nuclear, no_nukes, middle_east, colonialism, economic, disarmament "
    "or important; all votes without it.",
)
@click.option("--without", multiple=True, metavar="STATE", help="Leave a state out. Repeatable.")
@click.option(
    "--record",
    metavar="RECORD",
    help="library (to 2025), published (to 2019) or council. Left out: published for the mode "
    "faithful and the issues important and no_nukes, else library.",
)
@click.option("--votes", "file", metavar="FILE", help="A roll-call file: item, actor, vote, date.")
@click.option(
    "--mode", default="fast", show_default=True, metavar="MODE", help="fast, foedus or faithful."
)
@click.option(
    "--dimensions",
    type=int,
    default=1,
    show_default=True,
    metavar="N",
    help="1, or 2 in the mode foedus.",
)
@click.option("--sweeps", type=int, metavar="N", help="Sweeps of each chain.")
@click.option("--burn", type=int, metavar="N", help="First sweeps, which are not kept.")
@click.option("--chains", type=int, metavar="N", help="Chains.")
@click.option(
    "--seed",
    type=int,
    default=SEED,
    show_default=True,
    metavar="N",
    help="Same seed, same figures.",
)
@click.option(
    "--smoothing", type=float, metavar="X", help="Of the mode faithful; 0.5 as published."
)
@click.option(
    "--checkpoint", metavar="FILE", help="Go on from here when stopped; written every 30 s."
)
@click.option("--orient", metavar="A,..:B,..", help="Put A above B; lists on average.")
@click.option(
    "--special/--no-special", default=None, help="Count special sessions, or not (library)."
)
@click.option(
    "--paragraphs/--no-paragraphs",
    default=None,
    help="Count paragraphs to 1989, or not (published).",
)
@click.option(
    "--linked/--no-linked",
    default=None,
    help="Repeated items share parameters, or not (published).",
)
@click.option(
    "--fan", is_flag=True, help="Estimate anew on many slices: does the finding on A and B hold?"
)
@click.option(
    "--diagnostics", is_flag=True, help="Chains, fit, predictions, and which votes move A and B."
)
@click.option("--items", is_flag=True, help="Show items, those that divide most first.")
@click.option(
    "--every",
    type=click.IntRange(min=1),
    metavar="YEARS",
    help="Years between the lines on the screen; 5 for long spans. Files have all.",
)
@data_option
@format_option
@click.option(
    "-o",
    "--output",
    metavar="FILE",
    help="x.csv, x.json, x.md, x.txt, x.parquet, x.dta; x.svg, x.png or x.html: a chart.",
)
def ideal_points_command(
    *,
    states: tuple[str, ...],
    fan: bool,
    diagnostics: bool,
    items: bool,
    every: int | None,
    form: ListFormat,
    output: str | None,
    **asked: Any,
) -> None:
    """Positions estimated from votes: of all states, or of those named by period.

    A position says with whom a state votes when votes divide; two states also get their
    distance. The mode fast takes seconds; foedus and faithful sample for minutes and say
    whether they have converged. The votes do not come with foedus: `foedus data status`.

    \b
    Examples:
      foedus ideal-points
      foedus ideal-points CHN RUS --from 1991
      foedus ideal-points CHN RUS --issue human_rights -o pair.png
      foedus ideal-points CHN RUS --fan --from 1992 --to 2019 -o fan.html
      foedus ideal-points CHN RUS --diagnostics --from 1992
      foedus ideal-points --mode faithful --sweeps 3000 --checkpoint run.npz -o all.csv
      foedus ideal-points --votes parliament.csv --orient "Smith:Jones"
    """
    from foedus.cli import ideal_points_files as files

    ending = files.ending_of(output)
    if fan:
        from foedus.cli.ideal_points_fan import check_fan, deliver_fan, run_fan

        check_fan(states, asked, diagnostics=diagnostics, items=items, every=every)
        deliver_fan(run_fan(states, asked), form, ending, output)
        return
    if diagnostics:
        from foedus.cli.ideal_points_checks import check_checks, deliver_checks

        check_checks(asked["mode"], ending, items=items)
        deliver_checks(estimated(states, asked), form, ending, output, every)
        return
    files.check_picture(ending, states, items)
    _deliver(estimated(states, asked), items, every, form, ending, output)


def _deliver(
    found: IdealPoints,
    items: bool,
    every: int | None,
    form: ListFormat,
    ending: str,
    output: str | None,
) -> None:
    """Positions on the screen, or in the file named."""
    from foedus.cli import ideal_points_files as files
    from foedus.cli.delivery import deliver, deliver_picture, deliver_table

    if form == "terminal" and ending in ("", ".txt"):
        deliver(_text(found, items, every), output)
        return
    _notes(found, to_stderr=output is None)
    if form == "terminal" and ending in files.PICTURES and output is not None:
        from foedus.charts.positions import position_spec

        deliver_picture(position_spec(found), output)
        return
    if form == "terminal" and ending in files.PAGES:
        from foedus.report.exporters.position_page import position_page

        deliver(position_page(found), output)
        return
    content = files.item_rows(found) if items else files.rows(found)
    if form == "terminal" and ending in files.TABULAR and output is not None:
        deliver_table(*content, output, f"Ideal points: {found.chosen.title}")
        return
    kind = files.TEXTS[ending] if form == "terminal" else form
    deliver(files.as_text(found, content, kind), output)


def estimated(states: tuple[str, ...], asked: dict[str, Any]) -> IdealPoints:
    """The estimates, with a bar in a terminal and a word on how to go on when stopped."""
    from foedus.cli.data import folders
    from foedus.cli.estimating import progress_bar, resumable
    from foedus.rollcalls.positions.ideal_points import ideal_points

    folders(asked["data"])
    how = {k: v for k, v in asked.items() if k not in ("file", "orient")}
    mode, checkpoint = asked["mode"], asked["checkpoint"]
    with resumable(checkpoint), progress_bar(f"Estimating ({mode})") as progress:
        return ideal_points(
            states, votes=asked["file"], orient=_poles(asked["orient"]), progress=progress, **how
        )


def _poles(text: str | None) -> tuple[tuple[str, ...], tuple[str, ...]] | None:
    """``A,B:C`` as the two sides."""
    if text is None:
        return None
    sides = [tuple(p.strip() for p in side.split(",") if p.strip()) for side in text.split(":")]
    if len(sides) != 2 or not all(sides):
        raise FoedusError(
            f"--orient {text!r} does not name two sides.",
            "Write A:B, such as USA:RUS, or lists, such as USA,GBR:RUS.",
        )
    return sides[0], sides[1]


def _text(found: IdealPoints, items: bool, every: int | None) -> str:
    from foedus.cli import ideal_points_text as text

    if items:
        return text.items(found)
    return text.by_period(found, every) if found.named else text.everyone(found)


def _notes(found: IdealPoints, *, to_stderr: bool) -> None:
    """What the figures rest on, beside the file or the rows."""
    from foedus.rollcalls.positions.ideal_points_about import about, pair_finding

    lines = [pair_finding(found, *found.named)] if len(found.named) == 2 else []
    for line in [*lines, *about(found)]:
        click.echo(paragraph(line, "", "  "), err=to_stderr)
