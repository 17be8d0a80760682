"""A pair's case file: items, grid rows and sources of one folder."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache, cached_property
from pathlib import Path
from typing import Any

from foedus.ledger.check import GRID, check
from foedus.ledger.faults import CaseFileDamaged
from foedus.ledger.folder import source_files
from foedus.ledger.needs import need
from foedus.ledger.parsed import parsed
from foedus.ledger.places import case_folders, pair_folder, pairs_in, shipped_folder
from foedus.ledger.plain_text import read_json
from foedus.ledger.records import Item, Need, Row, coding_of, item_of, row_of

SHOWN = 5


@dataclass(frozen=True)
class CaseFile:
    """What is on file of one pair.

    Parameters
    ----------
    pair
        ISO3 codes in alphabetical order.
    folder
        Where it was read.
    items
        Items by start date, then id.
    rows
        Grid rows by need.
    """

    pair: tuple[str, str]
    folder: Path
    items: tuple[Item, ...]
    rows: tuple[Row, ...]

    @cached_property
    def sources(self) -> Mapping[str, Mapping[str, Any]]:
        """CSL-JSON records by id."""
        return {str(s["id"]): s for f in source_files(self.folder) for s in read_json(f)}

    @cached_property
    def by_id(self) -> dict[str, Item]:
        """Items by id."""
        return {item.id: item for item in self.items}

    @property
    def own(self) -> bool:
        """Whether it is the project's own, not a user's."""
        return self.folder.parent == shipped_folder()

    def acts_of(self, actor: str) -> tuple[Item, ...]:
        """Items by which `actor` acts or is bound, mutual ones included."""
        return tuple(i for i in self.items if i.from_state(actor))

    def rows_of(self, actor: str, until: int | None = None) -> tuple[Row, ...]:
        """Rows in which `actor` responds, to needs that began by the end of `until`."""
        return tuple(
            r
            for r in self.rows
            if r.actor == actor and (until is None or need(r.need).start.year <= until)
        )

    def row_items(self, row: Row, until: int | None = None) -> tuple[Item, ...]:
        """Items behind a row: those its cells name, and those coded as answers to its need.

        Acts that began after the year `until` are left out.
        """
        named = {i for cell in row.cells.values() for i in cell.items}
        return tuple(
            i
            for i in self.items
            if (i.id in named or (i.need == row.need and i.from_state(row.actor)))
            and (until is None or i.start.year <= until)
        )


def need_of_row(row: Row) -> Need:
    """The need a row answers to."""
    return need(row.need)


def case_file(a: str, b: str) -> CaseFile | None:
    """The case file of a pair, by ISO3 codes; None where there is none.

    Raises
    ------
    CaseFileDamaged
        If a user's own case file has faults; the first are named.

    Examples
    --------
    >>> case_file("USA", "JPN").pair
    ('JPN', 'USA')
    >>> case_file("FJI", "PER") is None
    True
    """
    folder = pair_folder(a, b)
    return None if folder is None else read_case(folder)


@cache
def read_case(folder: Path) -> CaseFile:
    """Read a folder of case files; the project's own are checked by its tests, others here.

    Raises
    ------
    CaseFileDamaged
        If the folder has faults; the first are named.
    """
    if folder.parent != shipped_folder():
        _refuse_faults(folder)
    one, two = folder.name.upper().split("-")
    items: list[Item] = []
    rows: list[Row] = []
    for name, plain in parsed(folder).items():
        coding = coding_of(plain["coding"])
        items += [item_of(i, coding) for i in plain.get("item", ())]
        if named := GRID.fullmatch(name):
            actor, toward = named[1].upper(), named[2].upper()
            rows += [row_of(r, actor, toward, coding) for r in plain.get("response", ())]
    return CaseFile(
        (one, two),
        folder,
        tuple(sorted(items, key=lambda i: (i.start, i.id))),
        tuple(sorted(rows, key=lambda r: (need(r.need).start, r.need, r.actor))),
    )


def _refuse_faults(folder: Path) -> None:
    faults = check(folder)
    if faults:
        first = "\n".join(f"  {f}" for f in faults[:SHOWN])
        raise CaseFileDamaged(
            f"The case file {folder.name} has {len(faults)} faults:\n{first}",
            f"`foedus ledger check {folder}` lists them all.",
        )


def all_cases(of: str = "") -> Iterator[CaseFile]:
    """Every case file on this machine, the user's own before the project's of the same pair.

    Parameters
    ----------
    of
        ISO3 code; only pairs of that state, without reading the others.
    """
    seen: set[str] = set()
    for place in case_folders():
        for folder in pairs_in(place):
            if folder.name not in seen and of.lower() in folder.name:
                seen.add(folder.name)
                yield read_case(folder)
