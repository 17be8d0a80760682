"""`foedus texts concepts`: how states use a concept over time, and what its dictionary is worth."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from foedus.cli.delivery import deliver, ending_of
from foedus.cli.lazy import LazyGroup
from foedus.cli.listing import written
from foedus.core.errors import FoedusError, unknown

if TYPE_CHECKING:
    from foedus.documents.concepts.hits import ConceptHits
    from foedus.documents.concepts.use import ConceptUse
    from foedus.documents.corpora.corpus import Corpus

FORMS = {".csv": "csv", ".json": "json", ".md": "md", ".txt": "terminal"}
PICTURES, PAGES = (".svg", ".png"), (".html", ".htm")
YEARLY_TO, PERIOD = 15, 5


class ConceptGroup(LazyGroup):
    """Where the first word is no command, it is a corpus: `use` is what is meant."""

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """The subcommand named, else `use` with all words."""
        if args and args[0] not in self.commands and not args[0].startswith("-"):
            return "use", self.commands["use"], args
        return super().resolve_command(ctx, args)


@click.command(
    cls=ConceptGroup,
    places={
        "use": "foedus.cli.texts.concepts:use_command",
        "poles": "foedus.cli.texts.concepts_more:poles_command",
        "neighbours": "foedus.cli.texts.concepts_more:neighbours_command",
        "list": "foedus.cli.texts.concepts_lists:list_command",
        "show": "foedus.cli.texts.concepts_lists:show_command",
    },
    summaries={
        "use": "Rates, trends and distance of use; the word itself may be left out.",
        "poles": "Who names which poles in sentences on multipolarity.",
        "neighbours": "Sentences near a concept without its words, for a reader to judge.",
        "list": "List the concepts that come with foedus.",
        "show": "Show a concept: words, what is left out, how it was checked.",
    },
)
def concepts_group() -> None:
    """How states use concepts over time: multipolarity, sovereignty and others.

    A concept is a versioned dictionary in English, Chinese and Russian. A hit is a mention, not
    a stance.

    \b
    Examples:
      foedus texts concepts ungd --concept multipolarity --states CHN RUS --from 1971
      foedus texts concepts poles ungd --states CHN RUS
      foedus texts concepts list
    """


@click.command("use", short_help="Rates, trends and distance of use.")
@click.argument("corpus")
@click.argument("more", nargs=-1, metavar="[STATE ...]")
@click.option(
    "--concept", "concept_name", required=True, metavar="NAME", help="Or a TOML file of your own."
)
@click.option("--states", is_flag=True, help="The states follow: --states CHN RUS.")
@click.option("--from", "first", type=int, help="First year.")
@click.option("--to", "last", type=int, help="Last year.")
@click.option("--every", type=click.IntRange(min=1), metavar="YEARS", help="Years a line holds.")
@click.option(
    "--distance",
    type=click.Choice(("meaning", "words", "none")),
    default="words",
    show_default=True,
    help="For two states: distance of the contexts of the concept.",
)
@click.option("--checked", metavar="FILE", help="Count sentences a reader accepted in FILE.")
@click.option("--seed", type=int, default=1, show_default=True, help="Of all resamplings.")
@click.option("--format", "form", metavar="FORMAT", help="terminal, json, csv or md.")
@click.option(
    "-o", "--output", metavar="FILE", help="x.csv, x.json, x.md, x.txt, x.svg, x.png or x.html."
)
def use_command(
    *,
    corpus: str,
    more: tuple[str, ...],
    concept_name: str,
    states: bool,
    first: int | None,
    last: int | None,
    every: int | None,
    distance: str,
    checked: str | None,
    seed: int,
    form: str | None,
    output: str | None,
) -> None:
    """Mentions per 1,000 words by state and year, trends, and for two states their gap.

    Intervals come from documents drawn again where there are ten or more, else they are
    exact Poisson bounds. A distance of use is claimed only beyond what permuted labels give.

    \b
    Examples:
      foedus texts concepts ungd --concept multipolarity --states CHN RUS
      foedus texts concepts ungd --concept sovereignty --states CHN RUS -o x.html
    """
    if more and not states:
        raise FoedusError(
            f"{' '.join(more)!r} follows the corpus.", "Name states after --states: --states CHN."
        )
    kind = _kind(form, output)
    from foedus.documents.concepts.speakers import states_asked

    opened, hits = found_hits(corpus, concept_name, checked)
    codes = states_asked(_split(more), hits.speeches, corpus)
    _enough(codes, kind)
    found = _use(hits, corpus, codes, (first, last), every, kind, seed)
    apart = None
    if len(codes) == 2 and distance != "none" and kind in ("terminal", "md", "json", "html"):
        from foedus.documents.concepts.contexts import use_apart

        by: Any = distance
        apart = use_apart(opened, hits, (codes[0], codes[1]), found.years, by=by, seed=seed)
    if kind == "picture" and output is not None:
        _draw(found, output)
    elif kind == "html":
        _page(opened, hits, found, apart, seed, output)
    elif kind == "terminal":
        from foedus.cli.texts.concepts_text import shown

        deliver(shown(found, apart), output)
    else:
        from foedus.cli.texts.concepts_text import records

        deliver(written(records(found, apart if kind == "json" else None), kind), output)


def found_hits(corpus: str, concept_name: str, checked: str | None) -> tuple[Corpus, ConceptHits]:
    """The corpus opened, and where the concept is named in it."""
    from foedus.documents.concepts.checked import read_checked
    from foedus.documents.concepts.hits import find_concept
    from foedus.documents.concepts.shipped import open_concept
    from foedus.documents.concepts.speakers import speeches
    from foedus.documents.corpora.corpus import open_corpus

    concept = open_concept(concept_name)
    accepted = read_checked(checked) if checked else None
    opened = open_corpus(corpus)
    return opened, find_concept(opened, concept, speeches(opened), accepted)


def _use(
    hits: ConceptHits,
    corpus: str,
    codes: list[int],
    asked: tuple[int | None, int | None],
    every: int | None,
    kind: str,
    seed: int,
) -> ConceptUse:
    from foedus.documents.concepts.use import concept_use

    years = span(hits, codes, asked, corpus)
    if every is None:
        long = years[1] - years[0] >= YEARLY_TO
        every = PERIOD if long and kind not in ("csv", "json") else 1
    return concept_use(hits, corpus, codes, years, every=every, seed=seed)


def span(
    hits: ConceptHits, codes: list[int], asked: tuple[int | None, int | None], corpus: str
) -> tuple[int, int]:
    """First and last year: as asked, else those of the states' documents."""
    import numpy as np

    there = hits.speeches
    year = there.year[np.isin(there.ccode, codes) & (there.year > 0)]
    if not len(year):
        raise FoedusError(
            f"No document of corpus {corpus!r} by these states has a date.",
            f"See: foedus texts list {corpus}.",
        )
    held = int(year.min()), int(year.max())
    first = held[0] if asked[0] is None else asked[0]
    last = held[1] if asked[1] is None else asked[1]
    if first > last and None in asked:
        when = f"after {held[1]}" if asked[1] is None else f"before {held[0]}"
        raise FoedusError(
            f"Corpus {corpus!r} holds no document by these states {when}.",
            f"It holds some from {held[0]} to {held[1]}.",
        )
    if first > last:
        raise FoedusError(
            f"The span ends before it begins: from {first} to {last}.",
            "Give --from the earlier year.",
        )
    return first, last


def _split(words: tuple[str, ...]) -> list[str]:
    return [part.strip() for word in words for part in word.split(",") if part.strip()]


def _kind(form: str | None, output: str | None) -> Any:
    """terminal, csv, json, md, html or picture."""
    if form is not None:
        if form not in FORMS.values():
            raise unknown("format", form, list(FORMS.values()))
        return form
    if output is None:
        return "terminal"
    ending = ending_of(output, (*FORMS, *PICTURES, *PAGES))
    if ending in PICTURES:
        return "picture"
    return "html" if ending in PAGES else FORMS[ending]


def _enough(codes: list[int], kind: str) -> None:
    from foedus.charts.state_lines import MOST

    if len(codes) > MOST and kind in ("picture", "html"):
        raise FoedusError(
            f"{len(codes)} states are too many for a chart.", f"Name at most {MOST} after --states."
        )


def _draw(found: ConceptUse, output: str) -> None:
    import vl_convert

    from foedus.charts.render import FONTS, png, standalone_spec
    from foedus.report.exporters.concept_page import use_chart
    from foedus.report.writing import write

    chart = use_chart(found)
    if Path(output).suffix.lower() == ".png":
        place = write(output, png(chart))
    else:
        vl_convert.register_font_directory(str(FONTS))
        place = write(output, str(vl_convert.vegalite_to_svg(standalone_spec(chart))))
    click.echo(f"Written to {place}")


def _page(
    opened: Corpus,
    hits: ConceptHits,
    found: ConceptUse,
    apart: Any,
    seed: int,
    output: str | None,
) -> None:
    from foedus.documents.concepts.poles import who_names_poles
    from foedus.documents.concepts.quoting import quoted
    from foedus.report.exporters.concept_page import concept_page

    poles = None
    if hits.concept.poles:
        every = max(10, found.every)
        poles = who_names_poles(opened, hits, found.states, found.years, every=every, seed=seed)
    passages = quoted(opened, hits, found.states, found.years)
    deliver(concept_page(found, apart, poles, passages), output)
