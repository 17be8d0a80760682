"""`foedus texts power`: how many more gold labels for an interval this wide."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from foedus.cli.listing import ListFormat, format_option, paragraph, written
from foedus.cli.texts.chosen import split, used_by, version_option
from foedus.core.errors import FoedusError

if TYPE_CHECKING:
    from foedus.documents.correction.power import Plan


@click.command("power")
@click.argument("corpus", required=False, metavar="[CORPUS]")
@click.option(
    "--half-width",
    type=float,
    required=True,
    metavar="W",
    help="Of the interval wanted: 0.05 for a share plus or minus 5 points.",
)
@click.option("--gold", metavar="FILE", help="The sample coded so far: reckon from its errors.")
@click.option("--code", "codes", multiple=True, metavar="CODE", help="Which. Repeatable.")
@click.option("--codebook", metavar="B", help="By this one; left out: the only one used.")
@version_option
@click.option("--person", "people", multiple=True, metavar="NAME", help="Whose word is right.")
@click.option("--machine", metavar="NAME", help="Which machine; the beginning is enough.")
@click.option("--share", type=float, help="Before any label: the share to expect, 0 to 1.")
@click.option("--sensitivity", type=float, help="Share the machine finds of those with the code.")
@click.option("--specificity", type=float, help="Share it leaves alone of those without.")
@click.option("--rows", type=int, metavar="N", help="Passages in the corpus.")
@click.option(
    "--level",
    type=click.FloatRange(0.5, 0.999),
    default=0.95,
    show_default=True,
    help="Of the interval.",
)
@format_option
def power_command(
    *,
    corpus: str | None,
    half_width: float,
    gold: str | None,
    codes: tuple[str, ...],
    codebook: str | None,
    version: str | None,
    people: tuple[str, ...],
    machine: str | None,
    share: float | None,
    sensitivity: float | None,
    specificity: float | None,
    rows: int | None,
    level: float,
    form: ListFormat,
) -> None:
    """How many gold labels for an interval this wide, and from which strata.

    With a gold sample that was coded, from the machine's errors on it; before there is one,
    from what is assumed of the machine. Strata are then what it gave the code and what not.

    \b
    Examples:
      foedus texts power experts --gold gold.csv --code limits_norms \\
        --half-width 0.02
      foedus texts power --share 0.03 --sensitivity 0.8 --specificity 0.95 \\
        --rows 20000 --half-width 0.01
    """
    if not 0 < half_width < 1:
        raise FoedusError(
            f"A half-width of {half_width:g}.",
            "Give a share, such as 0.05: plus or minus 5 points.",
        )
    assumed = {"share": share, "sensitivity": sensitivity, "specificity": specificity, "rows": rows}
    if corpus is None:
        plans = {"as assumed": _assumed(assumed, half_width, level)}
    elif any(v is not None for v in assumed.values()):
        raise FoedusError(
            f"--{next(k for k, v in assumed.items() if v is not None)} is for a plan without a corpus.",
            "Leave out the corpus, or that.",
        )
    elif gold is None or not codes:
        raise FoedusError(
            "Labels needed are reckoned from a gold sample that was coded, for a code.",
            "Add --gold FILE --code CODE; or leave out CORPUS and assume a machine.",
        )
    else:
        plans = _from_gold(
            corpus, gold, split(codes), codebook, version, people, machine, half_width, level
        )
    if form == "terminal":
        click.echo("".join(_said(code, plan) for code, plan in plans.items()), nl=False)
        return
    records: list[dict[str, Any]] = [
        {
            "code": code,
            "labels": plan.n,
            "more": plan.more,
            "half_width": round(plan.half_width, 6),
            "reachable": plan.reachable,
            "stratum": name,
            "labels_in_stratum": taken,
        }
        for code, plan in plans.items()
        for name, taken in zip(plan.strata, plan.taken, strict=True)
    ]
    click.echo(written(records, form), nl=False)


def _assumed(given: dict[str, float | None], half_width: float, level: float) -> Plan:
    from foedus.documents.correction.power import labels_planned

    for name, value in given.items():
        if value is None:
            raise FoedusError(
                f"Without a corpus a plan needs --{name}.",
                "Give --share, --sensitivity, --specificity and --rows; or name a corpus, "
                "with --gold and --code.",
            )
    share, sensitivity, specificity, rows = (float(v or 0) for v in given.values())
    return labels_planned(share, sensitivity, specificity, int(rows), half_width, level=level)


def _from_gold(
    corpus: str,
    gold: str,
    codes: list[str],
    codebook: str | None,
    version: str | None,
    people: tuple[str, ...],
    machine: str | None,
    half_width: float,
    level: float,
) -> dict[str, Plan]:
    from foedus.documents.corpora.corpus import open_corpus
    from foedus.documents.correction.corpus_gold import coded_for
    from foedus.documents.correction.how import How
    from foedus.documents.correction.power import labels_needed
    from foedus.documents.correction.sample_file import read_sample

    opened = open_corpus(corpus)
    book = used_by(opened, codebook, version)
    sample = read_sample(Path(gold))
    made = coded_for(opened, book, codes, sample, people=people, machine=machine)
    strata, place = sample.cells
    names = [strata[k] for k in place] if len(next(iter(made.values()))) == len(place) else None
    how = How(level=level)
    return {
        code: labels_needed(one, half_width, strata=names, how=how) for code, one in made.items()
    }


def _said(code: str, plan: Plan) -> str:
    text = paragraph(f"{code}: {plan.sentence()}.") + "\n"
    if len(plan.strata) > 1 and plan.reachable:
        wide = max(len(name) for name in plan.strata)
        for name, taken in zip(plan.strata, plan.taken, strict=True):
            text += f"  {name:<{wide}}{taken:>8,}\n"
    return text
