"""`foedus texts shares`: share of each code in each cell, and the passages behind it."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from foedus.cli.delivery import deliver
from foedus.cli.estimating import progress_bar
from foedus.cli.listing import written
from foedus.cli.texts.chosen import documents_of, one_of, split, used_by, version_option
from foedus.cli.texts.lists import chosen_format
from foedus.cli.texts.options import conditions
from foedus.core.errors import FoedusError

if TYPE_CHECKING:
    from foedus.documents.correction.corpus_shares import CorpusShares

PAGES = (".html", ".htm")


@click.command("shares")
@click.argument("corpus")
@click.option("--codebook", metavar="B", help="By this one; left out: the only one used.")
@version_option
@click.option(
    "--code",
    "codes",
    multiple=True,
    metavar="CODE",
    help="Only these; stance=1 for one value. Left out: all that were given. Repeatable.",
)
@click.option(
    "--by",
    "divisions",
    multiple=True,
    metavar="D",
    help="side, language, institution, author, kind, year or decade; side+year crosses two. "
    "Repeatable.",
)
@click.option("--gold", metavar="FILE", help="The gold sample, from `foedus texts sample`.")
@click.option(
    "--partly-coded",
    is_flag=True,
    help="Not all drawn were coded yet: take those missing as random within strata.",
)
@click.option(
    "--person",
    "people",
    multiple=True,
    metavar="NAME",
    help="Whose word is right; the first who read a passage. Repeatable.",
)
@click.option("--machine", metavar="NAME", help="Which machine; the beginning is enough.")
@click.option(
    "--unit",
    metavar="UNIT",
    help="Shares of what: sentence, paragraph or document. Left out: what the sample holds, "
    "else documents.",
)
@click.option(
    "--method",
    metavar="M",
    default="dsl",
    show_default=True,
    help="dsl (design-based supervised learning) or ppi (PPI++).",
)
@click.option(
    "--level",
    type=click.FloatRange(0.5, 0.999),
    default=0.95,
    show_default=True,
    help="Of intervals.",
)
@click.option("--seed", type=int, default=0, show_default=True, help="Of the folds.")
@click.option(
    "--widest",
    type=click.FloatRange(min=0, min_open=True),
    metavar="W",
    help="Half-width that is still of use (0.05: 5 points); wider intervals are not assessable.",
)
@click.option(
    "--passages",
    type=click.IntRange(min=0),
    default=20,
    show_default=True,
    help="Of a page: passages that open behind a cell, drawn at random where there are more.",
)
@conditions
@click.option("--format", "form", metavar="FORMAT", help="terminal, json, csv or md.")
@click.option("-o", "--output", metavar="FILE", help="x.csv, x.json, x.md, x.txt or x.html.")
def shares_command(
    *,
    corpus: str,
    codebook: str | None,
    version: str | None,
    codes: tuple[str, ...],
    divisions: tuple[str, ...],
    gold: str | None,
    partly_coded: bool,
    people: tuple[str, ...],
    machine: str | None,
    unit: str | None,
    method: str,
    level: float,
    seed: int,
    widest: float | None,
    passages: int,
    form: str | None,
    output: str | None,
    **asked: Any,
) -> None:
    """Share of each code in CORPUS, by side, language, institution or period.

    A machine's share is not the share. With --gold it is corrected by what people said of
    the drawn passages, and cells with too few gold labels say about how many more they need.
    Where people read every passage of a cell, their count stands. Elsewhere there is no
    number, but why. A page (x.html) opens the passages behind each cell, with document,
    date, coder, and whether a person or a machine coded.

    \b
    Examples:
      foedus texts shares experts --by side --by side+year
      foedus texts shares experts --by side --gold gold.csv -o shares.html
      foedus texts shares experts --code stance=1 --by language --unit paragraph
    """
    page = form is None and output is not None and Path(output).suffix.lower() in PAGES
    chosen = chosen_format(form, output, PAGES)
    from foedus.documents.coding.places import UNITS
    from foedus.documents.corpora.corpus import open_corpus
    from foedus.documents.correction.corpus_shares import corpus_shares
    from foedus.documents.correction.how import How
    from foedus.documents.correction.result import METHODS
    from foedus.documents.correction.sample_file import read_sample

    opened = open_corpus(corpus)
    kind = None if unit is None else one_of("unit", unit, UNITS)
    if partly_coded and gold is None:
        raise FoedusError("--partly-coded is about a gold sample.", "Add --gold FILE.")
    book = used_by(opened, codebook, version)
    how = How(one_of("method", method, METHODS), level, seed, widest=widest)
    with progress_bar("Correcting") as bar:
        found = corpus_shares(
            opened,
            book,
            split(codes),
            split(divisions),
            gold=None if gold is None else read_sample(Path(gold)),
            unit=kind,
            people=people,
            machine=machine,
            partly=partly_coded,
            documents=documents_of(opened, asked) if any(asked.values()) else None,
            how=how,
            progress=bar,
        )
    if page and output is not None:
        from foedus.cli.texts.shares_page import page_of

        deliver(page_of(opened, book, found, passages, seed), output)
    elif chosen == "terminal":
        from foedus.cli.texts.shares_text import shown

        deliver(shown(corpus, found), output)
    else:
        deliver(written(_records(found), chosen), output)


def _records(found: CorpusShares) -> list[dict[str, Any]]:
    rows = []
    for s in found.shares:
        people, machine = found.passages(s.code, s.by, s.cell)
        rows.append(
            {
                "code": s.code,
                "by": s.by,
                "cell": s.cell,
                "share": _rounded(s.value),
                "low": _rounded(s.low),
                "high": _rounded(s.high),
                "level": found.level,
                "basis": s.basis,
                "method": found.method or None,
                "reason": s.reason,
                "more_labels": s.more,
                "gold_labels": s.gold,
                "unit": found.unit,
                "units": s.units,
                "with_code_by_people": len(people),
                "with_code_by_machine": len(machine),
                "machine_alone": _rounded(s.machine),
                "people": list(found.people),
                "machine": list(found.machines),
            }
        )
    return rows


def _rounded(value: float | None) -> float | None:
    return None if value is None else round(value, 6)
