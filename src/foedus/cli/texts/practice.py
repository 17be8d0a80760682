"""`foedus texts practice`: what states profess beside their votes and conduct."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from foedus.cli.delivery import deliver, ending_of
from foedus.cli.listing import data_option, paragraph, written
from foedus.cli.texts.concepts import FORMS, PAGES
from foedus.core.errors import FoedusError, unknown

if TYPE_CHECKING:
    from foedus.assessment.professed.practice import Practice
    from foedus.assessment.professed.state_year import StateYear

_LINES = 12


@click.command("practice", short_help="What states profess beside votes and conduct.")
@click.argument("states", nargs=-1, metavar="STATE [STATE ...]")
@click.option("--corpus", required=True, metavar="NAME", help="Speeches with states as sides.")
@click.option("--from", "first", type=int, help="First year.")
@click.option("--to", "last", type=int, help="Last year.")
@click.option(
    "--principle",
    default="all",
    show_default=True,
    metavar="NAME",
    help="sovereignty, non_interference or territorial_integrity; all: added up.",
)
@click.option(
    "--with",
    "others",
    multiple=True,
    metavar="STATE",
    help="Reference states, repeatable; left out: USA and GBR where they speak.",
)
@click.option("--alone", is_flag=True, help="No reference states.")
@click.option(
    "--window",
    type=click.IntRange(1, 30),
    default=5,
    show_default=True,
    help="Years a figure holds, its own the last.",
)
@click.option("--seed", type=int, default=1, show_default=True, help="Of all draws.")
@data_option
@click.option("--format", "form", metavar="FORMAT", help="terminal, json, csv or md.")
@click.option("-o", "--output", metavar="FILE", help="x.html, x.csv, x.json, x.md or x.txt.")
def practice_command(
    *,
    states: tuple[str, ...],
    corpus: str,
    first: int | None,
    last: int | None,
    principle: str,
    others: tuple[str, ...],
    alone: bool,
    window: int,
    seed: int,
    data: str | None,
    form: str | None,
    output: str | None,
) -> None:
    """Principles a state names, its votes on others' breaches, and force it began, by year.

    The gap is profession less practice, each standardised among the states and years of the
    corpus, with an interval; there is none where the principle is not professed or practice
    is not on record, and the reason is said.

    \b
    Examples:
      foedus texts practice CHN RUS --corpus ungd -o page.html
      foedus texts practice IND --corpus ungd --with BRA --principle sovereignty
    """
    kind = _kind(form, output)
    if alone and others:
        raise FoedusError("--alone and --with exclude each other.", "Leave one out.")
    from foedus.assessment.professed.practice import practice
    from foedus.assessment.professed.state_year import record

    asked = _split(states)
    named = [] if alone else (_split(others) or None)
    if kind == "html":
        _enough(len(asked) + (2 if named is None else len(named)))
    found = practice(
        asked,
        corpus,
        reference=named,
        start=first,
        end=last,
        principle=principle,
        window=window,
        seed=seed,
        data=data,
    )
    if kind == "html":
        from foedus.report.exporters.practice_page import practice_page

        deliver(practice_page(found), output)
    elif kind == "terminal":
        deliver(_shown(found), output)
    else:
        deliver(written([record(r) for r in found.rows], kind), output)


def _split(words: tuple[str, ...]) -> list[str]:
    return [part.strip() for word in words for part in word.split(",") if part.strip()]


def _enough(states: int) -> None:
    from foedus.charts.state_lines import MOST

    if states > MOST:
        raise FoedusError(f"{states} states are too many for a page.", f"Name at most {MOST}.")


def _kind(form: str | None, output: str | None) -> Any:
    if form is not None:
        if form not in FORMS.values():
            raise unknown("format", form, list(FORMS.values()))
        return form
    if output is None:
        return "terminal"
    ending = ending_of(output, (*FORMS, *PAGES))
    return "html" if ending in PAGES else FORMS[ending]


def _shown(found: Practice) -> str:
    """The finding, the last years of each state, and what to know."""
    from foedus.assessment.professed.words import finding
    from foedus.documents.concepts.speakers import short_name

    lines = [*map(paragraph, finding(found)), ""]
    for code in (*found.pair, *found.reference):
        rows = found.of(code)
        lines += [
            f"{short_name(code)}{'' if code in found.pair else ' (reference)'}",
            f"{'year':<5}{'rate':<17}{'place':<10}{'begun':<8}{'votes':<7}"
            f"{'gap: conduct':<17}gap: votes",
        ]
        lines += [_line(r) for r in _some(rows)]
        why = list(dict.fromkeys(w for r in _some(rows)[-1:] for w in r.why.values()))
        lines += [paragraph(f"{rows[-1].year}: {w}.", "  ", "    ") for w in why] + [""]
    lines += [
        paragraph(
            "Begun: force begun in the window by COW, GML and ICB; votes: mean support on others' "
            "breaches and the rule; all years: -o x.csv, with passages: -o x.html."
        ),
        *map(paragraph, found.notes),
    ]
    return "\n".join(lines) + "\n"


def _some(rows: list[StateYear]) -> list[StateYear]:
    """At most so many years, evenly spread, the last among them."""
    step = -(-len(rows) // _LINES)
    return rows[::-1][::step][::-1]


def _line(r: StateYear) -> str:
    rate = "-"
    if r.rate is not None and r.rate_interval is not None:
        rate = f"{r.rate:.2f} ({r.rate_interval.low:.2f}-{r.rate_interval.high:.2f})"
    place = "-" if r.rank is None else f"{r.rank} of {r.of}"
    begun = "/".join("-" if n is None else str(n) for n in r.begun.values()) or "-"
    support = "-" if r.support is None else f"{r.support:.2f}"
    gaps = [_gap(r.gap.get("conduct")), _gap(r.gap.get("votes"))]
    return f"{r.year:<5}{rate:<17}{place:<10}{begun:<8}{support:<7}{gaps[0]:<17}{gaps[1]}".rstrip()


def _gap(found: Any) -> str:
    return "-" if found is None else f"{found[0]:+.1f} ({found[1].low:+.1f},{found[1].high:+.1f})"
