"""Which declared file a user's file is: by hash, else by name, else by reading it."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import Literal

from foedus.core.origin import Origin, RawFile
from foedus.sources import registry
from foedus.sources.parcel import Found
from foedus.sources.tidy import sha256

How = Literal["hash", "name", "columns"]
_COPY = re.compile(r"(?: ?\(\d+\)| - copy|_copy)(?=\.|$)", re.IGNORECASE)
_TEXT = {".csv", ".gz", ".txt"}
_RANK: dict[How, int] = {"hash": 0, "name": 1, "columns": 2}


@dataclass(frozen=True, slots=True)
class Recognised:
    """A user's file and the declared place it belongs to.

    Parameters
    ----------
    inside
        Its place inside what the user named.
    file
        Where it can be read.
    path
        The declared place, relative to a data folder.
    owners
        The sources that declare that place, each with the role and layout.
    how
        What it was recognised by.
    """

    inside: PurePosixPath
    file: Path
    path: str
    owners: tuple[tuple[Origin, RawFile], ...]
    how: How


def declared() -> dict[str, tuple[tuple[Origin, RawFile], ...]]:
    """Every declared place with the sources that read it."""
    out: dict[str, list[tuple[Origin, RawFile]]] = {}
    for source in registry.all_origins():
        for raw in source.files:
            out.setdefault(raw.path, []).append((source, raw))
    return {path: tuple(owners) for path, owners in sorted(out.items())}


def plain_name(name: str) -> str:
    """A file's name as makers give it: without ``(1)``, ``.gz`` and case.

    Examples
    --------
    >>> plain_name("GA_votes (1).csv.gz")
    'ga_votes.csv'
    """
    return _COPY.sub("", name).casefold().removesuffix(".gz")


def recognise(found: Iterable[Found]) -> tuple[list[Recognised], list[Found]]:
    """Recognised files, one a declared place, and the files that were not.

    Where several files fit one place, the hash decides, then the folder it stands in.
    """
    places = declared()
    by_hash = {r.sha256: p for p, owners in places.items() for _, r in owners if r.sha256}
    best: dict[str, tuple[tuple[int, int, str], Recognised]] = {}
    others: list[Found] = []
    for inside, file in found:
        matched = _matched(inside, file, places, by_hash)
        if matched is None:
            others.append((inside, file))
            continue
        path, how = matched
        score = (_RANK[how], -_shared_folders(inside, path), str(inside))
        one = Recognised(inside, file, path, places[path], how)
        if path not in best or score < best[path][0]:
            best[path] = (score, one)
    return [one for _, (_, one) in sorted(best.items())], others


def _matched(
    inside: PurePosixPath,
    file: Path,
    places: dict[str, tuple[tuple[Origin, RawFile], ...]],
    by_hash: dict[str, str],
) -> tuple[str, How] | None:
    path = by_hash.get(sha256(file))
    if path is not None:
        return path, "hash"
    named = [p for p in places if plain_name(PurePosixPath(p).name) == plain_name(inside.name)]
    if named:
        return max(named, key=lambda p: (_shared_folders(inside, p), p)), "name"
    return None


def _shared_folders(inside: PurePosixPath, path: str) -> int:
    """How many folders above the file are called the same in both places."""
    one, two = inside.parts[-2::-1], PurePosixPath(path).parts[-2::-1]
    count = 0
    for a, b in zip(one, two, strict=False):
        if a.casefold() != b.casefold():
            break
        count += 1
    return count


def single_files() -> list[tuple[Origin, RawFile]]:
    """Declared text files that are the whole of a layout: they can be known by their columns."""
    out = []
    for source in registry.all_origins():
        for layout in dict.fromkeys(f.layout for f in source.files):
            files = [f for f in source.files if f.layout == layout]
            if len(files) == 1 and PurePosixPath(files[0].path).suffix in _TEXT:
                out.append((source, files[0]))
    return out


def is_text(name: str) -> bool:
    """The name is that of a text table, plain or compressed."""
    return PurePosixPath(name).suffix.lower() in _TEXT
