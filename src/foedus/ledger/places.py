"""Where case files lie: in the package, and in folders of the user's own."""

from __future__ import annotations

import os
import re
from functools import cache
from importlib.resources import files
from pathlib import Path

from foedus.core.errors import FoedusError

PAIR = re.compile(r"([a-z]{3})-([a-z]{3})")
"""Name of a pair's folder: ISO3 codes in lower case, in alphabetical order."""
VARIABLE = "FOEDUS_LEDGER"
"""Environment variable with a folder of the user's own case files, one folder a pair."""


@cache
def shipped_folder() -> Path:
    """The case files the project wrote."""
    return Path(str(files("foedus.ledger") / "cases"))


@cache
def needs_folder() -> Path:
    """The need episodes the project listed, one file a state."""
    return Path(str(files("foedus.ledger") / "needs"))


def own_folder() -> Path | None:
    """The user's folder of case files; None where none is named.

    Raises
    ------
    FoedusError
        If the folder that is named is not there.
    """
    named = os.environ.get(VARIABLE)
    if not named:
        return None
    folder = Path(named).expanduser()
    if not folder.is_dir():
        raise FoedusError(
            f"{VARIABLE} names {named}, which is no folder.",
            f"Make it (`foedus ledger new A B --folder {named}`), or unset {VARIABLE}.",
        )
    return folder.resolve()


def case_folders() -> list[Path]:
    """Folders searched for pairs, in order: the user's, then the project's."""
    own = own_folder()
    return [shipped_folder()] if own is None else [own, shipped_folder()]


def needs_folders() -> list[Path]:
    """Folders of need episodes, in order: the project's, then the user's where there is one."""
    own = own_folder()
    mine = own / "needs" if own else None
    return [needs_folder(), mine] if mine and mine.is_dir() else [needs_folder()]


def pairs_in(place: Path) -> list[Path]:
    """The folders in `place` that are named as a pair and hold case files, by name."""
    return sorted(p for p in place.iterdir() if PAIR.fullmatch(p.name) and _holds_cases(p))


def _holds_cases(folder: Path) -> bool:
    return folder.is_dir() and any(folder.glob("*.toml"))


def pair_folder(a: str, b: str) -> Path | None:
    """The folder of a pair by ISO3 codes, the user's own first; None where there is none.

    Examples
    --------
    >>> pair_folder("RUS", "CHN").name
    'chn-rus'
    """
    name = "-".join(sorted((a.lower(), b.lower())))
    for folder in case_folders():
        if _holds_cases(folder / name):
            return folder / name
    return None
