"""Codings out of a corpus again."""

from __future__ import annotations

from foedus.core.errors import FoedusError
from foedus.documents.coding.codebooks_used import find_codebook
from foedus.documents.coding.coders import find_coder
from foedus.documents.corpora.corpus import Corpus


def delete(
    corpus: Corpus,
    coder: str,
    codebook: str,
    *,
    version: str | None = None,
    document: int | None = None,
    span: tuple[int, int] | None = None,
    code: str | None = None,
    unread: bool = False,
) -> int:
    """Remove codings of one coder by one codebook, narrowed by document, span and code.

    Parameters
    ----------
    corpus
    coder, codebook, version
        Whose and by which rules; the version last entered if none is named.
    document, span, code
        Which of them; all where not given. `span` is (start, stop), exactly.
    unread
        Whether the coder shall count as not having read these spans either; without it they
        stay read and have no code. Not together with `code`.

    Returns
    -------
    int
        Codings removed.

    Raises
    ------
    FoedusError
        For a coder or codebook that is not there, a span without its document, or `unread`
        with a code.
    """
    if span is not None and document is None:
        raise FoedusError("A span is named without its document.", "Name the document as well.")
    if unread and code is not None:
        raise FoedusError(
            "A passage cannot be unread for one code only.", "Leave out the code, or unread."
        )
    with corpus.writing() as connection:
        who, _ = find_coder(connection, coder)
        book = find_codebook(connection, codebook, version)
        where = ["coder = ?", "codebook = ?"]
        given: list[int | str] = [who, book]
        if document is not None:
            where, given = [*where, "document = ?"], [*given, document]
        if span is not None:
            where, given = [*where, "start = ?", "stop = ?"], [*given, *span]
        place = " AND ".join(where)
        if unread:
            connection.execute(f"DELETE FROM reading WHERE {place}", given)
        if code is None:
            return connection.execute(f"DELETE FROM coding WHERE {place}", given).rowcount
        return connection.execute(
            f"DELETE FROM coding WHERE {place} AND code = ?", [*given, code]
        ).rowcount
