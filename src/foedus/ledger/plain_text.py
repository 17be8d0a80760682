"""Reading case files safely, and finding the line a value stands on.

Case files are TOML: it has no aliases, no tags and no code, so a hostile file can be
large or malformed but nothing else. They are parsed by tomli, the compiled form of the
standard library's parser, since a thousand items are read at once.
"""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

import tomli

from foedus.ledger.faults import CaseFileDamaged

LARGEST = 5_000_000
"""Bytes; the largest case file of the project has about 100,000."""
YAML = frozenset({".yaml", ".yml"})

_TABLE = re.compile(r"\s*\[\[\s*(\w+)\s*\]\]|\s*\[\s*(\w+)\s*\]")
_KEY = re.compile(r"[\s{,]*(\w+)\s*=")
_NEXT = re.compile(r"[\s,]*")
_LONG = ('"""', "'''")
_AT_LINE = re.compile(r"at line (\d+)")


@dataclass(frozen=True)
class PlainFile:
    """A parsed TOML file that still knows its lines.

    Parameters
    ----------
    path
        Where it was read.
    plain
        What it holds.
    text
        Its text, in which lines are looked up when a fault is to be placed.
    """

    path: Path
    plain: dict[str, Any]
    text: str

    @cached_property
    def places(self) -> tuple[dict[str, list[int]], dict[int, dict[str, int]]]:
        """For each table the lines of its records; for each record the lines of its keys."""
        return _indexed(self.text)

    @property
    def starts(self) -> dict[str, list[int]]:
        """For each table (``coding``) or array of tables (``item``) the line of each record."""
        return self.places[0]

    def line(self, table: str, index: int, key: str = "") -> int:
        """Line of a key of the record; of the record itself where the key is not there."""
        starts = self.starts.get(table, [])
        start = starts[index] if index < len(starts) else 1
        return self.places[1].get(start, {}).get(key, start)


def read_text(path: Path) -> str:
    """The text of a case file, bounded in size and in UTF-8.

    Raises
    ------
    CaseFileDamaged
        If it is not there, too large, YAML, or not UTF-8.
    """
    if path.suffix.lower() in YAML:
        raise CaseFileDamaged(
            f"{path.name} is YAML; case files are TOML, which has no aliases and no tags.",
            "Start from `foedus ledger new` and copy the fields over; they have the same names.",
        )
    raw = b""
    try:
        size = path.stat().st_size
        if size > LARGEST:
            raise CaseFileDamaged(
                f"{path.name} has {size / 1e6:,.0f} MB; a case file has at most {LARGEST / 1e6:.0f}.",
                "Split it: every items-*.toml and grid-*.toml of the folder is read.",
            )
        if not path.is_file():
            raise CaseFileDamaged(f"{path.name} is no file.", "Name a TOML or JSON file.")
        raw = path.read_bytes()
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError as fault:
        line = raw[: fault.start].count(b"\n") + 1
        raise CaseFileDamaged(
            f"{path.name} is not UTF-8 (byte {fault.start}).", "Save it as UTF-8.", line
        ) from None
    except OSError as fault:
        raise CaseFileDamaged(
            f"{path} cannot be read: {fault.strerror or fault}.", "Check the name and the rights."
        ) from None


def read_toml(path: Path) -> PlainFile:
    """Parse a TOML file and note where its records and keys stand.

    Raises
    ------
    CaseFileDamaged
        If it cannot be read, or is not TOML; names the line.
    """
    text = read_text(path)
    try:
        plain = tomli.loads(text)
    except (ValueError, RecursionError) as fault:  # tomli's own error is a ValueError
        at = _AT_LINE.search(str(fault))
        end = text.rstrip().count("\n") + 1 if "end of document" in str(fault) else 1
        raise CaseFileDamaged(
            f"{path.name} is not valid TOML: {str(fault) or 'nested too deeply'}.",
            "Mend the line: strings in quotes, one key a line, `[[item]]` before each item.",
            int(at[1]) if at else end,
        ) from None
    return PlainFile(path, plain, text)


def _indexed(text: str) -> tuple[dict[str, list[int]], dict[int, dict[str, int]]]:
    starts: dict[str, list[int]] = {}
    keys: dict[int, dict[str, int]] = {}
    record = 0
    inside = ""
    for number, line in enumerate(text.split("\n"), 1):
        if inside:  # a text over several lines may hold anything
            inside = "" if inside in line else inside
            continue
        if table := _TABLE.match(line):
            record = number
            starts.setdefault(table[1] or table[2], []).append(number)
            keys[record] = {}
        elif record and (key := _KEY.match(line)):
            keys[record].setdefault(key[1], number)
        inside = next((q for q in _LONG if line.count(q) % 2), "")
    return starts, keys


def read_json(path: Path) -> Any:
    """Parse a JSON file.

    Raises
    ------
    CaseFileDamaged
        If it cannot be read, or is not JSON; names the line.
    """
    try:
        return json.loads(read_text(path))
    except (ValueError, RecursionError) as fault:
        raise CaseFileDamaged(
            f"{path.name} is not valid JSON.",
            "Mend the line; the file is a list of sources.",
            fault.lineno if isinstance(fault, json.JSONDecodeError) else 1,
        ) from None


def json_lines(path: Path) -> list[int]:
    """The line on which each element of a JSON list begins; for messages only."""
    text = read_text(path)
    decoder = json.JSONDecoder()
    found = []
    at = text.find("[") + 1
    while (begin := _NEXT.match(text, at)) and begin.end() < len(text) and text[begin.end()] != "]":
        found.append(text.count("\n", 0, begin.end()) + 1)
        _, at = decoder.raw_decode(text, begin.end())
    return found
