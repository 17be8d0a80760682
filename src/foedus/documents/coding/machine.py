"""A machine coder let loose on a corpus: in batches, resumable, kept under its own name."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from foedus.core.errors import FoedusError
from foedus.documents.coding.codebooks_used import used_codebooks
from foedus.documents.coding.coders import Identity
from foedus.documents.coding.interface import Coder, Excerpt, Judgement
from foedus.documents.coding.records import Coding, Read
from foedus.documents.coding.table import readings
from foedus.documents.coding.writing import write
from foedus.documents.corpora.corpus import Corpus, Passage

BATCH = 256


@dataclass(frozen=True)
class Run:
    """What a machine coder did.

    Parameters
    ----------
    coder : str
    passages : int
        Coded in this run.
    before : int
        Coded in earlier runs, and not again.
    codings : int
        Codes given in this run.
    problems : mapping
        Passages that could not be coded, by reason; they count as not read.
    illegal : int
        Passages with a label that the codebook does not have.
    """

    coder: str
    passages: int
    before: int
    codings: int
    problems: dict[str, int] = field(default_factory=dict)
    illegal: int = 0


def code_corpus(
    corpus: Corpus,
    coder: Coder,
    segments: Sequence[int],
    *,
    batch: int = BATCH,
    progress: Callable[[int, int], object] | None = None,
) -> Run:
    """Code segments of a corpus, and keep each batch as it is done.

    Segments that this coder has coded by this codebook are left out, so that a run can be
    stopped and taken up again. Labels without a span get the passage's.

    Parameters
    ----------
    corpus
    coder
    segments
        Numbers of sentences or paragraphs.
    batch
        Passages at a time.
    progress
        Called with passages done and passages in all.

    Raises
    ------
    FoedusError
        If the coder is not a model, gives another number of judgements than it got passages,
        or shares its name with another coder.
    """
    if coder.kind != "model":
        raise FoedusError(
            f"{coder.name!r} codes by machine and calls itself {coder.kind!r}.",
            "A machine coder's kind is 'model'.",
        )
    who = Identity(coder.name, "model", coder.detail)
    passages = corpus.passages(segments)
    done = _done(corpus, coder)
    todo = [p for p in passages if (p.document, p.start, p.stop) not in done]
    languages = _languages(corpus)
    given = illegal = coded = 0
    problems: Counter[str] = Counter()
    for k in range(0, len(todo), batch):
        part = todo[k : k + batch]
        excerpts = [Excerpt(p.text, languages[p.document], p.document, p.start) for p in part]
        judged = coder.code(excerpts)
        if len(judged) != len(part):
            raise FoedusError(
                f"{coder.name!r} gave {len(judged)} judgements for {len(part)} passages.",
                "A coder answers for each passage, in their order.",
            )
        able = [(p, j) for p, j in zip(part, judged, strict=True) if not j.problem]
        codings = [c for p, j in able for c in _codings(p, j)]
        kept = write(corpus, who, coder.codebook, codings, [_read(p, j) for p, j in able])
        given, coded = given + kept.codings, coded + len(able)
        problems.update(j.problem for j in judged if j.problem)
        illegal += sum(bool(j.illegal) for j in judged)
        if progress is not None:
            progress(k + len(part), len(todo))
    before = len(passages) - len(todo)
    return Run(coder.name, coded, before, given, dict(problems), illegal)


def _done(corpus: Corpus, coder: Coder) -> set[tuple[int, int, int]]:
    book = coder.codebook
    if book.key not in used_codebooks(corpus):
        return set()
    table = readings(corpus, book.name, version=book.version)
    own = table[table["coder"] == coder.name]
    return set(own[["document", "start", "stop"]].itertuples(index=False, name=None))


def _languages(corpus: Corpus) -> dict[int, str]:
    with corpus.reading() as connection:
        return dict(connection.execute("SELECT id, language FROM document").fetchall())


def _codings(passage: Passage, judgement: Judgement) -> list[Coding]:
    out = []
    for label in judgement.labels:
        first, last = label.span or (0, passage.stop - passage.start)
        span = passage.start + first, passage.start + last
        out.append(Coding(passage.document, *span, label.code, label.value, label.score))
    return out


def _read(passage: Passage, judgement: Judgement) -> Read:
    return Read(passage.document, passage.start, passage.stop, judgement.codes)
