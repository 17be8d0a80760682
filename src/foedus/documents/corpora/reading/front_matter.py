"""What an author writes above a text: lines of ``key: value`` between ``---`` or ``+++``.

The small part of YAML and TOML that people use for this: strings, with or without quotation
marks, and lists. Anything deeper is not read, and said so.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

_FENCE = re.compile("\ufeff?(---|\\+\\+\\+)[ \t]*\r?\n")
_FIELD = re.compile("([\\w][\\w .-]{0,60}?)[ \t]*[:=][ \t]*(.*)")
_ITEM = re.compile("[ \t]*-[ \t]+(.*)")
_LONGEST = 20_000
"""Characters looked at for the closing line: a rule across a page is no front matter."""


@dataclass(frozen=True)
class FrontMatter:
    """What stands above a text, and the text.

    Parameters
    ----------
    fields : dict of str to str
        Names in lower case; lists joined by ``; ``.
    text : str
        What follows.
    notes : tuple of str
        Lines that are not understood.
    """

    fields: dict[str, str]
    text: str
    notes: tuple[str, ...] = ()


def front_matter(text: str) -> FrontMatter:
    """Take the front matter off a text.

    Examples
    --------
    >>> found = front_matter('---\\ntitle: "A pact"\\ntags: [arms, gas]\\n---\\nText.')
    >>> found.fields, found.text
    ({'title': 'A pact', 'tags': 'arms; gas'}, 'Text.')
    """
    opening = _FENCE.match(text)
    if opening is None:
        return FrontMatter({}, text)
    mark = re.escape(opening.group(1))
    closing = re.compile(f"^{mark}[ \t]*\r?$", re.MULTILINE).search(
        text, opening.end(), opening.end() + _LONGEST
    )
    if closing is None:
        return FrontMatter({}, text)
    fields, odd = _fields(text[opening.end() : closing.start()].splitlines())
    if not fields:
        return FrontMatter({}, text)
    notes = tuple(f"front matter not understood: {line.strip()[:60]!r}" for line in odd)
    return FrontMatter(fields, text[closing.end() :].lstrip("\r\n"), notes)


def _fields(lines: list[str]) -> tuple[dict[str, str], list[str]]:
    fields: dict[str, str] = {}
    odd: list[str] = []
    last = ""
    for line in lines:
        item, field = _ITEM.fullmatch(line), _FIELD.fullmatch(line)
        if not line.strip() or line.lstrip().startswith("#"):
            continue
        if item and last:
            fields[last] = "; ".join(filter(None, [fields[last], _value(item.group(1))]))
        elif field:
            last = field.group(1).strip().lower()
            fields[last] = _value(field.group(2))
        else:
            odd.append(line)
    return {name: value for name, value in fields.items() if value}, odd


def _value(written: str) -> str:
    value = written.strip()
    if value.startswith("[") and value.endswith("]"):
        return "; ".join(filter(None, (_value(part) for part in value[1:-1].split(","))))
    if len(value) > 1 and value[0] == value[-1] and value[0] in "\"'":
        return value[1:-1]
    return value
