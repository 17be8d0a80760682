"""`foedus texts agreement`: how far coders agree, in a corpus or in any table of ratings."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from foedus.cli.texts.agreement_made import deliver_results, of_corpus, of_spans, of_table
from foedus.cli.texts.agreement_metrics import METRICS
from foedus.cli.texts.chosen import one_of, split, used_by, version_option
from foedus.cli.texts.lists import chosen_format, kind_option, output_option
from foedus.core.errors import FoedusError, unknown

if TYPE_CHECKING:
    from foedus.documents.coding.units import UnitKind
    from foedus.documents.reliability.span_matching import Rule

TABLES = (".csv", ".tsv", ".txt", ".parquet")
UNITS: tuple[UnitKind, ...] = ("sentence", "paragraph", "document")
RULES: tuple[Rule, ...] = ("exact", "half", "overlap")


@click.command("agreement")
@click.argument("what", metavar="CORPUS|TABLE")
@click.option("--codebook", metavar="B", help="Of a corpus; left out: the only one used.")
@version_option
@click.option("--code", "codes", multiple=True, metavar="CODE", help="Only these. Repeatable.")
@click.option(
    "--unit",
    metavar="UNIT",
    help="Of a corpus: sentence, paragraph, document or spans.  [default: sentence]",
)
@click.option(
    "--rule",
    metavar="R",
    default="half",
    show_default=True,
    help="When two spans are the same: exact, half or overlap.",
)
@click.option(
    "--coder",
    "coders",
    multiple=True,
    metavar="NAME",
    help="Only these, people or machines. Repeatable.",
)
@click.option("--machines", is_flag=True, help="Of a corpus: machines too.")
@click.option("--by", metavar="language", help="Also in each language.")
@click.option(
    "--metric",
    metavar="M",
    help="nominal, ordinal, interval, ratio, linear or quadratic. Needed for a table; of a corpus the codebook says.",
)
@click.option(
    "--coefficient",
    "coefficients",
    multiple=True,
    metavar="C",
    help="alpha, ac, conger, cohen, fleiss, scott, brennan-prediger, percent; left out: all that fit. Repeatable.",
)
@click.option("--wide", is_flag=True, help="Of a table: a row is a unit, a column a coder.")
@click.option("--unit-column", metavar="C", default="unit", show_default=True, help="Of a table.")
@click.option("--coder-column", metavar="C", default="coder", show_default=True, help="Of a table.")
@click.option("--value-column", metavar="C", default="value", show_default=True, help="Of a table.")
@click.option(
    "--document-column", metavar="C", help="Of a table: what is resampled.  [default: document]"
)
@click.option("--categories", metavar="A,B,...", help="Of a table: all on offer, in their order.")
@click.option(
    "--repeated",
    metavar="R",
    default="refuse",
    show_default=True,
    help="A unit coded twice by one coder: refuse, first or last.",
)
@click.option(
    "--level",
    type=click.FloatRange(0.5, 0.999),
    default=0.95,
    show_default=True,
    help="Of intervals.",
)
@click.option(
    "--draws",
    type=click.IntRange(min=0),
    default=2000,
    show_default=True,
    help="Resamplings of documents.",
)
@click.option("--seed", type=int, default=0, show_default=True, help="Of the resamplings.")
@kind_option
@output_option
def agreement_command(
    *,
    what: str,
    codebook: str | None,
    version: str | None,
    codes: tuple[str, ...],
    unit: str | None,
    rule: str,
    coders: tuple[str, ...],
    machines: bool,
    by: str | None,
    metric: str | None,
    coefficients: tuple[str, ...],
    form: str | None,
    output: str | None,
    level: float,
    draws: int,
    seed: int,
    **columns: Any,
) -> None:
    """How far coders agree, per code: every coefficient, with what is needed to read it.

    In brackets the analytic interval (units as independent) and the one from resampled
    documents. A unit that a coder did not read is missing; one that was read and got no code
    says "no code". The two are never mixed up. Prevalence and bias stand beside the
    coefficients, since kappa-like ones are low where one category takes nearly everything.

    Of a corpus, a flag and a category are nominal and a scale is ordinal, unless --metric
    says otherwise; whether a scale was applied and which value it got are two questions. A
    table (csv, tsv, parquet) has a row for each coding, or --wide a row for each unit.

    \b
    Examples:
      foedus texts agreement experts --by language
      foedus texts agreement experts --unit spans --rule overlap
      foedus texts agreement ratings.csv --wide --metric ordinal
      foedus texts agreement crowd.csv --unit-column sentence \\
        --value-column scale --metric interval --repeated first
    """
    chosen = chosen_format(form, output)
    if by not in (None, "language"):
        raise unknown("division", by, ("language",))
    settings = {"level": level, "draws": draws, "seed": seed}
    same = one_of("rule", rule, RULES)
    if metric is not None:
        one_of("metric", metric, METRICS)
    if Path(what).suffix.lower() in TABLES or Path(what).is_file():
        if unit or codebook or machines:
            raise FoedusError(
                "--unit, --codebook and --machines are about a corpus, and this is a table.",
                "Leave them out.",
            )
        if not Path(what).is_file():
            raise FoedusError(f"There is no file {what!r}.", "Check the path of the table.")
        found = of_table(Path(what), metric, coefficients, coders, codes, by, columns, settings)
        deliver_results(found, chosen, output)
        return
    if columns["wide"] or columns["categories"]:
        raise FoedusError(
            "--wide and --categories are about a table, and this is a corpus.", "Leave them out."
        )
    from foedus.documents.corpora.corpus import open_corpus

    opened = open_corpus(what)
    book = used_by(opened, codebook, version)
    if unit == "spans":
        of_spans(
            opened, book, split(codes), coders, not machines, same, by, settings, chosen, output
        )
        return
    found = of_corpus(
        opened, book, split(codes), one_of("unit", unit or "sentence", UNITS), coders,
        not machines, metric,
        coefficients, by, settings,
    )  # fmt: skip
    deliver_results(found, chosen, output)
