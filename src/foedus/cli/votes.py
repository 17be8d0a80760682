"""`foedus votes`: the resolutions on which two states voted."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

import click

from foedus.cli.listing import ListFormat, data_option, format_option, written
from foedus.core.errors import FoedusError, unknown

if TYPE_CHECKING:
    from foedus.rollcalls.pairs.pair_result import PairVotes

Content = Literal["years", "list", "influence"]
ENDINGS: dict[str, ListFormat] = {".csv": "csv", ".json": "json", ".md": "md", ".txt": "terminal"}
TABULAR = (".parquet", ".dta")
PAGES = (".html", ".htm")
SHOWN, OUTERMOST = 25, 5
"""Resolutions listed in the terminal, and on each side of an influence list."""


@click.command("votes", short_help="Resolutions on which two states voted, and how.")
@click.argument("a")
@click.argument("b")
@click.option("--differ", is_flag=True, help="List different votes, opposite ones first.")
@click.option("--same", is_flag=True, help="List identical votes.")
@click.option("--all", "everything", is_flag=True, help="List every resolution both voted on.")
@click.option("--influence", is_flag=True, help="What drove the two apart or held them together.")
@click.option("--year", type=int, help="One calendar year.")
@click.option("--from", "first", type=int, help="First year.")
@click.option("--to", "last", type=int, help="Last year.")
@click.option(
    "--issue",
    metavar="CODE",
    help="me, nu, di, hr, co or ec: coded to 2019, predicted for later votes.",
)
@click.option("--coded-only", is_flag=True, help="With --issue: keep to Voeten's codes.")
@click.option("--words", metavar="TEXT", help="All of these words in symbol, title or agenda.")
@click.option(
    "--limit",
    type=click.IntRange(min=1),
    metavar="N",
    help=f"At most N resolutions; else all, but {SHOWN} in the terminal over several years.",
)
@data_option
@format_option
@click.option(
    "-o",
    "--output",
    metavar="FILE",
    help="Write to FILE (.html, .csv, .json, .md, .txt, .parquet, .dta).",
)
def votes_command(
    *,
    a: str,
    b: str,
    differ: bool,
    same: bool,
    everything: bool,
    influence: bool,
    year: int | None,
    first: int | None,
    last: int | None,
    issue: str | None,
    coded_only: bool,
    words: str | None,
    limit: int | None,
    data: str | None,
    form: ListFormat,
    output: str | None,
) -> None:
    """Resolutions of the UN General Assembly on which A and B voted, and how.

    Without --differ, --same, --all, --influence or --words it counts them by year. Each
    resolution comes with both votes, the totals, what most states chose, Voeten's issue
    codes (to January 2020) and a link to its record in the UN Digital Library. The votes
    themselves do not come with foedus: see `foedus sources undl_ga_votes`.

    \b
    Examples:
      foedus votes CHN RUS
      foedus votes CHN RUS --differ --year 2022
      foedus votes CHN RUS --words Crimea -o crimea.html
      foedus votes CHN RUS --from 2014 --influence
    """
    from foedus.cli.data import folders
    from foedus.rollcalls.pairs.pair_votes import pair_votes

    flags = {"--differ": differ, "--same": same, "--all": everything, "--influence": influence}
    chosen = [name for name, given in flags.items() if given]
    if len(chosen) > 1:
        raise FoedusError(f"{' and '.join(chosen)} ask for different things.", "Give one of them.")
    if year is not None and (first is not None or last is not None):
        raise FoedusError(
            "--year asks for one year, --from and --to for a span.", "Leave out one or the other."
        )
    ending = _ending(output)
    content = _content(chosen, words, ending)
    if content == "years" and limit is not None:
        raise FoedusError(
            "--limit shortens a list, and the table by year is none.",
            "Add --differ, --same, --all or --influence, or leave --limit out.",
        )
    folders(data)
    reads = form == "terminal" and (output is None or ending == ".txt")
    short = limit is None and reads and output is None and year is None
    found = pair_votes(
        a,
        b,
        start=first if year is None else year,
        end=last if year is None else year,
        choice="differ" if differ else "same" if same else "all",
        issue=issue,
        coded_only=coded_only,
        words=words,
        limit=(SHOWN if short else limit) if content == "list" else None,
        issue_codes=content == "list" or (content == "influence" and not reads),
        data=data,
    )
    if reads:
        _deliver(_text(found, content, limit), output)
    elif form == "terminal" and ending in PAGES:
        _deliver(_page(found, content, limit), output)
    else:
        _deliver_rows(found, content, limit, form, output)


def _ending(output: str | None) -> str:
    """The ending of the file, checked before any work is done; empty without one."""
    if output is None:
        return ""
    ending = Path(output).suffix.lower()
    if ending not in (*ENDINGS, *TABULAR, *PAGES):
        raise unknown("file ending", ending or output, (*ENDINGS, *TABULAR, *PAGES))
    return ending


def _content(chosen: Sequence[str], words: str | None, ending: str) -> Content:
    if "--influence" in chosen:
        return "influence"
    return "list" if chosen or words is not None or ending in PAGES else "years"


def _text(found: PairVotes, content: Content, limit: int | None) -> str:
    from foedus.cli import votes_text

    if content == "years":
        return votes_text.years_table(found)
    if content == "list":
        return votes_text.votes_list(found)
    from foedus.measures.vote_influence import vote_influence

    return votes_text.influence_text(vote_influence(found), limit or OUTERMOST)


def _page(found: PairVotes, content: Content, limit: int | None) -> str:
    from foedus.report.exporters.vote_page import vote_page

    if content != "influence":
        return vote_page(found)
    from foedus.measures.vote_influence import vote_influence
    from foedus.report.exporters.vote_records import influence_lead, influence_lists

    moved = vote_influence(found)
    return vote_page(found, influence_lists(moved, limit), influence_lead(moved))


def _deliver_rows(
    found: PairVotes, content: Content, limit: int | None, form: ListFormat, output: str | None
) -> None:
    """Rows for programs: printed, or written as the ending of the file or --format says."""
    from foedus.report.exporters.vote_records import title

    rows, labels = _rows(found, content, limit)
    ending = Path(output).suffix.lower() if output else ""
    if output and ending in TABULAR and form == "terminal":
        from foedus.report.exporters.ledger_table import write_table

        click.echo(str(write_table(rows, labels, output, title(found))))
        return
    _deliver(_table(rows, labels, ENDINGS[ending] if form == "terminal" else form), output)


def _rows(
    found: PairVotes, content: Content, limit: int | None
) -> tuple[list[dict[str, Any]], dict[str, str]]:
    """Records, and what each of their columns is."""
    from foedus.report.exporters.vote_records import YEAR_LABELS, influence_lists, records
    from foedus.rollcalls.pairs.pair_result import LABELS

    if content == "years":
        table = found.by_year()
        return records(table), {n: label for n, label in YEAR_LABELS.items() if n in table}
    if content == "list":
        return records(found.table), LABELS
    from foedus.measures import vote_influence as influence

    moved = influence.vote_influence(found)
    if limit is None:
        rows = records(moved.frame())
    else:
        rows = [r for side in influence_lists(moved, limit).values() for r in side]
    return rows, LABELS | influence.LABELS


def _table(rows: list[dict[str, Any]], labels: Mapping[str, str], form: ListFormat) -> str:
    """Rows with the columns of `labels`; without a row, its head alone."""
    kept = [{name: r[name] for name in labels} for r in rows]
    if kept or form == "json":
        return written(kept, form)
    head = written([dict.fromkeys(labels, "")], form).splitlines(keepends=True)
    return "".join(head[:-1])


def _deliver(content: str, output: str | None) -> None:
    if output is None:
        click.echo(content, nl=False)
        return
    from foedus.report.writing import write

    click.echo(str(write(output, content)))
