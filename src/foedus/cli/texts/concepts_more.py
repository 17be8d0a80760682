"""`foedus texts concepts poles | neighbours`: whom passages name, and what the words miss."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from foedus.cli.delivery import deliver
from foedus.cli.listing import paragraph, written
from foedus.cli.texts.concepts import _kind, _split, found_hits, span
from foedus.core.errors import FoedusError

_POLES = "multipolarity"


@click.command("poles")
@click.argument("corpus")
@click.argument("more", nargs=-1, metavar="[STATE ...]")
@click.option("--states", is_flag=True, help="The states that speak follow; all where left out.")
@click.option("--from", "first", type=int, help="First year.")
@click.option("--to", "last", type=int, help="Last year.")
@click.option(
    "--every", type=click.IntRange(min=1), default=10, show_default=True, help="Years a row holds."
)
@click.option("--sentences", is_flag=True, help="The sentences, with whom each names.")
@click.option("--seed", type=int, default=1, show_default=True, help="Of all resamplings.")
@click.option("--format", "form", metavar="FORMAT", help="terminal, json, csv or md.")
@click.option("-o", "--output", metavar="FILE", help="x.csv, x.json, x.md or x.txt.")
def poles_command(
    *,
    corpus: str,
    more: tuple[str, ...],
    states: bool,
    first: int | None,
    last: int | None,
    every: int,
    sentences: bool,
    seed: int,
    form: str | None,
    output: str | None,
) -> None:
    """Which states and regions sentences on multipolarity name, by who speaks and when.

    A state that is named need not be called a pole: `beside a pole` counts the sentences that
    also speak of poles or centres of power, whoever is the pole.

    \b
    Examples:
      foedus texts concepts poles ungd --states CHN RUS FRA --from 1991
      foedus texts concepts poles cctv --states CHN --sentences -o poles.csv
    """
    if more and not states:
        raise FoedusError(
            f"{' '.join(more)!r} follows the corpus.", "Name states after --states: --states CHN."
        )
    kind = _kind(form, output)
    if kind in ("html", "picture"):
        raise FoedusError(
            "There is no page or picture of poles alone.",
            f"Run: foedus texts concepts {corpus} --concept {_POLES} -o x.html.",
        )
    from foedus.documents.concepts.poles import COLUMNS, who_names_poles
    from foedus.documents.concepts.speakers import iso3, states_asked

    opened, hits = found_hits(corpus, _POLES, None)
    codes = states_asked(_split(more), hits.speeches, corpus)
    years = span(hits, codes, (first, last), corpus)
    found = who_names_poles(opened, hits, codes, years, every=every, seed=seed)
    if sentences:
        there = hits.speeches
        rows: list[dict[str, Any]] = [
            {"state": iso3(int(there.ccode[s.row])), "year": int(there.year[s.row]),
             "document": s.document, "start": s.start, "stop": s.stop, "names": list(names),
             "beside_pole": on, "text": " ".join(s.text.split())}
            for s, names, on in found.sentences
        ]  # fmt: skip
        if kind == "terminal":
            lines = [
                paragraph(f"{r['state']} {r['year']} {' '.join(r['names']) or '-'}: {r['text']}")
                for r in rows
            ]
            deliver("\n".join(lines) + f"\n{len(rows)} sentences.\n", output)
        else:
            deliver(written(rows, kind), output)
        return
    frame = found.frame()
    if kind != "terminal":
        table: list[Any] = frame[list(COLUMNS)].to_dict("records")
        deliver(written(table, kind), output)
        return
    lines = [f"{'':<6}{'':<11}{'names':<24}{'of':>12}{'share':>8}  95 % interval   beside a pole"]
    for r in frame[frame["naming"] > 0].to_dict("records"):
        period = f"{r['from']}-{r['to']}"
        count = f"{r['naming']} of {r['sentences']}"
        lines.append(
            f"{r['state']:<6}{period:<11}{r['pole']:<24}{count:>12}{r['share']:>8.2f}  "
            f"{r['low']:.2f} to {r['high']:.2f}{r['beside_pole']:>13}"
        )
    if len(lines) == 1:
        lines = ["No sentence on multipolarity by these states names a state or region."]
    deliver("\n".join([*lines, "", *map(paragraph, found.notes)]) + "\n", output)


@click.command("neighbours")
@click.argument("corpus")
@click.argument("concept")
@click.option("--side", help="Only documents of this side.")
@click.option("--language", help="Only documents in en, zh or ru.")
@click.option(
    "--most", type=click.IntRange(1, 500), default=20, show_default=True, help="How many."
)
@click.option(
    "--keep", metavar="FILE", help="CSV of judged sentences: new ones are added, judged ones stay."
)
def neighbours_command(
    *, corpus: str, concept: str, side: str | None, language: str | None, most: int,
    keep: str | None,
) -> None:  # fmt: skip
    """Sentences near CONCEPT in CORPUS that hold none of its words, nearest first.

    With --keep they go to a CSV of yours. Write accepted or rejected into its column
    `verdict`, and who read it and when beside it; then `foedus texts concepts CORPUS
    --concept CONCEPT --checked FILE` counts the accepted ones. Needs `foedus texts embed`.

    \b
    Examples:
      foedus texts concepts neighbours kremlin multipolarity
      foedus texts concepts neighbours kremlin multipolarity --keep read.csv
    """
    from foedus.documents.concepts.checked import Checked, read_checked
    from foedus.documents.concepts.neighbours import neighbours
    from foedus.documents.concepts.shipped import open_concept
    from foedus.documents.corpora.corpus import open_corpus
    from foedus.documents.searching.chosen import Chosen

    known = open_concept(concept)
    opened = open_corpus(corpus)
    there = read_checked(keep) if keep and Path(keep).exists() else Checked()
    asked = Chosen(side=side, language=language)
    found = neighbours(opened, known, documents=asked, most=most + len(there.keys))
    rows = [n.row(known, opened.name) for n in found]
    fresh = [
        r
        for r in rows
        if (r["concept"], r["corpus"], r["document"], r["start"], r["stop"]) not in there.keys
    ][:most]
    for r in fresh:
        head = f"{r['cosine']}  {r['side']} {r['date']} {r['document']}:{r['start']}  "
        click.echo(paragraph(head + r["text"], "", "       "))
    if not fresh:
        click.echo("No sentence is near that is not in the file already.")
    if keep:
        from foedus.report.writing import write

        both = there.with_more(fresh)
        place = write(keep, both.csv())
        told = ", ".join(f"{n} {v}" for v, n in both.counts(known.name).items())
        click.echo(f"Written to {place}: {told}.")
