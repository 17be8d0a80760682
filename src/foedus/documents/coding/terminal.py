"""Coding at the terminal: one passage, one line of keys, kept at once; to be left and resumed."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np

from foedus.core.errors import FoedusError
from foedus.documents.coding.codebook import Code, Codebook
from foedus.documents.coding.codebooks_used import used_codebooks
from foedus.documents.coding.coders import Identity
from foedus.documents.coding.intervals import inside, merged
from foedus.documents.coding.records import Coding, Read
from foedus.documents.coding.table import codings, readings
from foedus.documents.coding.terminal_keys import Answer, answer, keys, legend, typed
from foedus.documents.coding.writing import write
from foedus.documents.corpora.corpus import Corpus, Passage

Ask = Callable[[str], str]
Show = Callable[[str], object]
_PROMPT = "> "
_HINT = "Keys of its codes, . if none fits, < back, > skip, ? keys and definitions, q quit."


@dataclass(frozen=True)
class Session:
    """How far a session came.

    Parameters
    ----------
    coded : int
        Passages answered in this session, each counted once.
    skipped : int
        Left out in this session; they come again in the next.
    left : int
        Of all passages, those not yet read, the skipped ones among them.
    """

    coded: int
    skipped: int
    left: int


def unread(corpus: Corpus, codebook: Codebook, coder: str, segments: Sequence[int]) -> list[int]:
    """Those of the segments that a coder has not read with the whole codebook in mind."""
    passages = corpus.passages(segments)
    if codebook.key not in used_codebooks(corpus):
        return [p.segment for p in passages]
    table = readings(corpus, codebook.name, version=codebook.version)
    own = table[(table["coder"] == coder) & (table["codes"].str.len() == 0)]
    spans = own[["document", "start", "stop"]].to_numpy(np.int64)
    places = np.array([(p.document, p.start, p.stop) for p in passages], np.int64).reshape(-1, 3)
    done = inside(places, merged(spans))
    return [p.segment for p, d in zip(passages, done.tolist(), strict=True) if not d]


def code_passages(
    corpus: Corpus,
    codebook: Codebook,
    coder: str,
    segments: Sequence[int],
    *,
    ask: Ask = input,
    show: Show = print,
    language: str = "en",
    around: int = 0,
) -> Session:
    """Ask a person for the codes of each passage, in the order given.

    Every answer is kept before the next passage is shown. Passages that this coder has read by
    this version of the codebook are not asked again. What others coded is not shown.

    Parameters
    ----------
    corpus
    codebook
    coder
        A person's name.
    segments
        Numbers of sentences or paragraphs.
    ask, show
        How a line is read and how one is shown; a line's end (EOF) quits, as an interrupt does.
    language
        Of the codes' labels.
    around
        Sentences shown before and after the passage, in brackets; they are not coded.

    Raises
    ------
    FoedusError
        If the name is a model's, or none of the segments is in the corpus.
    """
    who = Identity(coder, "human")
    passages = corpus.passages(segments)
    if not passages:
        raise FoedusError(
            "None of these segments is in the corpus.", f"See `foedus texts list {corpus.name}`."
        )
    write(corpus, who, codebook, [])  # a name or codebook that is refused is refused now
    by_key = keys(codebook)
    todo = set(unread(corpus, codebook, coder, segments))
    coded: set[int] = set()
    skipped: set[int] = set()
    _show_legend(show, by_key, language)
    k = _following(passages, todo, -1)
    while k < len(passages):
        passage = passages[k]
        before = (
            "" if passage.segment in todo else _earlier(corpus, codebook, coder, passage, by_key)
        )
        show(_heading(corpus, passage, k, len(passages), len(todo), around) + before)
        given = _answered(ask, show, by_key, codebook, language)
        if given.command == "quit":
            break
        if given.command == "back":
            k = max(k - 1, 0)
            continue
        if given.command == "skip":
            skipped.add(passage.segment)
            k = _following(passages, todo - skipped, k)
            continue
        _keep(corpus, codebook, who, passage, given)
        todo.discard(passage.segment)
        skipped.discard(passage.segment)
        coded.add(passage.segment)
        k = _following(passages, todo - skipped, k)
    return Session(len(coded), len(skipped & todo), len(todo))


def _following(passages: Sequence[Passage], todo: set[int], k: int) -> int:
    """The next place to be coded after k; after the last, the first that was passed over."""
    after = [n for n, p in enumerate(passages) if p.segment in todo]
    return next((n for n in after if n > k), after[0] if after else len(passages))


def _answered(
    ask: Ask, show: Show, by_key: dict[str, Code], codebook: Codebook, language: str
) -> Answer:
    """The next line that means something other than a call for help."""
    while True:
        try:
            given = answer(ask(_PROMPT), by_key)
        except FoedusError as error:
            show(str(error))
            continue
        except (EOFError, KeyboardInterrupt):
            return Answer("quit")
        if given.command != "help":
            return given
        if given.about:
            _show_code(show, codebook.code(given.about), language)
        else:
            _show_legend(show, by_key, language)


def _keep(
    corpus: Corpus, codebook: Codebook, who: Identity, passage: Passage, given: Answer
) -> None:
    span = passage.document, passage.start, passage.stop
    found = [Coding(*span, code, value) for code, value in given.labels]
    write(corpus, who, codebook, found, [Read(*span)], replace="spans")


def _earlier(
    corpus: Corpus, codebook: Codebook, coder: str, passage: Passage, by_key: dict[str, Code]
) -> str:
    table = codings(corpus, codebook.name, version=codebook.version, coders=[coder])
    at = passage.document, passage.start, passage.stop
    places = table[["document", "start", "stop"]].to_numpy(np.int64)
    same = table[(places == np.array(at)).all(axis=1)]
    labels = tuple(zip(same["code"], same["value"], strict=True))
    return f"\nSo far: {typed(labels, by_key)}"


def _heading(corpus: Corpus, passage: Passage, k: int, of: int, left: int, around: int) -> str:
    before, after = _beside(corpus, passage, around) if around else ("", "")
    return (
        f"\n[{k + 1} of {of}, {left} to do; document {passage.document}, "
        f"characters {passage.start} to {passage.stop}]\n{before}{passage.text}{after}"
    )


def _beside(corpus: Corpus, passage: Passage, around: int) -> tuple[str, str]:
    """Sentences before and after a passage, in brackets on lines of their own."""
    sentences, text = corpus.segments(passage.document), corpus.text(passage.document)
    earlier = sentences[sentences[:, 1] <= passage.start][-around:]
    later = sentences[sentences[:, 0] >= passage.stop][:around]
    before = f"({text[earlier[0, 0] : earlier[-1, 1]]})\n" if len(earlier) else ""
    return before, f"\n({text[later[0, 0] : later[-1, 1]]})" if len(later) else ""


def _show_legend(show: Show, by_key: dict[str, Code], language: str) -> None:
    for line in legend(by_key, language):
        show(line)
    show(_HINT)


def _show_code(show: Show, code: Code, language: str) -> None:
    show(f"{code.name(language)}: {code.definition}")
    for mark, texts in (("+", code.inclusion), ("-", code.exclusion)):
        for text in texts:
            show(f"  {mark} {text}")
    for value in code.values:
        show(f"  {value.value}: {value.definition}")
    for text in code.examples.get(language, ()):
        show(f"  e.g. {text}")
