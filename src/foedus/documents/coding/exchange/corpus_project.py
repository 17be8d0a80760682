"""Codings out of a corpus on their way to another tool, and into a corpus from one."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Literal, get_args

import numpy as np

from foedus.core.errors import unknown
from foedus.documents.coding.codebook import Codebook
from foedus.documents.coding.codebooks_used import used_codebooks
from foedus.documents.coding.coders import CoderKind, Identity
from foedus.documents.coding.exchange.offsets import cleaned
from foedus.documents.coding.exchange.project import Project, SourceText, SpanCoding, SpanRead
from foedus.documents.coding.records import Coding, Read
from foedus.documents.coding.table import codings as coding_table
from foedus.documents.coding.table import readings as reading_table
from foedus.documents.coding.writing import Replace, write_many
from foedus.documents.corpora.corpus import Corpus
from foedus.documents.language.clean import clean

ReadRule = Literal["as recorded", "documents"]
"""What a coder from another tool is taken to have read: what the file says, or every text in
which the coder coded something, from end to end."""


@dataclass(frozen=True)
class Put:
    """What came into a corpus.

    Parameters
    ----------
    texts : int
        Texts of the project that are in the corpus.
    codings, read : int
        Kept; those that were there already not counted.
    skipped : mapping
        How often, by what it was and why.
    """

    texts: int
    codings: int
    read: int
    skipped: dict[str, int] = field(default_factory=dict)

    def sentence(self) -> str:
        """What came in and what did not, in words."""
        text = f"{self.codings} codings and {self.read} spans read kept, in {self.texts} texts"
        for what, count in self.skipped.items():
            text += f"; skipped: {what} ({count})"
        return f"{text}."


def gather(
    corpus: Corpus,
    codebook: Codebook,
    *,
    documents: Sequence[int] | None = None,
    coders: Sequence[str] | None = None,
) -> Project:
    """Codings of a corpus by one version of a codebook, with their texts.

    Parameters
    ----------
    corpus
    codebook
    documents
        Which; those coded or read by this codebook where not given. Documents that nobody has
        coded can be named too, to be coded in another tool.
    coders
        Only these.

    Raises
    ------
    FoedusError
        If a coder is not there.
    """
    given: list[tuple[int, SpanCoding]] = []
    read: list[tuple[int, SpanRead]] = []
    keys = _keys(corpus)
    if codebook.key in used_codebooks(corpus):
        given = list(_given(corpus, codebook, coders, keys))
        read = list(_read(corpus, codebook, coders, keys))
    touched = sorted({number for number, _ in (*given, *read)})
    chosen = touched if documents is None else list(dict.fromkeys(documents))
    if absent := set(chosen) - set(keys):
        raise unknown("document", str(min(absent)), [str(k) for k in keys])
    wanted = set(chosen)
    codings = [coding for number, coding in given if number in wanted]
    spans = [span for number, span in read if number in wanted]
    used = {c.coder for c in codings} | {r.coder for r in spans}
    return Project(
        corpus.name,
        codebook,
        tuple(_texts(corpus, chosen, keys)),
        tuple(c for c in _coders(corpus) if c.name in used),
        tuple(sorted(codings, key=lambda c: c.place)),
        tuple(sorted(spans)),
    )


def put(
    corpus: Corpus,
    project: Project,
    *,
    read: ReadRule = "as recorded",
    replace: Replace = "refuse",
) -> Put:
    """Keep the codings of a project whose texts are in the corpus; all of them or none.

    A text is found by its key or by what it says. Where the file has it as it came (other line
    ends, no-break spaces), offsets are carried over to the clean text.

    Parameters
    ----------
    corpus
    project
    read
    replace
        As in `write`.

    Raises
    ------
    FoedusError
        As `write`: for contradicting values, or a person with a model's name.
    """
    if read not in get_args(ReadRule):
        raise unknown("rule for what was read", read, get_args(ReadRule))
    skipped: Counter[str] = Counter()
    places = {t.key: (n, t.text, text) for t, n, text in _matched(corpus, project, skipped)}
    codings: dict[str, list[Coding]] = defaultdict(list)
    spans: dict[str, list[Read]] = defaultdict(list)
    whole: set[tuple[str, int]] = set()
    for c in project.codings:
        if at := _placed(c, places, "codings", skipped):
            codings[c.coder].append(Coding(*at, c.code, c.value, c.score, c.at))
            whole.add((c.coder, at[0]))
    for r in project.readings:
        if at := _placed(r, places, "spans read", skipped):
            spans[r.coder].append(Read(*at, r.codes, r.at))
    if read == "documents":
        length = {number: len(text) for number, _, text in places.values()}
        for coder, number in sorted(whole):
            spans[coder].append(Read(number, 0, length[number]))
    batches = [(c, codings[c.name], spans[c.name]) for c in project.coders]
    kept = write_many(corpus, project.codebook, batches, replace=replace)
    return Put(len(places), kept.codings, kept.read, dict(skipped))


def source_texts(corpus: Corpus, documents: Sequence[int] | None = None) -> list[SourceText]:
    """Documents of a corpus as texts with their keys; all of them where none is named."""
    keys = _keys(corpus)
    return list(_texts(corpus, list(keys) if documents is None else documents, keys))


def _given(
    corpus: Corpus, codebook: Codebook, coders: Sequence[str] | None, keys: dict[int, str]
) -> Iterator[tuple[int, SpanCoding]]:
    table = coding_table(corpus, codebook.name, version=codebook.version, coders=coders)
    columns = ["document", "start", "stop", "coder", "code", "value", "score", "at"]
    for number, start, stop, coder, code, value, score, at in table[columns].itertuples(
        index=False, name=None
    ):
        sure = None if np.isnan(score) else float(score)
        yield number, SpanCoding(keys[number], start, stop, coder, code, value, sure, at)


def _read(
    corpus: Corpus, codebook: Codebook, coders: Sequence[str] | None, keys: dict[int, str]
) -> Iterator[tuple[int, SpanRead]]:
    table = reading_table(corpus, codebook.name, version=codebook.version)
    columns = ["document", "start", "stop", "coder", "codes", "at"]
    for number, start, stop, coder, codes, at in table[columns].itertuples(index=False, name=None):
        if coders is None or coder in coders:
            yield number, SpanRead(keys[number], start, stop, coder, codes, at)


def _keys(corpus: Corpus) -> dict[int, str]:
    with corpus.reading() as connection:
        return dict(connection.execute("SELECT id, key FROM document ORDER BY id").fetchall())


def _texts(corpus: Corpus, documents: Sequence[int], keys: dict[int, str]) -> Iterator[SourceText]:
    with corpus.reading() as connection:
        for number in documents:
            row = connection.execute(
                "SELECT coalesce(d.title, f.name), d.text, d.language FROM document d "
                "LEFT JOIN file f ON f.sha256 = d.file WHERE d.id = ?",
                (number,),
            ).fetchone()
            yield SourceText(keys[number], str(row[0] or ""), row[1], row[2])


def _coders(corpus: Corpus) -> list[Identity]:
    import json

    with corpus.reading() as connection:
        rows = connection.execute("SELECT name, kind, detail FROM coder ORDER BY id").fetchall()
    kinds: dict[str, CoderKind] = {"human": "human", "model": "model"}
    return [Identity(name, kinds[kind], json.loads(detail)) for name, kind, detail in rows]


def _matched(
    corpus: Corpus, project: Project, skipped: Counter[str]
) -> Iterator[tuple[SourceText, int, str]]:
    """Texts of a project with the number and the text of the document that says the same."""
    with corpus.reading() as connection:
        for source in project.texts:
            row = connection.execute(
                "SELECT id, text FROM document WHERE key = ?", (source.key,)
            ).fetchone()
            said = clean(source.text)
            if row is None or row[1] != said:
                row = connection.execute(
                    "SELECT id, text FROM document WHERE text = ? ORDER BY id LIMIT 1", (said,)
                ).fetchone()
            if row is None:
                skipped["texts that are not in the corpus"] += 1
            else:
                yield source, int(row[0]), str(row[1])


def _placed(
    given: SpanCoding | SpanRead,
    places: dict[str, tuple[int, str, str]],
    what: str,
    skipped: Counter[str],
) -> tuple[int, int, int] | None:
    if given.text not in places:
        skipped[f"{what} of texts that are not in the corpus"] += 1
        return None
    number, raw, text = places[given.text]
    span = cleaned(raw, given.start, given.stop, text)
    if span is None:
        skipped[f"{what} whose words the clean text does not have"] += 1
        return None
    return number, *span
