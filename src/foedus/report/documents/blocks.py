"""What a document is made of, whatever the file: headings, paragraphs, tables, drawings, lists."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import asdict, dataclass
from typing import Any, Literal, TypeAlias

from foedus.charts.elements import clean

Role = Literal["", "first", "second", "soft"]
Style = Literal["body", "type", "sentence", "lead", "small"]


@dataclass(frozen=True, slots=True)
class Span:
    """A run of text.

    Parameters
    ----------
    text
        Plain text; no writer reads markup in it.
    bold
        Whether it stands out.
    role
        ``first`` and ``second`` for the acts of the two states, ``soft`` for side remarks.
    notes
        Numbers of its sources.
    link
        A web address, or nothing.
    """

    text: str
    bold: bool = False
    role: Role = ""
    notes: tuple[int, ...] = ()
    link: str = ""


Words: TypeAlias = tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class Heading:
    """A title; level 1 is a section's."""

    text: str
    level: int = 1
    role: Role = ""
    kind: str = "heading"


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Running text; ``type`` and ``sentence`` are the verdict's own sizes."""

    words: Words
    style: Style = "body"
    kind: str = "paragraph"


@dataclass(frozen=True, slots=True)
class Points:
    """A list of short texts."""

    items: tuple[Words, ...]
    small: bool = False
    kind: str = "points"


@dataclass(frozen=True, slots=True)
class Table:
    """Rows under a head; `widths` are shares of the page's width.

    A row of a single cell runs over the whole width.
    """

    head: tuple[Words, ...]
    rows: tuple[tuple[Words, ...], ...]
    widths: tuple[float, ...]
    kind: str = "table"


@dataclass(frozen=True, slots=True)
class Drawing:
    """A chart as SVG, with the words around it; `width` is a share of the page's width."""

    svg: str
    title: str
    subtitle: str
    source_line: str
    alt: str
    notes: tuple[int, ...] = ()
    width: float = 1.0
    kind: str = "drawing"


@dataclass(frozen=True, slots=True)
class Entry:
    """A numbered source.

    Parameters
    ----------
    number
        Its number in the document.
    text, about
        Its title; who made it, its grades, its version and years.
    link, site
        Its address, and the part of it that names the site.
    """

    number: int
    text: str
    about: str = ""
    link: str = ""
    site: str = ""


@dataclass(frozen=True, slots=True)
class Listing:
    """The numbered sources."""

    entries: tuple[Entry, ...]
    kind: str = "listing"


Block: TypeAlias = Heading | Paragraph | Points | Table | Drawing | Listing


@dataclass(frozen=True, slots=True)
class Document:
    """A whole document.

    Parameters
    ----------
    title
        Both states and the year.
    names
        Their names in Chinese, then in Russian.
    foot
        The line at the foot of each page.
    blocks
        In reading order.
    compact
        Whether it is the brief, set smaller.
    """

    title: str
    names: tuple[str, str]
    foot: str
    blocks: tuple[Block, ...]
    compact: bool = False

    def as_dict(self) -> dict[str, Any]:
        """Plain values; texts are free of control characters, notes are runs of numbers."""
        plain: dict[str, Any] = _clean(asdict(self))
        return plain


def words(*parts: str | Span) -> Words:
    """Texts and spans as one line; empty ones are left out.

    Examples
    --------
    >>> words("a ", Span("b", bold=True), "")
    (Span(text='a ', bold=False, role='', notes=(), link=''), Span(text='b', bold=True, \
role='', notes=(), link=''))
    """
    spans = (Span(p) if isinstance(p, str) else p for p in parts)
    return tuple(s for s in spans if s.text or s.notes)


def web(address: str) -> str:
    """The address where it is safe to follow, else nothing.

    Examples
    --------
    >>> web("javascript:alert(1)"), web("https://un.org")
    ('', 'https://un.org')
    """
    return address if address.lower().startswith(("https://", "http://")) else ""


def cut(text: str, letters: int) -> str:
    """`text`, or as many whole sentences, or words, as so many letters hold.

    Examples
    --------
    >>> cut("One thing. Another thing.", 15), cut("One thing and another", 12), cut("abcdefgh", 4)
    ('One thing. …', 'One thing …', 'abc…')
    """
    if len(text) <= letters:
        return text
    held = text[: max(letters - 1, 1)]
    sentence = held.rfind(". ") + 1
    if sentence > letters // 2:
        return f"{held[:sentence]} …"
    word = held.rfind(" ")
    return f"{held[:word]} …" if word > letters // 2 else f"{held}…"


def runs(numbers: Iterable[int]) -> list[tuple[int, int]]:
    """Ascending numbers as first and last of each run.

    Examples
    --------
    >>> runs((1, 2, 3, 7))
    [(1, 3), (7, 7)]
    """
    found: list[tuple[int, int]] = []
    for n in sorted(numbers):
        if found and n == found[-1][1] + 1:
            found[-1] = (found[-1][0], n)
        else:
            found.append((n, n))
    return found


def legal(text: str) -> str:
    """`text` without control characters and without what an XML file may not hold.

    Examples
    --------
    >>> legal("a\x1b\uffffb")
    'ab'
    """
    return clean(text).replace("\ufffe", "").replace("\uffff", "")


def _clean(value: Any) -> Any:
    if isinstance(value, str):
        return legal(value)
    if isinstance(value, dict):
        return {
            name: runs(inner) if name == "notes" else _clean(inner) for name, inner in value.items()
        }
    if isinstance(value, (list, tuple)):
        return [_clean(inner) for inner in value]
    return value
