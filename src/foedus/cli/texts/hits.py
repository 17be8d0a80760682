"""Passages that were found: as text, records, Markdown and a page."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from foedus.cli.listing import paragraph
from foedus.cli.texts.options import inert as quoted_off
from foedus.cli.wide_text import wrapped

if TYPE_CHECKING:
    from foedus.documents.corpora.corpus import Corpus
    from foedus.documents.searching.context import Context
    from foedus.documents.searching.found import Hit
    from foedus.documents.searching.marks import Marks
    from foedus.report.exporters.passage_page import Card

_OPEN, _CLOSE = "\ue000", "\ue001"
"""Letters that no text means anything by; they become marks after lines are wrapped."""


@dataclass(frozen=True)
class MarkedHit:
    """A passage, and what in it was looked for.

    Parameters
    ----------
    hit : Hit
    marks : tuple of pairs of int
        Spans in the passage, in code points.
    """

    hit: Hit
    marks: Marks


def show_command_of(corpus: str, hit: Hit) -> str:
    """The command that opens a passage in its document."""
    return f"foedus texts show {corpus} {hit.document} --at {hit.start}"


def hits_text(corpus: str, found: Sequence[MarkedHit], count: str, *, colour: bool) -> str:
    """Passages as text for a terminal, the words looked for in bold or in double brackets."""
    styled = colour and _styled()
    lines = [paragraph(count) + "\n"]
    for number, one in enumerate(found, 1):
        head = f"{number:>3}. "
        blank = " " * len(head)
        lines.append("\n" + wrapped(_head(one.hit), head, blank) + "\n")
        lines.append(_dressed(wrapped(_marked(one, *_ends(styled)), blank)) + "\n")
        lines.append(f"{blank}{show_command_of(corpus, one.hit)}\n")
    return "".join(lines)


def _head(hit: Hit) -> str:
    who = ", ".join(filter(None, (hit.author, hit.institution)))
    facts = "  ".join(filter(None, (hit.date, hit.side, hit.language)))
    title = hit.title or f"document {hit.document}"
    return f"{facts}  {title}{f' ({who})' if who else ''}"


def _marked(one: MarkedHit, opens: str, closes: str) -> str:
    out, at = "", 0
    for a, b in one.marks:
        out += one.hit.text[at:a] + opens + one.hit.text[a:b] + closes
        at = b
    return out + one.hit.text[at:]


def _ends(styled: bool) -> tuple[str, str]:
    """What opens and closes a mark while lines are wrapped."""
    return (_OPEN, _CLOSE) if styled else ("[[", "]]")


def _dressed(text: str) -> str:
    return text.replace(_OPEN, "\x1b[1m").replace(_CLOSE, "\x1b[0m")


def in_context(found: Context) -> str:
    """A passage marked among what stands around it, wrapped paragraph by paragraph."""
    opens, closes = _ends(_styled())
    text = (
        f"{'' if found.begins else '... '}{found.before}{opens}{found.passage}{closes}"
        f"{found.after}{'' if found.ends else ' ...'}"
    )
    blocks = [
        "\n".join(wrapped(line) for line in block.split("\n")) for block in text.split("\n\n")
    ]
    return _dressed("\n\n".join(blocks))


def _styled() -> bool:
    return sys.stdout.isatty() and "NO_COLOR" not in os.environ


def hit_records(corpus: str, found: Sequence[MarkedHit], *, inert: bool) -> list[dict[str, Any]]:
    """One record a passage.

    Parameters
    ----------
    inert
        Whether texts that a spreadsheet would run as a formula are quoted off.
    """
    return [
        {name: quoted_off(value) if inert else value for name, value in record.items()}
        for record in _records(corpus, found)
    ]


def _records(corpus: str, found: Sequence[MarkedHit]) -> Iterator[dict[str, Any]]:
    for rank, one in enumerate(found, 1):
        hit = one.hit
        yield {
            "rank": rank,
            "document": hit.document,
            "date": hit.date,
            "side": hit.side,
            "language": hit.language,
            "institution": hit.institution,
            "author": hit.author,
            "title": hit.title,
            "passage": hit.text,
            "found": "; ".join(dict.fromkeys(hit.text[a:b] for a, b in one.marks)),
            "start": hit.start,
            "stop": hit.stop,
            "score": round(hit.score, 4),
            "url": hit.url,
            "open": show_command_of(corpus, hit),
        }


def hits_markdown(corpus: str, found: Sequence[MarkedHit], title: str, count: str) -> str:
    """Passages as a Markdown list, the words looked for in bold."""
    from foedus.report.exporters.md import plain

    lines = [f"# {plain(title)}\n\n{plain(count)}\n"]
    for one in found:
        passage = plain(_marked(one, _OPEN, _CLOSE)).replace(_OPEN, "**").replace(_CLOSE, "**")
        lines.append(
            f"\n- {plain(_head(one.hit))}\n\n  > {passage}\n\n  `{show_command_of(corpus, one.hit)}`\n"
        )
    return "".join(lines)


def hits_page(corpus: Corpus, found: Sequence[MarkedHit], title: str, count: str) -> str:
    """Passages as one HTML page; each opens in its context."""
    from foedus.report.exporters.passage_page import passage_page

    note = (
        f"Passages quoted from the corpus {corpus.name}; the terms of their makers hold. "
        "Open one to see what stands around it."
    )
    return passage_page(title, count, cards_of(corpus, found), (note,))


def cards_of(corpus: Corpus, found: Sequence[MarkedHit]) -> list[Card]:
    """Passages with what stands around them."""
    from foedus.documents.searching.context import context_of
    from foedus.report.exporters.passage_page import Card

    return [
        Card(
            title=one.hit.title or f"Document {one.hit.document}",
            facts=tuple(
                filter(
                    None,
                    (
                        one.hit.date,
                        one.hit.side,
                        one.hit.language,
                        one.hit.author,
                        one.hit.institution,
                    ),
                )
            ),
            language=one.hit.language,
            context=context_of(corpus, one.hit.document, one.hit.start, one.hit.stop),
            marks=one.marks,
            where=show_command_of(corpus.name, one.hit),
            url=one.hit.url or "",
        )
        for one in found
    ]
