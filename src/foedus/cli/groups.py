"""`foedus groups`: how a group of states votes in the UN General Assembly."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from foedus.cli.listing import (
    LIST_FORMATS,
    ListFormat,
    data_option,
    entry,
    paragraph,
    written,
)
from foedus.core.errors import FoedusError, unknown

if TYPE_CHECKING:
    from foedus.rollcalls.groups.group_result import GroupVotes

PICTURES = (".svg", ".png")
SUFFIXES: dict[str, ListFormat] = {
    ".csv": "csv",
    ".json": "json",
    ".md": "md",
    ".txt": "terminal",
}
YEARLY_TO, PERIOD = 15, 5
"""A longer span is printed by periods of five years."""


@click.command("groups", short_help="How a group of states votes in the UN.")
@click.argument("states", nargs=-1, metavar="[STATE ...]")
@click.option("--named", metavar="GROUP", help="A group such as NATO, its members taken by year.")
@click.option("--list", "listing", is_flag=True, help="List the named groups and their members.")
@click.option("--from", "first", type=int, help="First calendar year.")
@click.option("--to", "last", type=int, help="Last calendar year.")
@click.option(
    "--issue",
    "issues",
    multiple=True,
    metavar="ISSUE",
    help="human_rights, nuclear, disarmament, middle_east, colonialism or economic; "
    "`each` for all of them. Coded to 2019, then predicted. Repeatable.",
)
@click.option("--coded-only", is_flag=True, help="Keep to Voeten's issue codes.")
@click.option(
    "--with",
    "others",
    multiple=True,
    metavar="STATE",
    help="Also agreement with this state. Repeatable.",
)
@click.option(
    "--every",
    type=click.IntRange(min=1),
    metavar="YEARS",
    help="Years a line holds. Left out: 1 in files, 5 on the screen for long spans.",
)
@click.option(
    "--present",
    type=click.IntRange(min=2),
    metavar="K",
    help="Members that must vote to count as most; left out: three quarters.",
)
@data_option
@click.option("--format", "form", metavar="FORMAT", help="terminal, json, csv or md.")
@click.option(
    "-o", "--output", metavar="FILE", help="x.csv, x.json, x.md, x.txt; x.svg or x.png: a chart."
)
def groups_command(
    *,
    states: tuple[str, ...],
    named: str | None,
    listing: bool,
    first: int | None,
    last: int | None,
    issues: tuple[str, ...],
    coded_only: bool,
    others: tuple[str, ...],
    every: int | None,
    present: int | None,
    data: str | None,
    form: str | None,
    output: str | None,
) -> None:
    """Cohesion, identical votes, coalitions and pairs of a group, by period and issue.

    Recorded votes on adopted resolutions; absence is missing, not abstention. Intervals
    are from resampled resolutions. The votes themselves do not come with foedus:
    `foedus data status` says where to get them.

    \b
    Examples:
      foedus groups CHN RUS IRN PRK --from 1991
      foedus groups --named NATO --from 1991 --with RUS
      foedus groups --named BRICS --issue each -o brics.csv
      foedus groups CHN RUS IRN PRK --from 1991 -o four.svg
      foedus groups --list
    """
    chosen = _format(form, output)
    picture = form is None and output is not None and Path(output).suffix.lower() in PICTURES
    if picture and (listing or (every or 1) > 1):
        raise FoedusError(
            "A chart shows a group by year; it has no list and no longer periods.",
            "Leave out --list and --every, or write a table (x.csv).",
        )
    if listing:
        _print(_listed(chosen), output)
        return
    from foedus.cli.data import folders
    from foedus.rollcalls.groups.group_request import request
    from foedus.rollcalls.groups.group_votes import group_votes

    asked, against = _group(states, named), _split(others)
    if data:
        folders(data)
    wanted = _split(issues) or ["all"]
    if coded_only and wanted == ["all"]:
        raise FoedusError(
            "--coded-only is about issues, and none is asked for.", "Add --issue, or leave it out."
        )
    checked = request(asked, first, last, wanted, against, coded_only)
    if every is None:
        long = checked.years[1] - checked.years[0] >= YEARLY_TO
        every = PERIOD if long and chosen == "terminal" and not picture else 1
    found = group_votes(
        asked,
        first,
        last,
        issues=wanted,
        coded_only=coded_only,
        others=against,
        every=every,
        present=present,
        data=data,
    )
    codes = [s.iso3 or str(s.ccode) for s in checked.others]
    if picture and output is not None:
        _draw(found, output)
        return
    if chosen == "terminal":
        from foedus.cli.group_table import shown

        _print(shown(found, codes, present), output)
    else:
        _print(written(_records(found), chosen), output)


def _format(form: str | None, output: str | None) -> ListFormat:
    """The format asked for, else that of the file's ending, else the terminal's."""
    if form is not None:
        for known in LIST_FORMATS:
            if form == known:
                return known
        raise unknown("format", form, LIST_FORMATS)
    if output is None:
        return "terminal"
    suffix = Path(output).suffix.lower()
    if suffix not in SUFFIXES and suffix not in PICTURES:
        ending = f"the ending {suffix!r}" if suffix else "no ending"
        raise FoedusError(
            f"{output!r} has {ending}, which stands for no format.",
            f"Use {', '.join([*SUFFIXES, *PICTURES])}, or name the format with --format.",
        )
    return SUFFIXES.get(suffix, "terminal")


def _split(words: Sequence[str]) -> list[str]:
    """Words of a repeatable option that may also hold comma lists."""
    return [part.strip() for word in words for part in word.split(",") if part.strip()]


def _group(states: Sequence[str], named: str | None) -> list[str]:
    """The states typed, or the one group named."""
    if named is not None and states:
        raise FoedusError(
            f"Both a named group, {named!r}, and states ({', '.join(states)}) are given.",
            "Leave out one or the other; --with holds a group against a state.",
        )
    if named is not None:
        from foedus.states.groups import group

        return [group(named).key]
    words = [part for word in states for part in _states_in(word)]
    if not words:
        raise FoedusError(
            "No group is named.",
            "Name two states or more, or a group with --named; --list shows the groups.",
        )
    return words


def _states_in(word: str) -> list[str]:
    """A word, or what its commas part; a name with a comma of its own ("Korea, North") stays."""
    from foedus.states.names import claimants

    return [word] if claimants(word) else _split([word])


def _records(found: GroupVotes) -> list[dict[str, Any]]:
    """Rows with rounded figures; None where a figure is missing."""
    import math

    from foedus.rollcalls.groups.group_finding import records

    rows = records(found.frame().round({"value": 4, "low": 4, "high": 4}))
    for row in rows:
        row.update({k: None for k in ("low", "high") if math.isnan(row[k])})
    return rows


def _listed(form: ListFormat) -> str:
    from foedus.states.groups import groups
    from foedus.states.system import LAST_YEAR

    if form != "terminal":
        names = ("group", "iso3", "from", "to", "title", "url", "looked_up")
        spells = [
            (g.key, s.iso3, s.start, s.end, s.title, s.url, s.looked_up)
            for g in groups().values()
            for s in g.spells
        ]
        return written([dict(zip(names, row, strict=True)) for row in spells], form)
    parts = []
    for g in groups().values():
        first, last = g.years
        members = g.members(LAST_YEAR if last is None else last)
        head = f"{g.key:<14}{first}-{last or ''}"
        parts.append(entry(head, g.name, f"{len(members)}: {' '.join(s.iso3 for s in members)}"))
    text = "Members at the end of the last year; --format csv lists every spell with its source."
    return "".join(parts) + "\n" + paragraph(text) + "\n"


def _print(text: str, output: str | None) -> None:
    if output is None:
        click.echo(text, nl=False)
        return
    from foedus.report.writing import write

    click.echo(f"Written to {write(output, text)}")


def _draw(found: GroupVotes, output: str) -> None:
    """The chart as SVG or PNG, with title and source."""
    import vl_convert

    from foedus.charts.groups import group_chart
    from foedus.charts.render import FONTS, png, standalone_spec
    from foedus.report.writing import write
    from foedus.rollcalls.groups.group_finding import finding

    chart = group_chart(found, issue=found.issues[0])
    if chart is None:
        raise FoedusError("There is no figure to draw.", "Take more years or other states.")
    if Path(output).suffix.lower() == ".png":
        place = write(output, png(chart))
    else:
        vl_convert.register_font_directory(str(FONTS))
        place = write(output, str(vl_convert.vegalite_to_svg(standalone_spec(chart))))
    click.echo(paragraph(finding(found, found.issues[0])))
    click.echo(f"Written to {place}")
