"""`foedus texts train`: a machine coder that learns one code from what people coded."""

from __future__ import annotations

from pathlib import Path

import click

from foedus.cli.listing import paragraph
from foedus.cli.texts.chosen import one_of, used_by, version_option
from foedus.core.errors import FoedusError


@click.command("train")
@click.argument("corpus")
@click.argument("code")
@click.option("--codebook", metavar="B", help="By this one; left out: the only one used.")
@version_option
@click.option(
    "--coder",
    "coders",
    multiple=True,
    metavar="NAME",
    help="People whose codings are taken as right; left out: all. Repeatable.",
)
@click.option(
    "--unit", metavar="UNIT", default="sentence", show_default=True, help="sentence or paragraph."
)
@click.option("--alone", is_flag=True, help="Look at each passage by itself, not at its document.")
@click.option("--seed", type=int, default=0, show_default=True, help="Of the intervals.")
@click.option("-o", "--output", required=True, metavar="FOLDER", help="Where the coder is kept.")
def train_command(
    corpus: str,
    code: str,
    codebook: str | None,
    version: str | None,
    coders: tuple[str, ...],
    unit: str,
    alone: bool,
    seed: int,
    output: str,
) -> None:
    """Train a machine coder for CODE on passages of CORPUS that people have coded.

    It says how good it is on passages that it had not seen, documents kept whole. Passages
    it learned from are coded by a model that had not seen them, so that shares corrected
    with the same gold sample stay right.

    \b
    Examples:
      foedus texts train experts basis_economy -o economy-coder
      foedus texts code experts --with trained --model economy-coder
    """
    from foedus.documents.coding.trained import from_corpus
    from foedus.documents.corpora.corpus import open_corpus

    place = Path(output)
    if place.exists() and (not place.is_dir() or any(place.iterdir())):
        raise FoedusError(f"{output} is there already.", "Name a new folder.")
    kind = one_of("unit to code", unit, ("sentence", "paragraph"))
    opened = open_corpus(corpus)
    book = used_by(opened, codebook, version)
    coder = from_corpus(
        opened,
        book.name,
        book.code(code).id,
        coders=list(coders) or None,
        version=book.version,
        unit="sentence" if kind == "sentence" else "paragraph",
        several="longest",
        context=not alone,
        seed=seed,
    )
    coder.save(place)
    click.echo(paragraph(f"{coder.name}, taught by {coder.told.get('coders', 'people')}."))
    click.echo(paragraph(coder.quality.sentence()))
    click.echo(f"Written to {output}")
    click.echo(f"Code with it: foedus texts code {corpus} --with trained --model {output}")
