"""Whether the raw files found are the copies foedus was tested on."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from foedus.sources import registry
from foedus.sources.registry import Presence
from foedus.sources.tidy import sha256

Likeness = Literal["tested copy", "differs from the tested copy", "no tested copy"]


@dataclass(frozen=True, slots=True)
class FileState:
    """One raw file: its role, where it is, and whether it equals the copy of the tests."""

    role: str
    path: Path
    likeness: Likeness


@dataclass(frozen=True, slots=True)
class SourceState:
    """What is here of a source."""

    presence: Presence
    files: tuple[FileState, ...]

    @property
    def state(self) -> str:
        """``present``, ``incomplete``, ``missing``, or ``with foedus`` if it has no raw files."""
        if not self.presence.origin.files:
            return "with foedus"
        if self.presence.complete:
            return "present"
        return "incomplete" if self.files else "missing"

    @property
    def differing(self) -> tuple[FileState, ...]:
        """Files that are not the copies of the tests."""
        return tuple(f for f in self.files if f.likeness == "differs from the tested copy")


def likeness(path: Path, declared: str) -> Likeness:
    """How a file compares with the hash its source declares (empty: none was tested)."""
    if not declared:
        return "no tested copy"
    return "tested copy" if sha256(path) == declared else "differs from the tested copy"


def states(folders: Iterable[Path]) -> list[SourceState]:
    """The state of every registered source, by name.

    Parameters
    ----------
    folders
        Data folders in order of preference.
    """
    places = list(folders)
    return [_state(registry.find(source, places)) for source in registry.all_origins()]


def _state(presence: Presence) -> SourceState:
    files = [
        FileState(
            role,
            path,
            likeness(path, registry.raw_file(presence.origin, role, presence.layout).sha256),
        )
        for role, path in sorted(presence.files.items())
    ]
    return SourceState(presence, tuple(files))
