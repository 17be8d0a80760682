"""Codings read as a long table: one row a coding; and what each coder has read."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from foedus.documents.coding.codebook import Codebook
from foedus.documents.coding.codebook_file import parse_codebook
from foedus.documents.coding.codebooks_used import find_codebook
from foedus.documents.coding.coders import find_coder
from foedus.documents.corpora.corpus import Corpus

if TYPE_CHECKING:
    import pandas as pd

COLUMNS = (
    "document", "language", "start", "stop", "coder", "kind", "codebook", "version", "code",
    "value", "score", "at",
)  # fmt: skip


def codings(
    corpus: Corpus,
    codebook: str | None = None,
    *,
    version: str | None = None,
    coders: Sequence[str] | None = None,
    codes: Sequence[str] | None = None,
    text: bool = False,
) -> pd.DataFrame:
    """One row a coding, ordered by document, span, coder and code.

    Parameters
    ----------
    corpus
    codebook, version
        Only by this codebook; its version last entered if none is named.
    coders, codes
        Only these.
    text
        Whether the coded passage comes along, in a column `text`.

    Returns
    -------
    DataFrame
        `COLUMNS`: value as the codebook has it (a number of a scale, a name of a category,
        None of a flag); score not a number for people.

    Raises
    ------
    FoedusError
        For a codebook, coder or code that is not there.
    """
    import pandas as pd

    passage = ", substr(d.text, g.start + 1, g.stop - g.start) AS text" if text else ""
    with corpus.reading() as connection:
        where, given = ["1"], list[int | str]()
        if codebook is not None:
            where, given = (
                [*where, "g.codebook = ?"],
                [find_codebook(connection, codebook, version)],
            )
        if coders is not None:
            numbers = [find_coder(connection, name)[0] for name in coders]
            where.append(f"g.coder IN ({', '.join('?' * len(numbers))})")
            given += numbers
        if codes is not None:
            where.append(f"g.code IN ({', '.join('?' * len(codes))})")
            given += codes
        query = f"""
            SELECT g.document, d.language, g.start, g.stop, c.name AS coder, g.kind,
                b.name AS codebook, b.version, g.code, g.value, g.score, g.at{passage}
            FROM coding g JOIN coder c ON c.id = g.coder JOIN codebook b ON b.id = g.codebook
            JOIN document d ON d.id = g.document
            WHERE {" AND ".join(where)}
            ORDER BY g.document, g.start, g.stop, c.name, g.code"""
        table = pd.read_sql_query(query, connection, params=given)
        texts = connection.execute("SELECT name, version, text FROM codebook").fetchall()
    known = {(name, v): parse_codebook(body, name) for name, v, body in texts}
    if codebook is not None and codes is not None:
        book = known[codebook, version or _latest(texts, codebook)]
        for name in codes:
            book.code(name)
    values = pd.Series(_typed(table, known), index=table.index, dtype=object)
    return table.assign(value=values, score=table["score"].astype(float))


def readings(
    corpus: Corpus, codebook: str, *, version: str | None = None, code: str | None = None
) -> pd.DataFrame:
    """One row for each span that a coder has read.

    Parameters
    ----------
    corpus
    codebook, version
        By which codebook; its version last entered if none is named.
    code
        Only spans read with this code in mind.

    Returns
    -------
    DataFrame
        `document`, `language`, `start`, `stop`, `coder`, `kind`, `codes` (a tuple; empty for
        all of the codebook), `at`.

    Raises
    ------
    FoedusError
        For a codebook that was not used.
    """
    import pandas as pd

    with corpus.reading() as connection:
        number = find_codebook(connection, codebook, version)
        narrowed = "AND (r.codes = '' OR instr(' ' || r.codes || ' ', ?))" if code else ""
        query = f"""
            SELECT r.document, d.language, r.start, r.stop, c.name AS coder, c.kind, r.codes, r.at
            FROM reading r JOIN coder c ON c.id = r.coder JOIN document d ON d.id = r.document
            WHERE r.codebook = ? {narrowed}
            ORDER BY r.document, r.start, r.stop, c.name, r.codes"""
        given: list[int | str] = [number, f" {code} "] if code else [number]
        table = pd.read_sql_query(query, connection, params=given)
    # Few lists of codes stand behind many readings.
    kinds = {text: tuple(text.split()) for text in table["codes"].unique()}
    return table.assign(codes=pd.Series(table["codes"].map(kinds), dtype=object))


def _typed(table: pd.DataFrame, known: dict[tuple[str, str], Codebook]) -> list[object]:
    """Stored values as the codebook has them."""
    seen: dict[tuple[str, str, str, str | None], object] = {}
    out: list[object] = []
    for name, version, code, value in zip(
        table["codebook"], table["version"], table["code"], table["value"], strict=True
    ):
        key = (name, version, code, value if isinstance(value, str) else None)
        if key not in seen:
            seen[key] = known[name, version].code(code).read(key[3])
        out.append(seen[key])
    return out


def _latest(texts: list[tuple[str, str, str]], name: str) -> str:
    return [version for other, version, _ in texts if other == name][-1]
