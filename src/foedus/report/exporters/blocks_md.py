"""A document's blocks as Markdown."""

from __future__ import annotations

from collections.abc import Iterable

from foedus.report.documents.blocks import (
    Block,
    Document,
    Drawing,
    Entry,
    Heading,
    Listing,
    Paragraph,
    Points,
    Span,
    Table,
    Words,
    runs,
)
from foedus.report.exporters.md import plain, table


def text(document: Document) -> str:
    """A document as Markdown; every text stands for itself.

    Parameters
    ----------
    document
        Its blocks; drawings leave their title.
    """
    parts = [
        f"# {plain(document.title)}",
        "  \n".join(plain(n) for n in document.names),
        *(_block(b) for b in document.blocks),
        plain(document.foot),
    ]
    return "\n\n".join(p for p in parts if p) + "\n"


def _line(words: Words) -> str:
    return " ".join("".join(_span(s) for s in words).split())


def _span(s: Span) -> str:
    made = " ".join(s.text.split())
    before = " " if s.text[:1].isspace() else ""
    after = " " if s.text[-1:].isspace() else ""
    if not made:
        return before + _notes(s.notes)
    shown = f"**{plain(made)}**" if s.bold else plain(made)
    return (
        f"{before}{f'[{shown}](<{_address(s.link)}>)' if s.link else shown}{_notes(s.notes)}{after}"
    )


def _notes(numbers: Iterable[int]) -> str:
    found = [f"{a}–{b}" if b > a else str(a) for a, b in runs(numbers)]
    return f" \\[{', '.join(found)}\\]" if found else ""


def _address(link: str) -> str:
    return "".join(link.split()).replace("<", "%3C").replace(">", "%3E")


def _block(block: Block) -> str:
    match block:
        case Heading(title, level):
            return f"{'#' * (level + 1)} {plain(title)}"
        case Paragraph(words, style):
            return f"**{_line(words)}**" if style == "type" else _line(words)
        case Points(items):
            return "\n".join(f"- {_line(i)}" for i in items)
        case Table():
            return _table(block)
        case Listing(entries):
            return "\n".join(_entry(e) for e in entries)
        case Drawing():
            return f"{plain(block.title)}. {plain(block.subtitle)}"


def _table(block: Table) -> str:
    """A pipe table; a row over the whole width joins the row above as its last cell."""
    joined = any(len(r) == 1 for r in block.rows) and len(block.widths) > 1
    rows: list[list[str]] = []
    for r in block.rows:
        if len(r) == 1 and rows and joined:
            rows[-1][-1] = _line(r[0])
        else:
            rows.append([*(_line(c) for c in r), *([""] if joined else [])])
    return table([*(_line(h) for h in block.head), *(["Account"] if joined else [])], rows)


def _entry(e: Entry) -> str:
    about = f". {plain(e.about)}" if e.about else ""
    return f"{e.number}. {plain(e.text)}{about}{f' <{_address(e.link)}>' if e.link else ''}"
