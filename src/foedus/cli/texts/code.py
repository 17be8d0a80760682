"""`foedus texts code`: passages coded by a person at the terminal, or by a machine."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

import click

from foedus.cli.estimating import progress_bar
from foedus.cli.listing import paragraph
from foedus.cli.texts.chosen import (
    codebook_of,
    codebook_option,
    documents_of,
    mentions_option,
    naming_states,
    one_of,
    segments_of,
    version_option,
)
from foedus.cli.texts.machine import GOES_WITH, Machine, checked_method, machine_options
from foedus.cli.texts.options import conditions
from foedus.core.errors import FoedusError

if TYPE_CHECKING:
    from foedus.documents.coding.codebook import Codebook
    from foedus.documents.coding.interface import Coder
    from foedus.documents.coding.machine import Run
    from foedus.documents.corpora.corpus import Corpus

PARTS: tuple[Literal["sentence", "paragraph"], ...] = ("sentence", "paragraph")
LANGUAGES = ("en", "zh", "ru")
FOR_A_PERSON = 5000
"""More passages than these are not put before a person."""


@click.command("code")
@click.argument("corpus")
@codebook_option
@version_option
@click.option("--coder", metavar="NAME", help="Who codes: a person's name.")
@click.option(
    "--with",
    "method",
    metavar="METHOD",
    help="A machine instead of a person: patterns, nearest, trained or endpoint. It is named "
    "after what made it.",
)
@click.option("--unit", metavar="UNIT", help="sentence or paragraph.  [default: sentence]")
@click.option("--sample", metavar="FILE", help="Only what was drawn with `foedus texts sample`.")
@click.option("--document", "numbers", type=int, multiple=True, metavar="N", help="Only these.")
@conditions
@mentions_option
@click.option("--limit", type=click.IntRange(min=1), metavar="N", help="The first N passages.")
@click.option(
    "--context",
    type=click.IntRange(min=0, max=50),
    default=1,
    show_default=True,
    help="For a person: sentences shown around a passage, in brackets; they are not coded.",
)
@click.option(
    "--labels", metavar="L", default="en", show_default=True, help="Language of the codes' names."
)
@machine_options
def code_command(
    *,
    corpus: str,
    codebook: str | None,
    version: str | None,
    coder: str | None,
    method: str | None,
    unit: str | None,
    sample: str | None,
    numbers: tuple[int, ...],
    limit: int | None,
    context: int,
    labels: str,
    **asked: Any,
) -> int:
    """Code passages of CORPUS by a codebook.

    A person types the keys of the codes; each answer is kept at once, q leaves, and the
    same command goes on where it was. What others coded is not shown. A machine codes what
    it has not coded yet, under a name of its own; passages that it cannot code count as not
    read, never as without a code. Nothing a machine made stands under a person's name.

    Machines: patterns of the codebook; nearest passages coded by people; trained on
    passages coded by people; endpoint, a language model on a server that you name, to
    which the passages are sent. Answers of a server are kept, with model, hash of the
    prompt and cost, and never asked for twice.

    \b
    Examples:
      foedus texts code experts --codebook partnerships --coder "Ann"
      foedus texts code experts --codebook partnerships --with patterns
      foedus texts code experts --sample gold.csv --coder "Ann" --labels ru
      foedus texts code experts --with endpoint --url https://host/v1 --model m
    """
    from foedus.documents.corpora.corpus import open_corpus

    machine = _machine(coder, method, unit, asked)
    one_of("language of labels", labels, LANGUAGES)
    opened = open_corpus(corpus)
    if codebook is None and version is not None:
        raise FoedusError("A version is named without its codebook.", "Add --codebook NAME.")
    book = codebook_of(opened, codebook, version)
    segments = _segments(opened, unit, sample, numbers, asked)[:limit]
    if machine is None:
        return _person(opened, book, str(coder), segments, labels, context)
    made = machine.maker(opened)(book)
    return _run(opened, made, segments)


def _machine(
    coder: str | None, method: str | None, unit: str | None, asked: dict[str, Any]
) -> Machine | None:
    names = [name for name in Machine.__dataclass_fields__ if name in asked]
    given = {name: asked.pop(name) for name in names}
    kind = one_of("unit to code", unit or "sentence", PARTS)
    if method is None:
        if coder is None:
            raise FoedusError(
                "Nobody is named who codes.",
                "Add --coder NAME for a person, or --with patterns, nearest, trained or endpoint.",
            )
        for name, methods in GOES_WITH.items():
            if given[name]:
                raise FoedusError(
                    f"--{name.replace('_', '-')} belongs to a machine, not to a person.",
                    f"Leave it out, or take --with {' or '.join(methods)} instead of --coder.",
                )
        return None
    if coder is not None:
        raise FoedusError(
            f"A machine does not code as {coder!r}: it is named after what made it.",
            "Leave out --coder.",
        )
    return Machine(checked_method(method), **given, unit=kind)


def _segments(
    corpus: Corpus,
    unit: str | None,
    sample: str | None,
    numbers: tuple[int, ...],
    asked: dict[str, Any],
) -> list[int]:
    if sample is not None:
        if numbers or any(asked.values()):
            raise FoedusError(
                "A sample says which passages there are to code.", "Leave out the conditions."
            )
        from foedus.documents.correction.corpus_sample import to_read
        from foedus.documents.correction.sample_file import read_sample

        asked_unit = None if unit is None else one_of("unit", unit, PARTS)
        return to_read(corpus, read_sample(Path(sample)), asked_unit)
    named = asked.pop("named")
    documents = documents_of(corpus, asked)
    if numbers:
        if strange := set(numbers) - set(documents):
            raise FoedusError(
                f"Document {min(strange)} is not among those chosen.",
                f"See: foedus texts list {corpus.name}.",
            )
        documents = list(numbers)
    kind = unit or "sentence"
    segments = segments_of(corpus, documents, kind)
    about = naming_states(corpus, named, kind)
    return segments if about is None else [number for number in segments if number in about]


def _person(
    corpus: Corpus, book: Codebook, coder: str, segments: list[int], labels: str, context: int
) -> int:
    if len(segments) > FOR_A_PERSON:
        raise FoedusError(
            f"{len(segments):,} passages are more than a person codes.",
            f"Draw a sample: foedus texts sample {corpus.name} --size 200 -o gold.csv, then "
            "add --sample gold.csv. Or narrow the choice, or add --limit N.",
        )
    from foedus.documents.coding.terminal import code_passages

    done = code_passages(
        corpus, book, coder, segments, ask=_ask, show=click.echo, language=labels, around=context
    )
    skipped = f", {done.skipped} skipped" if done.skipped else ""
    left = "none left" if not done.left else f"{done.left:,} left; the same command goes on"
    click.echo(f"\n{done.coded} passages coded by {coder}{skipped}; {left}.")
    return 0


def _ask(prompt: str) -> str:
    # Not click's prompt, which refuses an empty line in its own words.
    return input(prompt)


def _run(corpus: Corpus, coder: Coder, segments: list[int]) -> int:
    from foedus.documents.coding.machine import code_corpus

    with progress_bar("Coding") as bar:
        run = code_corpus(corpus, coder, segments, progress=bar)
    click.echo("".join(_said(corpus, coder, run)), nl=False)
    return 0


def _said(corpus: Corpus, coder: Coder, run: Run) -> Iterator[str]:
    before = f" ({run.before:,} were coded before)" if run.before else ""
    yield (
        paragraph(
            f"{run.coder}: {run.passages:,} passages coded{before}, {run.codings:,} codes given."
        )
        + "\n"
    )
    for why, count in sorted(run.problems.items(), key=lambda item: -item[1]):
        yield paragraph(f"Not coded, and counted as not read: {count:,} ({why}).") + "\n"
    if run.illegal:
        yield f"Passages with a label that the codebook does not have: {run.illegal:,}.\n"
    yield from _spent(corpus, coder)
    yield (
        paragraph(
            "A machine's shares are not shares: draw a gold sample and have people code it, "
            f"foedus texts sample {corpus.name} --size 200 -o gold.csv."
        )
        + "\n"
    )


def _spent(corpus: Corpus, coder: Coder) -> Iterator[str]:
    from foedus.documents.coding.endpoint import EndpointCoder

    if not isinstance(coder, EndpointCoder):
        return
    spent = coder.answers.spent(coder.prompt_hash)
    cost = f"{spent.cost:,.4g}" if spent.answers > spent.unknown else "unknown"
    if 0 < spent.unknown < spent.answers:
        cost += f", and {spent.unknown:,} of unknown cost"
    yield (
        paragraph(
            f"Answers kept for this prompt ({coder.prompt_hash[:12]}): {spent.answers:,}; tokens "
            f"read {spent.tokens_in:,}, written {spent.tokens_out:,}; cost {cost}."
        )
        + "\n"
    )
