"""What stands around a passage: its paragraph, and as much beside it as makes it readable."""

from __future__ import annotations

from dataclasses import dataclass

from foedus.documents.corpora.corpus import Corpus

LEAST = 500
"""Letters that a context has, if the document has them; a Chinese one counts three."""
MOST = 1500
"""Letters on either side of the passage: a document without paragraphs is not shown whole."""


@dataclass(frozen=True)
class Context:
    """A passage between what precedes and what follows it.

    Parameters
    ----------
    before, passage, after : str
        Pieces of the document that join without a gap.
    start : int
        Offset of `before` in the document, in code points.
    begins, ends : bool
        Whether the document begins with `before`, ends with `after`.
    """

    before: str
    passage: str
    after: str
    start: int
    begins: bool
    ends: bool


def context_of(corpus: Corpus, document: int, start: int, stop: int, least: int = LEAST) -> Context:
    """The paragraphs around a span, more of them the shorter they are.

    Parameters
    ----------
    document
        Number in the corpus.
    start, stop
        Span in code points.
    least
        Letters that are shown at least, if the document has them.

    Raises
    ------
    FoedusError
        If the corpus has no such document.
    """
    text = corpus.text(document)
    paragraphs = corpus.segments(document, "paragraph").tolist() or [[0, len(text)]]
    first = max((k for k, (a, _) in enumerate(paragraphs) if a <= start), default=0)
    last = max((k for k, (a, _) in enumerate(paragraphs) if a < stop), default=first)
    while _weight(text[paragraphs[first][0] : paragraphs[last][1]]) < least:
        if first == 0 and last == len(paragraphs) - 1:
            break
        first, last = max(first - 1, 0), min(last + 1, len(paragraphs) - 1)
    low = max(paragraphs[first][0], start - MOST)
    high = min(max(paragraphs[last][1], stop), stop + MOST)
    return Context(
        text[low:start], text[start:stop], text[stop:high], low, low == 0, high >= len(text)
    )


def _weight(text: str) -> int:
    return sum(3 if letter >= "\u2e80" else 1 for letter in text)


def sentence_at(corpus: Corpus, document: int, at: int) -> tuple[int, int]:
    """The sentence in which a place of a document lies, or the next one after it.

    Raises
    ------
    FoedusError
        If the corpus has no such document.
    """
    spans = corpus.segments(document, "sentence")
    if not len(spans):
        return 0, len(corpus.text(document))
    holding = [k for k, (a, b) in enumerate(spans.tolist()) if a <= at < b]
    after = [k for k, (a, _) in enumerate(spans.tolist()) if a > at]
    a, b = spans[(holding or after or [len(spans) - 1])[0]].tolist()
    return int(a), int(b)
