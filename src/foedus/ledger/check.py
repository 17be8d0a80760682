"""`foedus ledger check`: every fault of a case file or folder, all at once."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import Any

from foedus.core.errors import FoedusError
from foedus.ledger.check_fields import Place, check_fields, iso3_codes
from foedus.ledger.check_items import check_item
from foedus.ledger.check_rows import check_need, check_row
from foedus.ledger.check_second import FILE, check_second
from foedus.ledger.check_steps import FOLDER as STEPS
from foedus.ledger.check_steps import check_steps, step_files
from foedus.ledger.faults import Fault, choose
from foedus.ledger.folder import CASES, NEEDS, Folder, read_folder, read_sources, records
from foedus.ledger.layout import CODING, RECORDS
from foedus.ledger.places import PAIR, needs_folders
from foedus.ledger.plain_text import PlainFile

INSIDE = frozenset({"second", STEPS})
"""Folders of further codings inside a pair's folder; no pairs themselves."""
GRID = re.compile(r"grid-([a-z]{3})-for-([a-z]{3})\b.*\.toml")


def check(path: Path) -> list[Fault]:
    """All faults of a case file, a folder of one pair, or a folder of such folders.

    Parameters
    ----------
    path
        A TOML or JSON file, or a folder.

    Returns
    -------
    list of Fault
        In the order of file and line; empty where nothing is wrong.

    Raises
    ------
    FoedusError
        If there is nothing at `path`, or it cannot be read.
    """
    if not path.exists():
        raise FoedusError(f"Nothing at {path}.", "Name a case file, or a folder with case files.")
    try:
        return _file(path) if not path.is_dir() else _folder(path)
    except OSError as fault:
        raise FoedusError(
            f"{path} cannot be read: {fault.strerror or fault}.", "Check the name and the rights."
        ) from None


def _file(path: Path) -> list[Fault]:
    if path.suffix == ".json":
        folder = Folder(path.parent)
        read_sources(folder, path)
        return sorted(folder.faults)
    # A file is checked against the sources and, for a grid, the items of its folder.
    folder = read_folder(path.parent.resolve(), path)
    others = read_folder(path.parent.resolve())
    return sorted(check_folder(folder, _item_ids(others.files)))


def _folder(path: Path) -> list[Fault]:
    below = sorted(
        p for p in path.iterdir() if p.name not in INSIDE and p.is_dir() and any(p.glob("*.toml"))
    )
    here = path.resolve()
    # Links back to this folder or to one already read add nothing and may never end.
    apart = {p.resolve(): p for p in reversed(below) if p.resolve() != here}
    found = [f for p in reversed(apart.values()) for f in _named(p, _one(p))]
    if any(path.glob("*.toml")):
        found += _one(path)
    elif not below:
        raise FoedusError(f"No case files in {path}.", "`foedus ledger new A B` starts one.")
    return found


def _one(path: Path) -> list[Fault]:
    folder = read_folder(path.resolve())
    items = _item_ids(folder.files)
    return sorted([*check_folder(folder, items), *_further(path, items)])


def _further(path: Path, items: set[str]) -> Iterator[Fault]:
    """Faults of the second coding and the graded steps in a pair's folder, where there are any."""
    if (path / FILE).exists():
        yield from check_second(path / FILE, items)
    for file in step_files(path):
        yield from check_steps(file, items)


def _named(folder: Path, faults: Iterable[Fault]) -> Iterator[Fault]:
    for f in faults:
        yield Fault(f"{folder.name}/{f.file}", f.line, f.problem, f.remedy)


def _item_ids(files: Iterable[PlainFile]) -> set[str]:
    return {str(i["id"]) for f in files for i in records(f, "item") if i.get("id")}


def check_folder(folder: Folder, items: set[str]) -> Iterator[Fault]:
    """All faults of a folder that was read.

    Parameters
    ----------
    folder
        The parsed files.
    items
        Ids of items that grid cells may name.
    """
    yield from folder.faults
    if len(folder.needs) < len(folder.files):
        yield from _folder_name(folder.path)
    seen: dict[str, str] = {}
    needs = known_needs() | _needs_beside(folder.path)
    for file in folder.files:
        if NEEDS & file.plain.keys():
            yield from _need_file(file, folder.sources, seen)
        else:
            yield from _tables(file, CASES)
            yield from _coding(file)
            yield from _items(file, folder, needs, seen)
            yield from _grid(file, folder, needs, items, seen)


def _folder_name(path: Path) -> Iterator[Fault]:
    codes = path.name.split("-")
    known = {c for c in codes if c.upper() in iso3_codes()}
    if not (PAIR.fullmatch(path.name) and len(known) == 2 and codes == sorted(codes)):
        rightly = "-".join(sorted(known)) if len(known) == len(codes) == 2 else "fra-ita"
        yield Fault(
            path.name,
            1,
            "the name of the folder is no pair of states",
            f"Two ISO3 codes in lower case and alphabetical order: {rightly}.",
        )


def _need_file(
    file: PlainFile, sources: Mapping[str, Any], seen: dict[str, str]
) -> Iterator[Fault]:
    yield from _tables(file, NEEDS)
    state = file.plain.get("state")
    if not (isinstance(state, str) and state in iso3_codes()):
        yield Fault(
            file.path.name,
            1,
            f"the state in need is {state!r}" if state else "no state in need",
            'Write state = "FRA" above the needs.',
        )
    for k, plain in enumerate(records(file, "need")):
        place = _place(file, "need", k)
        yield from check_need(plain, place, sources)
        yield from _unique(plain.get("id"), file, place, seen)


def _items(
    file: PlainFile, folder: Folder, needs: Mapping[str, str], seen: dict[str, str]
) -> Iterator[Fault]:
    for k, plain in enumerate(records(file, "item")):
        place = _place(file, "item", k)
        yield from check_item(plain, place, folder.pair, folder.sources, needs)
        yield from _unique(plain.get("id"), file, place, seen)


def _grid(
    file: PlainFile,
    folder: Folder,
    needs: Mapping[str, str],
    items: set[str],
    seen: dict[str, str],
) -> Iterator[Fault]:
    if "response" not in file.plain and not file.path.name.startswith("grid"):
        return
    named = GRID.fullmatch(file.path.name)
    states = frozenset(code.upper() for code in named.groups()) if named else frozenset()
    if len(states) < 2 or (folder.pair and states != folder.pair):
        yield Fault(
            file.path.name,
            1,
            "the name does not say which of the pair responds to which",
            "Call it grid-aaa-for-bbb.toml: AAA responds, BBB is in need.",
        )
    toward = named[2].upper() if named else ""
    for k, plain in enumerate(records(file, "response")):
        place = _place(file, "response", k)
        yield from check_row(plain, place, needs, toward, items, folder.sources)
        # One row a need and direction, over all files of the folder.
        yield from _unique(plain.get("need"), file, place, seen, "need", f"{toward} ")


def _tables(file: PlainFile, known: frozenset[str]) -> Iterator[Fault]:
    for name, value in file.plain.items():
        line = (file.starts.get(name) or [1])[0]
        if name not in known:
            yield Fault(file.path.name, line, f'unknown table "{name}"', choose(name, known))
        elif name in RECORDS and not (
            isinstance(value, list) and all(isinstance(r, dict) for r in value)
        ):
            remedy = f"Begin each record with [[{name}]], in two brackets."
            yield Fault(file.path.name, line, f'"{name}" is no list of records', remedy)


def _coding(file: PlainFile) -> Iterator[Fault]:
    coding = file.plain.get("coding")
    if not isinstance(coding, dict):
        yield Fault(
            file.path.name, 1, "no [coding] table", "Say who coded, when, how, and whether blind."
        )
        return
    yield from check_fields(coding, CODING, _place(file, "coding", 0))


def _unique(
    value: Any,
    file: PlainFile,
    place: Place,
    seen: dict[str, str],
    key: str = "id",
    group: str = "",
) -> Iterator[Fault]:
    if not value or not isinstance(value, str):
        return
    where = ":".join(map(str, place(key)))
    if group + value in seen:
        yield Fault(
            *place(key),
            f'{key} "{value}" is used twice (first at {seen[group + value]})',
            "Give it its own.",
        )
    seen.setdefault(group + value, where)


def _place(file: PlainFile, table: str, index: int) -> Place:
    return lambda key: (file.path.name, file.line(table, index, key))


def known_needs() -> dict[str, str]:
    """Ids of the need episodes at hand, and whose they are."""
    found: dict[str, str] = {}
    for folder in needs_folders():
        found |= _ids_and_states(folder)
    return found


def _needs_beside(folder: Path) -> dict[str, str]:
    """Needs listed in the folder of case files that `folder` lies in."""
    mine = folder.parent / "needs"
    return _ids_and_states(mine) if mine.is_dir() and mine not in needs_folders() else {}


@cache
def _ids_and_states(folder: Path) -> dict[str, str]:
    files = read_folder(folder).needs
    return {
        str(n["id"]): str(f.plain.get("state"))
        for f in files
        for n in records(f, "need")
        if n.get("id")
    }
