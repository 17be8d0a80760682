"""`foedus texts place`: documents placed on a line by their words."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import TYPE_CHECKING, Any, Literal, get_args

import click

from foedus.cli.delivery import deliver, deliver_picture, ending_of
from foedus.cli.listing import paragraph, written
from foedus.cli.texts.chosen import documents_of, one_of
from foedus.cli.texts.options import chosen_of, conditions, conditions_text
from foedus.core.errors import FoedusError, unknown

if TYPE_CHECKING:
    from foedus.cli.texts.place_said import Placed

Method = Literal["wordfish", "wordscores", "seeds"]
METHODS: tuple[Method, ...] = get_args(Method)
FORMATS = ("terminal", "json", "csv", "md", "html")
ENDINGS = {
    ".txt": "terminal", ".json": "json", ".csv": "csv", ".md": "md",
    ".html": "html", ".htm": "html", ".svg": "picture", ".png": "picture",
}  # fmt: skip
LEAST: dict[Method, int] = {"wordfish": 5, "wordscores": 1, "seeds": 5}
_OF = {
    "reference": "wordscores", "rescaling": "wordscores", "anchor": "wordfish",
    "positive": "seeds", "negative": "seeds", "seeds": "seeds",
}  # fmt: skip


@click.command("place", short_help="Place documents on a line by their words.")
@click.argument("corpus")
@click.option(
    "--method",
    required=True,
    metavar="M",
    help="wordfish (words alone), wordscores (reference texts) or seeds (latent semantic scaling "
    "on seed words).",
)
@click.option(
    "--by",
    default="document",
    show_default=True,
    metavar="D",
    help="What is placed: document, side, side+year; also institution, author, kind, year, decade.",
)
@click.option(
    "--reference",
    multiple=True,
    metavar="DOCUMENT=SCORE",
    help="wordscores: a text of known position, by number, title or file (or side); twice or more.",
)
@click.option(
    "--rescaling",
    metavar="R",
    help="wordscores: none (as they are, crowded in the middle), lbg or mv. Left out: none.",
)
@click.option("--positive", multiple=True, metavar="WORD", help="seeds: a word of the high end.")
@click.option("--negative", multiple=True, metavar="WORD", help="seeds: a word of the low end.")
@click.option("--seeds", metavar="FILE", help="seeds: a word,weight a line.")
@click.option(
    "--anchor", nargs=2, metavar="LOW HIGH", help="wordfish: the first is to lie below the second."
)
@click.option(
    "--level",
    type=click.FloatRange(0.5, 0.999),
    default=0.9,
    show_default=True,
    help="Of the intervals.",
)
@click.option("--seed", type=int, default=1, show_default=True, help="Of what is drawn at random.")
@click.option(
    "--least",
    type=click.IntRange(1),
    metavar="N",
    help="Leave out words that come fewer times in all. Left out: 5, for wordscores 1.",
)
@click.option(
    "--part",
    type=click.Choice(("documents", "words")),
    default="documents",
    show_default=True,
    help="Which table a csv holds.",
)
@conditions
@click.option("--format", "form", metavar="FORMAT", help="terminal, json, csv, md or html.")
@click.option(
    "-o",
    "--output",
    metavar="FILE",
    help="x.html, x.csv, x.json, x.md or x.txt; x.svg or x.png a chart.",
)
def place_command(
    *,
    corpus: str,
    method: str,
    by: str,
    least: int | None,
    part: str,
    form: str | None,
    output: str | None,
    **asked: Any,
) -> None:
    """Positions of documents of CORPUS on a line, with intervals, and the words that make them.

    All must be in one language. What the line is, the words at its ends must say: it need not be
    a stance.

    \b
    Examples:
      foedus texts place ungd --method wordfish --side RUS --by year --anchor 1995 2020
      foedus texts place papers --method wordscores --reference 12=-1 --reference 57=1
      foedus texts place ungd --method seeds --positive peace --negative war --by side+year
    """
    way = one_of("method", method, METHODS)
    _fits(way, asked)
    kind = _kind(form, output)
    from foedus.cli.texts.place_methods import placed_by
    from foedus.cli.texts.place_units import units_of
    from foedus.cli.texts.progress import rated_bar
    from foedus.documents.corpora.corpus import open_corpus
    from foedus.documents.searching.chosen import chosen as chosen_in

    chosen = chosen_of(asked)
    opened = open_corpus(corpus)
    documents = documents_of(opened, asked)
    with opened.reading() as connection:
        copies = len(chosen_in(connection, replace(chosen, copies=True))) - len(documents)
    with rated_bar("Reading", "documents") as bar:
        units = units_of(
            opened, documents, by, sentences=way == "seeds", copies=copies, progress=bar
        )
    placed = placed_by(units, way, least or LEAST[way], asked, conditions_text(chosen))
    _hand_over(placed, kind, part, output)


def _fits(method: Method, asked: dict[str, Any]) -> None:
    """Whether the options are those of the method.

    Raises
    ------
    FoedusError
        For one of another method, or where those it needs are missing.
    """
    for name, of in _OF.items():
        if asked[name] and of != method:
            raise FoedusError(
                f"--{name} is for {of}, not for {method}.", f"Leave it out, or: --method {of}."
            )
    if method == "wordscores" and len(asked["reference"]) < 2:
        raise FoedusError(
            "The method wordscores needs two reference texts or more.",
            "Name them: --reference 12=-1 --reference 57=1.",
        )


def _kind(form: str | None, output: str | None) -> str:
    if form is not None:
        if form not in FORMATS:
            raise unknown("format", form, FORMATS)
        return form
    return "terminal" if output is None else ENDINGS[ending_of(output, ENDINGS)]


def _hand_over(placed: Placed, kind: str, part: str, output: str | None) -> None:
    from foedus.cli.texts import place_text
    from foedus.cli.texts.place_said import finding, words_by_weight

    if kind == "picture" and output is not None:
        if not len(placed.order):
            raise FoedusError(finding(placed), "Without -o the whole answer is shown.")
        from foedus.charts.render import standalone_spec

        click.echo(paragraph(finding(placed)))
        deliver_picture(standalone_spec(place_text.chart(placed), frame="bounds"), output)
    elif kind == "html":
        deliver(place_text.page(placed), output)
    elif kind == "json":
        whole = json.dumps(place_text.whole(placed), ensure_ascii=False, indent=2)
        deliver(whole + "\n", output)
    elif kind == "csv":
        rows = words_by_weight(placed) if part == "words" else place_text.records(placed)
        deliver(written(place_text.plain(rows), "csv"), output)
    elif kind == "md":
        deliver(place_text.markdown(placed), output)
    else:
        deliver(place_text.shown(placed), output)
