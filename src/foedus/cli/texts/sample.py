"""`foedus texts sample`: passages drawn to be coded by people, with recorded probabilities."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from foedus.cli.listing import paragraph
from foedus.cli.texts.chosen import (
    codebook_option,
    documents_of,
    mentions_option,
    naming_states,
    one_of,
    split,
    used_by,
    version_option,
)
from foedus.cli.texts.options import conditions
from foedus.core.errors import FoedusError

if TYPE_CHECKING:
    import pandas as pd

    from foedus.documents.coding.units import UnitKind
    from foedus.documents.corpora.corpus import Corpus
    from foedus.documents.correction.allocation import Allocation
    from foedus.documents.correction.gold_sample import GoldSample
    from foedus.documents.correction.strata import Names

SMALL = 10
"""Strata with fewer units are put together: each needs a few labels of its own."""


@click.command("sample")
@click.argument("corpus")
@click.option("--size", type=click.IntRange(min=1), metavar="N", help="Passages to draw.")
@click.option(
    "--unit", metavar="UNIT", help="sentence, paragraph or document.  [default: sentence]"
)
@click.option(
    "--stratify",
    "codes",
    multiple=True,
    metavar="CODE",
    help="Draw more of what a machine gave this code; rare codes need it. Repeatable.",
)
@click.option("--machine", metavar="NAME", help="Whose codings; the beginning is enough.")
@codebook_option
@version_option
@click.option(
    "--by", "divisions", multiple=True, metavar="D", help="Strata by side, language, institution, "
    "author, kind, year or decade too. Repeatable.",
)  # fmt: skip
@click.option(
    "--allocation",
    metavar="A",
    help="equal: the same number from each stratum; proportional: by size. Left out: equal "
    "where strata are codes, else proportional.",
)
@click.option("--seed", type=int, default=1, show_default=True, help="Draws the same again.")
@click.option("--extend", metavar="FILE", help="An earlier sample, to be made larger by --more.")
@click.option("--more", type=click.IntRange(min=1), metavar="N", help="Passages to add to it.")
@conditions
@mentions_option
@click.option("-o", "--output", required=True, metavar="FILE", help="The record: x.csv or x.json.")
def sample_command(
    *,
    corpus: str,
    size: int | None,
    unit: str | None,
    codes: tuple[str, ...],
    machine: str | None,
    codebook: str | None,
    version: str | None,
    divisions: tuple[str, ...],
    allocation: str | None,
    seed: int,
    extend: str | None,
    more: int | None,
    output: str,
    named: tuple[str, ...],
    **asked: Any,
) -> None:
    """Draw passages of CORPUS to be coded by people, and keep with what probability each was.

    The record is never written over, and refused if it was changed: `foedus texts shares`
    corrects a machine's shares with it. Code what was drawn with `foedus texts code CORPUS
    --sample FILE`, all of it, in the order given.

    \b
    Examples:
      foedus texts sample experts --size 200 -o gold.csv
      foedus texts sample experts --size 300 --stratify limits_norms -o gold.csv
      foedus texts sample experts --extend gold.csv --more 100 -o gold-2.csv
    """
    from foedus.documents.corpora.corpus import open_corpus
    from foedus.documents.correction.sample_file import read_sample, write_sample

    opened = open_corpus(corpus)
    if extend is not None:
        if size or codes or divisions or unit or named or any(asked.values()):
            raise FoedusError(
                "A sample is made larger within its own strata.",
                "With --extend give only --more and -o.",
            )
        if more is None:
            raise FoedusError("It is not said how many to add.", "Add --more 100.")
        sample = _extended(opened, read_sample(Path(extend)), more, allocation)
    elif size is None or more is not None:
        raise FoedusError("It is not said how many to draw.", "Add --size 200.")
    else:
        sample = _drawn(
            opened, size, unit or "sentence", split(codes), machine, codebook, version,
            split(divisions), allocation, seed, documents_of(opened, asked), named,
        )  # fmt: skip
    written = write_sample(sample, Path(output))
    click.echo("".join(_said(opened, sample, str(written), codebook)), nl=False)


def _extended(corpus: Corpus, sample: GoldSample, more: int, allocation: str | None) -> GoldSample:
    from foedus.documents.correction.corpus_sample import drawn_units
    from foedus.documents.correction.draw import extend

    drawn_units(corpus, sample)
    taken = sample.waves[-1].taken
    rule = allocation or ("equal" if len(taken) > 1 and len(set(taken.tolist())) == 1 else None)
    return extend(sample, more, allocation=_rule(rule, "proportional"))


def _drawn(
    corpus: Corpus,
    size: int,
    unit: str,
    codes: list[str],
    machine: str | None,
    codebook: str | None,
    version: str | None,
    divisions: list[str],
    allocation: str | None,
    seed: int,
    documents: list[int],
    named: tuple[str, ...],
) -> GoldSample:
    from foedus.documents.coding.places import UNITS, places_of
    from foedus.documents.correction.corpus_sample import drawn_from
    from foedus.documents.correction.draw import draw

    kind = one_of("unit", unit, UNITS)
    if machine is not None and not codes:
        raise FoedusError("--machine says whose codes are strata.", "Add --stratify CODE.")
    places = places_of(corpus, kind, documents)
    about = naming_states(corpus, named, kind)
    if about is not None:
        places = places[places["unit"].isin(about)].reset_index(drop=True)
    if places.empty:
        raise FoedusError(f"The documents chosen have no {kind}s.", "Choose others.")
    strata = _strata(corpus, places, kind, codes, machine, codebook, version, divisions)
    return draw(
        places["unit"].tolist(),
        size,
        seed=seed,
        strata=strata,
        allocation=_rule(allocation, "equal" if codes else "proportional"),
        documents=places["document"].tolist(),
        drawn_from=drawn_from(corpus, kind, places),
    )


def _rule(named: str | None, otherwise: Allocation) -> Allocation:
    return otherwise if named is None else one_of("allocation", named, ("equal", "proportional"))


def _strata(
    corpus: Corpus,
    places: pd.DataFrame,
    unit: UnitKind,
    codes: list[str],
    machine: str | None,
    codebook: str | None,
    version: str | None,
    divisions: Sequence[str],
) -> Names | None:
    from foedus.documents.correction.divisions import divided
    from foedus.documents.correction.strata import crossed, merged

    parts: dict[str, Any] = {}
    if codes:
        from foedus.documents.coding.judgements import coder_named, judgements
        from foedus.documents.correction.corpus_sample import machine_strata

        book = used_by(corpus, codebook, version)
        name = coder_named(corpus, book, "model", machine)
        parts["code"] = machine_strata(judgements(corpus, book, name, codes, places, unit))
    parts |= divided(corpus, places, divisions)
    if not parts:
        return None
    return merged(crossed(**parts), SMALL)


def _said(corpus: Corpus, sample: GoldSample, file: str, codebook: str | None) -> Iterator[str]:
    from foedus.documents.correction.corpus_sample import origin

    _, unit, _ = origin(sample)
    wave = sample.waves[-1]
    yield (
        paragraph(
            f"{sample.n:,} of {len(sample):,} {unit}s drawn from {len(set(sample.documents)):,} "
            "documents."
        )
        + "\n"
    )
    if len(wave.strata) > 1:
        wide = max(len(name) for name in wave.strata)
        yield f"\n{'Stratum':<{wide}}{'passages':>10}{'drawn':>8}{'probability':>13}\n"
        for name, among, taken in zip(wave.strata, wave.sizes, wave.taken, strict=True):
            yield f"{name:<{wide}}{among:>10,}{taken:>8,}{taken / among:>13.4g}\n"
        yield "\n"
    yield f"Written to {file}\n"
    book = f" --codebook {codebook}" if codebook else ""
    yield f"Code it: foedus texts code {corpus.name}{book} --sample {file} --coder NAME\n"
