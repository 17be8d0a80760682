"""Concepts that come with foedus, by name and version; or a user's own, by its file."""

from __future__ import annotations

import re
from functools import cache
from importlib.resources import files
from pathlib import Path

from foedus.core.errors import FoedusError, unknown
from foedus.documents.concepts.concept import Concept
from foedus.documents.concepts.concept_file import read_concept

_FILE = re.compile(r"([a-z][a-z0-9_]*)-(\d+(?:\.\d+)*)\.toml")


@cache
def shipped() -> dict[str, tuple[str, ...]]:
    """Versions of each shipped concept, oldest first.

    Examples
    --------
    >>> "multipolarity" in shipped()
    True
    """
    found: dict[str, list[str]] = {}
    for file in _folder().iterdir():
        if name := _FILE.fullmatch(file.name):
            found.setdefault(name[1], []).append(name[2])
    return {name: tuple(sorted(v, key=_order)) for name, v in sorted(found.items())}


def open_concept(name: str, version: str | None = None) -> Concept:
    """A shipped concept, its latest version if none is named; or the one in a file.

    Parameters
    ----------
    name
        Name of a shipped concept (blanks and hyphens as underscores), or path of a TOML file.
    version
        Of a shipped concept, such as "1.0".

    Raises
    ------
    FoedusError
        If there is none of that name or version, or the file is no dictionary.

    Examples
    --------
    >>> open_concept("no limits").title
    '"No limits"'
    """
    if name.endswith(".toml") or "/" in name or "\\" in name:
        return read_concept(Path(name).expanduser())
    plain = name.strip().strip("\"'“”").lower().replace(" ", "_").replace("-", "_")
    versions = shipped().get(plain)
    if versions is None:
        error = unknown("concept", name, shipped())
        raise FoedusError(error.problem, f"{error.remedy} Or name a TOML file.")
    if version is not None and version not in versions:
        raise unknown("version", version, versions, of=f"concept {plain}")
    return _read(plain, version or versions[-1])


@cache
def _read(name: str, version: str) -> Concept:
    return read_concept(_folder() / f"{name}-{version}.toml")


def _folder() -> Path:
    return Path(str(files("foedus.documents") / "concepts"))


def _order(version: str) -> tuple[int, ...]:
    return tuple(int(part) for part in version.split("."))
