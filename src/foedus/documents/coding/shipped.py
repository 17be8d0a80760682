"""Codebooks that come with foedus, by name and version; or a user's own, by its file."""

from __future__ import annotations

import re
from functools import cache
from importlib.resources import files
from pathlib import Path

from foedus.core.errors import FoedusError, unknown
from foedus.documents.coding.codebook import Codebook
from foedus.documents.coding.codebook_file import read_codebook

_FILE = re.compile(r"([a-z][a-z0-9_]*)-(\d+(?:\.\d+)*)\.toml")


@cache
def shipped() -> dict[str, tuple[str, ...]]:
    """Versions of each shipped codebook, oldest first.

    Examples
    --------
    >>> sorted(shipped())
    ['partnerships', 'programme']
    """
    found: dict[str, list[str]] = {}
    for file in _folder().iterdir():
        if name := _FILE.fullmatch(file.name):
            found.setdefault(name[1], []).append(name[2])
    return {name: tuple(sorted(v, key=_order)) for name, v in sorted(found.items())}


def open_codebook(name: str, version: str | None = None) -> Codebook:
    """A shipped codebook, its latest version if none is named; or the one in a file.

    Parameters
    ----------
    name
        Name of a shipped codebook, or path of a TOML file.
    version
        Of a shipped codebook, such as "1.0".

    Raises
    ------
    FoedusError
        If there is none of that name or version.
    CodebookDamaged
        If the file cannot be used.

    Examples
    --------
    >>> open_codebook("partnerships").code("stance").kind
    'scale'
    """
    if name.endswith(".toml") or "/" in name or "\\" in name:
        return read_codebook(Path(name).expanduser())
    versions = shipped().get(name)
    if versions is None:
        error = unknown("codebook", name, shipped())
        raise FoedusError(error.problem, f"{error.remedy} Or name a TOML file.")
    if version is not None and version not in versions:
        raise unknown("version", version, versions, of=f"codebook {name}")
    return _read(name, version or versions[-1])


@cache
def _read(name: str, version: str) -> Codebook:
    return read_codebook(_folder() / f"{name}-{version}.toml")


def _folder() -> Path:
    return Path(str(files("foedus.documents") / "codebooks"))


def _order(version: str) -> tuple[int, ...]:
    return tuple(int(part) for part in version.split("."))
