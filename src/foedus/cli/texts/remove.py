"""`foedus texts remove`: documents, or a whole corpus."""

from __future__ import annotations

import sys
from collections.abc import Sequence

import click

from foedus.cli.listing import paragraph
from foedus.cli.texts.options import plural
from foedus.core.errors import FoedusError


@click.command("remove")
@click.argument("name", metavar="CORPUS")
@click.argument("documents", nargs=-1, metavar="[DOCUMENT ...]")
@click.option("--yes", is_flag=True, help="Do not ask.")
@click.option(
    "--with-codings",
    is_flag=True,
    help="Also where coders have worked: their codings go too, and cannot be brought back.",
)
def remove_command(name: str, documents: tuple[str, ...], yes: bool, with_codings: bool) -> None:
    """Remove DOCUMENTs of CORPUS by their numbers (3, 7-12), or without them the whole corpus.

    With a document go its sentences, its place in the index, its vectors, and the copy of its
    file unless other documents came of it. Your own file stays where it is. Numbers are not
    given again.

    \b
    Examples:
      foedus texts remove experts 12
      foedus texts remove experts 3 7-12 --yes
      foedus texts remove trial
    """
    from foedus.documents.corpora.at_stake import at_stake, coded
    from foedus.documents.corpora.corpus import open_corpus
    from foedus.documents.corpora.removing import remove_corpus, remove_documents
    from foedus.documents.embedding.fill import vectors_of
    from foedus.documents.embedding.running import is_running

    corpus = open_corpus(name)
    numbers = _numbers(documents)
    before = at_stake(corpus, numbers or None)
    if before.coded and not with_codings:
        raise coded(before)
    vectors = vectors_of(corpus)
    if not numbers and is_running(vectors.folder):
        raise FoedusError(
            f"Corpus {name!r} is being embedded.", f"First: foedus texts embed {name} --stop."
        )
    what = (
        f"{plural(before.documents, 'document')} with {plural(before.sentences, 'sentence')}"
        f"{'; ' + before.lost() if before.coded else ''}"
    )
    if not numbers:
        what = f"the whole corpus {name}: {what}, in {corpus.folder}"
    if not yes and not _agreed(what):
        click.echo("Nothing is removed.")
        return
    if not numbers:
        remove_corpus(corpus)
        click.echo(paragraph(f"Removed {what}."))
        return
    removed = remove_documents(corpus, numbers, with_codings=with_codings)
    from foedus.documents.mentions.stored import forget_mentions

    vectors.forget(removed.segments)
    forget_mentions(corpus)
    click.echo(paragraph(f"Removed {what}."))
    if removed.originals:
        click.echo(f"Copies of files removed: {len(removed.originals):,}. Your own files stay.")


def _agreed(what: str) -> bool:
    if not sys.stdin.isatty():
        raise FoedusError(f"This would remove {what}.", "Say --yes if it shall.")
    return click.confirm(f"Remove {what}?")


def _numbers(words: Sequence[str]) -> list[int]:
    """Numbers and spans of numbers, such as 3, 7-12.

    Raises
    ------
    FoedusError
        For a word that is neither.
    """
    found: list[int] = []
    for part in (part for word in words for part in word.split(",") if part.strip()):
        first, dash, last = part.strip().partition("-")
        if not (first.isdigit() and (last.isdigit() or not dash)):
            raise FoedusError(f"{part!r} is no number of a document.", "Give 12, or 7-12.")
        end = int(last or first)
        if not int(first) <= end <= int(first) + 1_000_000:
            raise FoedusError(f"{part!r} is no span of documents.", "Give the lower number first.")
        found += range(int(first), end + 1)
    return sorted(set(found))
