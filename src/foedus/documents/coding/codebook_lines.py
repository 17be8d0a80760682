"""On which line of a TOML file a field stands, so that a fault can be found."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

Place = tuple[str | int, ...]
"""Path to a field: names of tables and keys, numbers of records from 0."""
_TABLE = re.compile(r"\s*(\[\[?)\s*([\w.\s\"-]+?)\s*\]\]?\s*(?:#.*)?$")
_KEY = re.compile(r"\s*([\w-]+(?:\s*\.\s*[\w-]+)*)\s*=")
_LONG = ('"""', "'''")


@dataclass
class Lines:
    """Lines of the fields of one file.

    Examples
    --------
    >>> lines = Lines('name = "x"\\n[[code]]\\nid = "a"\\n[[code]]\\nid = "b"\\nkind = "flag"')
    >>> lines.of(("code", 1, "kind")), lines.of(("code", 1, "label", "zh")), lines.of(("x",))
    (6, 4, 1)
    """

    text: str
    _found: dict[Place, int] = field(init=False, default_factory=dict)

    def __post_init__(self) -> None:
        inside = ""
        here: Place = ()
        counts: dict[Place, int] = {}
        for number, line in enumerate(self.text.split("\n"), 1):
            if inside:  # a text over several lines may hold anything
                inside = "" if inside in line else inside
                continue
            if table := _TABLE.match(line):
                here = _placed(table[2], table[1] == "[[", counts)
                self._found.setdefault(here, number)
            elif key := _KEY.match(line):
                names = tuple(re.split(r"\s*\.\s*", key[1]))
                self._found.setdefault((*here, *names), number)
            inside = next((mark for mark in _LONG if line.count(mark) % 2), "")

    def of(self, place: Place) -> int:
        """Line of a field; of what it stands in where the field itself is not there."""
        for end in range(len(place), 0, -1):
            if place[:end] in self._found:
                return self._found[place[:end]]
        return 1


def _placed(header: str, repeated: bool, counts: dict[Place, int]) -> Place:
    """Path of a table's header: each array of tables named so far is at its latest record."""
    names = [name.strip().strip('"') for name in header.split(".")]
    place: Place = ()
    for depth, name in enumerate(names):
        place = (*place, name)
        if repeated and depth == len(names) - 1:
            counts[place] = counts.get(place, -1) + 1
        if place in counts:
            place = (*place, counts[place])
    return place
