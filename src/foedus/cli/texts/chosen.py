"""What the commands on coded texts share: which documents, which passages, which codebook."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, TypeVar

import click

from foedus.cli.texts.options import chosen_of, states_of
from foedus.core.errors import FoedusError, unknown

if TYPE_CHECKING:
    from foedus.documents.coding.codebook import Codebook
    from foedus.documents.corpora.corpus import Corpus
    from foedus.documents.searching.state_search import Within

Word = TypeVar("Word", bound=str)
codebook_option = click.option(
    "--codebook",
    metavar="B",
    help="Name of a codebook, or its TOML file. Left out: the only one used in the corpus.",
)
version_option = click.option(
    "--version", metavar="V", help="Of the codebook; left out: the one last used, else the newest."
)


mentions_option = click.option(
    "--mentions",
    "named",
    multiple=True,
    metavar="STATE",
    help="Only what names this state, in any of the three languages. Repeatable: all of them.",
)


def documents_of(corpus: Corpus, asked: dict[str, Any]) -> list[int]:
    """Documents that meet the conditions among `asked`; near-duplicates are left out.

    Raises
    ------
    FoedusError
        For a value that no document has, or where none is left.
    """
    from foedus.documents.searching.chosen import chosen

    asked_for = chosen_of(asked)
    with corpus.reading() as connection:
        return chosen(connection, asked_for)


def segments_of(corpus: Corpus, documents: list[int], unit: str) -> list[int]:
    """Numbers of the sentences or paragraphs of documents, in order."""
    from foedus.documents.corpora.corpus import KINDS

    with corpus.reading() as connection:
        rows = connection.execute(
            "SELECT id, document FROM segment WHERE kind = ? ORDER BY document, start",
            (KINDS[unit],),
        ).fetchall()
    wanted = set(documents)
    return [number for number, document in rows if document in wanted]


def naming_states(corpus: Corpus, named: Sequence[str], unit: str) -> set[int] | None:
    """Numbers of the units that name all of these states; None where none is named.

    Raises
    ------
    FoedusError
        For a name that no state bears, or states that nothing names.
    """
    if not named:
        return None
    from foedus.cli.estimating import progress_bar
    from foedus.documents.mentions.stored import stored
    from foedus.documents.searching.state_search import naming

    ccodes = [state.ccode for state in states_of(named)]
    with progress_bar("States (chars)") as bar, stored(corpus, bar) as connection:
        within: Within = "document" if unit == "document" else "sentence"
        sentences = naming(connection, ccodes, within=within)
        rows = connection.execute(
            "SELECT s.id, s.document, p.id FROM segment s LEFT JOIN segment p ON p.kind = 0 "
            "AND p.document = s.document AND p.start <= s.start AND p.stop >= s.stop "
            "WHERE s.kind = 1"
        )
        place = {"sentence": 0, "document": 1, "paragraph": 2}[unit]
        found = {int(row[place]) for row in rows if row[0] in sentences and row[place] is not None}
    if not found:
        raise FoedusError(
            f"No {unit} of {corpus.name!r} names {' and '.join(named)}.",
            f"See: foedus texts mentions {corpus.name}.",
        )
    return found


def codebook_of(corpus: Corpus, name: str | None, version: str | None) -> Codebook:
    """The codebook to code by: as it was used in the corpus, else as it is shipped or in its file.

    Raises
    ------
    FoedusError
        If none is named and the corpus was coded with none or several, or for an unknown one.
    """
    from foedus.documents.coding.codebooks_used import used_codebook, used_codebooks
    from foedus.documents.coding.shipped import open_codebook, shipped

    used = used_codebooks(corpus)
    names = list(dict.fromkeys(key.rpartition(" ")[0] for key in used))
    if name is None:
        if len(names) == 1:
            return used_codebook(corpus, names[0], version)
        if names:
            raise FoedusError(
                f"Corpus {corpus.name!r} was coded with several codebooks: {', '.join(names)}.",
                "Name one with --codebook.",
            )
        raise FoedusError(
            "No codebook is named.", "Name one: --codebook partnerships, or a TOML file."
        )
    if name in names and (version is None or f"{name} {version}" in used):
        return used_codebook(corpus, name, version)
    if name.endswith(".toml") or "/" in name or "\\" in name or name in shipped():
        return open_codebook(name, version)
    raise unknown("codebook", name, [*names, *shipped()])


def used_by(corpus: Corpus, name: str | None, version: str | None) -> Codebook:
    """The codebook by which there are codings in the corpus.

    Raises
    ------
    FoedusError
        As `codebook_of`, or if nothing was coded by it.
    """
    from foedus.documents.coding.codebooks_used import used_codebooks

    book = codebook_of(corpus, name, version)
    if book.key not in used_codebooks(corpus):
        raise FoedusError(
            f"Nothing in corpus {corpus.name!r} was coded with {book.key!r}.",
            f"Code first: foedus texts code {corpus.name} --codebook {book.name} --coder NAME.",
        )
    return book


def split(words: tuple[str, ...]) -> list[str]:
    """Words of a repeatable option that may also hold comma lists.

    Examples
    --------
    >>> split(("side,language", "year"))
    ['side', 'language', 'year']
    """
    return [part.strip() for word in words for part in word.split(",") if part.strip()]


def one_of(what: str, given: str, allowed: Sequence[Word]) -> Word:
    """The word of a closed list that was given.

    Raises
    ------
    UnknownName
        If it is not in the list; `what` says what the list is of.

    Examples
    --------
    >>> one_of("rule", "half", ("exact", "half"))
    'half'
    """
    for word in allowed:
        if word == given:
            return word
    raise unknown(what, given, allowed)
