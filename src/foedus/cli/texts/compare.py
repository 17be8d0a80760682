"""`foedus texts compare`: two documents, or two sets of documents, held against each other."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from foedus.cli.delivery import deliver, deliver_picture, ending_of
from foedus.cli.listing import ListFormat, written
from foedus.core.errors import FoedusError, unknown

if TYPE_CHECKING:
    from foedus.documents.comparing.two_documents.comparison import Comparison
    from foedus.documents.comparing.two_documents.sides import Side

ENDINGS: dict[str, str] = {
    ".txt": "terminal", ".json": "json", ".csv": "csv", ".md": "md",
    ".html": "html", ".htm": "html", ".svg": "picture", ".png": "picture",
}  # fmt: skip
FORMATS = ("terminal", "json", "csv", "md", "html")
PARTS = ("states", "regions", "paragraphs", "words")


@click.command("compare")
@click.argument("old", metavar="OLD")
@click.argument("new", metavar="NEW")
@click.option("--focus", required=True, metavar="STATE", help="The state asked about.")
@click.option("--corpus", metavar="NAME", help="Take OLD and NEW from this corpus, not from files.")
@click.option("--side", help="In a corpus: only documents of this side.")
@click.option("--kind", help="In a corpus: only documents of this kind.")
@click.option("--institution", help="In a corpus: only documents of this institution.")
@click.option(
    "--speaker",
    metavar="STATE",
    help="Whose documents they are: its mentions of itself do not count, and `our country` is it. "
    "Else each document's side, if that is a state; `none` for nobody's.",
)
@click.option("--language", metavar="L", help="en, zh or ru, of both files; else detected.")
@click.option("--encoding", metavar="E", help="Of plain text and pages; else detected.")
@click.option(
    "--years",
    nargs=2,
    type=int,
    metavar="OLD NEW",
    help="When each was written; else what the documents say. Decides what names mean.",
)
@click.option(
    "--regions",
    multiple=True,
    metavar="HEADING",
    help="Words of the heading of the section on regions, of both or (given twice) of each; "
    "else found.",
)
@click.option("--metonyms", is_flag=True, help="Count capitals and seats of government too.")
@click.option(
    "--least",
    type=click.Choice(("doubtful", "likely", "certain")),
    default="likely",
    show_default=True,
    help="How sure a mention must be.",
)
@click.option("--level", type=float, default=0.95, show_default=True, help="Of the intervals.")
@click.option("--seed", type=int, default=1, show_default=True, help="Of what is drawn again.")
@click.option(
    "--part",
    type=click.Choice(PARTS),
    default="states",
    show_default=True,
    help="Which table a csv holds.",
)
@click.option("--format", "form", metavar="FORMAT", help="terminal, json, csv, md or html.")
@click.option(
    "-o",
    "--output",
    metavar="FILE",
    help="Write to FILE: x.html a page with the passages, x.json all, x.csv one table, x.md, "
    "x.txt; x.svg or x.png a chart.",
)
def compare_command(
    old: str,
    new: str,
    focus: str,
    part: str,
    form: str | None,
    output: str | None,
    **how: Any,
) -> None:
    """How a state is treated in OLD and in NEW: how often, how early, in which paragraphs.

    OLD and NEW are files (txt, md, html, pdf, docx) or folders of them. With --corpus they
    are documents by number (12, or 12,13,20-25) or conditions such as
    since=2005,until=2014,side=RUS. Both in one language; in two, only shares, ranks and places
    are compared.

    \b
    Examples:
      foedus texts compare concept_2016.docx concept_2023.docx --focus China --speaker Russia
      foedus texts compare a.txt b.txt --focus CHN -o compared.html
      foedus texts compare 12 57 --corpus ungd --focus China
      foedus texts compare since=1995,until=2004 since=2015,until=2024 \\
          --corpus ungd --side RUS --focus China
    """
    chosen = _format(form, output)
    found = _compared(old, new, focus, how)
    if chosen == "picture":
        from foedus.charts.render import standalone_spec
        from foedus.charts.versions import versions_chart
        from foedus.cli.listing import paragraph
        from foedus.documents.comparing.two_documents.finding import finding

        click.echo(paragraph(finding(found)[0]))
        deliver_picture(standalone_spec(versions_chart(found), frame="bounds"), str(output))
        return
    deliver(_text(found, chosen, part), output)


def _text(found: Comparison, chosen: str, part: str) -> str:
    from foedus.documents.comparing.two_documents import records

    if chosen == "html":
        from foedus.report.exporters.versions_page import versions_page

        return versions_page(found)
    if chosen == "json":
        return json.dumps(records.as_record(found), ensure_ascii=False, indent=2) + "\n"
    if chosen == "csv":
        tables: dict[str, Callable[[Comparison], list[dict[str, Any]]]] = {
            "states": records.state_records,
            "regions": records.place_records,
            "paragraphs": records.paragraph_records,
            "words": records.word_records,
        }
        rows = tables[part](found)
        if not rows:
            raise FoedusError(f"There are no {part} to write.", _why_none(found, part))
        form: ListFormat = "csv"
        return written(rows, form)
    from foedus.report.exporters.versions_panels import markdown, terminal

    return markdown(found) if chosen == "md" else terminal(found)


def _why_none(found: Comparison, part: str) -> str:
    """The reason, as a sentence."""
    whys = {
        "regions": found.places[0].why or found.places[1].why,
        "paragraphs": found.changes.why,
        "words": found.why_no_words or "no word comes five times in both together",
    }
    why = whys.get(part) or "neither names a state"
    return f"{why[:1].upper()}{why[1:]}."


def _format(form: str | None, output: str | None) -> str:
    if form is not None:
        if form not in FORMATS:
            raise unknown("format", form, FORMATS)
        return form
    if output is None:
        return "terminal"
    return ENDINGS[ending_of(output, ENDINGS)]


def _compared(old: str, new: str, focus: str, how: dict[str, Any]) -> Comparison:
    from foedus.documents.comparing.two_documents.comparison import compare
    from foedus.states.resolve import resolve

    state = resolve(focus)
    nobody = (how["speaker"] or "").casefold() == "none"
    speaker = resolve(how["speaker"]).ccode if how["speaker"] and not nobody else None
    headings = how["regions"]
    if len(headings) > 2:
        raise FoedusError(
            f"--regions is given {len(headings)} times.", "Once for both, or once for each."
        )
    years = how["years"] or (None, None)
    for year in years:
        if year is not None and not 1500 <= year <= 2200:
            raise FoedusError(f"No document is of the year {year}.", "Give years as 2016 2023.")
    sides = [
        _side(named, year, speaker, how | {"nobody": nobody})
        for named, year in zip((old, new), years, strict=True)
    ]
    return compare(
        sides[0],
        sides[1],
        state.ccode,
        regions=(headings[0], headings[-1]) if headings else None,
        metonyms=how["metonyms"],
        least=how["least"],
        level=how["level"],
        seed=how["seed"],
    )


def _side(named: str, year: int | None, speaker: int | None, how: dict[str, Any]) -> Side:
    asked = {name: how[name] for name in ("side", "kind", "institution") if how[name]}
    if how["corpus"] is None:
        from foedus.documents.comparing.two_documents.reading import side_of_path

        if asked:
            raise FoedusError(
                f"--{next(iter(asked))} chooses documents of a corpus.", "Name it with --corpus."
            )
        if not Path(named).exists():
            raise FoedusError(
                f"There is nothing at {named!r}.",
                "Check the path; for documents of a corpus name it with --corpus.",
            )
        return side_of_path(
            named,
            language=how["language"],
            encoding=how["encoding"],
            year=year,
            speaker=speaker,
            sides_speak=not how["nobody"],
        )
    if how["encoding"]:
        raise FoedusError("--encoding is for files.", "Documents of a corpus are read already.")
    from foedus.cli.texts.compare_sets import side_of_set

    return side_of_set(
        how["corpus"],
        named,
        asked | _language(how),
        year=year,
        speaker=speaker,
        sides_speak=not how["nobody"],
    )


def _language(how: dict[str, Any]) -> dict[str, str]:
    return {"language": how["language"]} if how["language"] else {}
