"""Words of a resolution's title, agenda items and subject headings, each marked by its place.

The same word in a title and in an agenda item says different things: most resolutions under
"General and complete disarmament" are on something narrower. The Library gives subject
headings, in capitals behind the agenda item, from about 1984 on.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from foedus.rollcalls.issues.text_logit import WordRows, word_rows
from foedus.rollcalls.pairs.title_words import folded

_WORD = re.compile(r"[a-z]{3,}")
_HEADING = re.compile(r"[.\]]\s+([A-Z][^a-z]*)$")
EMPTY = frozenset(
    _WORD.findall(
        "the and for its their with from all which other between including regarding under "
        "through report question rev add"
    )
)
"""Words that tell no issue, and those of the agenda's own document symbols."""


def heading(part: str) -> tuple[str, str]:
    """Text of one agenda item and the Library's heading behind it, empty where there is none.

    Examples
    --------
    >>> heading("A/77/251 99b Nuclear disarmament. NUCLEAR DISARMAMENT")
    ('A/77/251 99b Nuclear disarmament', 'NUCLEAR DISARMAMENT')
    """
    found = _HEADING.search(part.strip())
    return (part.strip()[: found.start()], found[1].strip()) if found else (part, "")


def subjects(agenda: str) -> tuple[str, ...]:
    """The Library's headings in an agenda text, to their first dash, each once, in order.

    Examples
    --------
    >>> subjects("A/77/251 99b Nuclear disarmament. NUCLEAR DISARMAMENT|A/77/251 5 UN reform. UN--ORGANS")
    ('NUCLEAR DISARMAMENT', 'UN')
    >>> subjects("A/3360 25 Admission of new Members to the United Nations.")
    ()
    """
    found = (heading(part)[1] for part in agenda.split("|"))
    return tuple(dict.fromkeys(h.split("--")[0].strip() for h in found if h))


def marked_words(title: str, agenda: str) -> frozenset[str]:
    """Words of a resolution: ``title:``, ``agenda:``, ``heading:`` and whole ``subject:``.

    Parameters
    ----------
    title
        Title as the Library gives it.
    agenda
        Its agenda items, set apart by ``|``.

    Examples
    --------
    >>> text = "A/77/251 99b Nuclear disarmament. NUCLEAR DISARMAMENT"
    >>> for word in sorted(marked_words("Reducing nuclear danger", text)):
    ...     print(word)
    agenda:disarmament
    agenda:nuclear
    heading:disarmament
    heading:nuclear
    subject:NUCLEAR DISARMAMENT
    title:danger
    title:nuclear
    title:reducing
    """
    found = {f"title:{word}" for word in _words(title)}
    for part in agenda.split("|"):
        text, subject = heading(part)
        found.update(f"agenda:{word}" for word in _words(text))
        if subject:
            found.update(f"heading:{word}" for word in _words(subject))
            found.add(f"subject:{subject}")
            found.add(f"subject:{subject.split('--')[0].strip()}")
    return frozenset(found)


def subject_rows(titles: Sequence[str], agendas: Sequence[str]) -> WordRows:
    """Rows of marked words for resolutions; the columns are the words in alphabetical order."""
    listed = [marked_words(t, a) for t, a in zip(titles, agendas, strict=True)]
    words: Iterable[str] = sorted(frozenset().union(*listed))
    return word_rows(listed, {word: k for k, word in enumerate(words, 1)})


def _words(text: str) -> list[str]:
    plain = text.casefold() if text.isascii() else folded(text)
    return [word for word in _WORD.findall(plain) if word not in EMPTY]
