"""Reading the files of one folder of case files; what cannot be read becomes a fault."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from foedus.ledger.faults import CaseFileDamaged, Fault, has_control
from foedus.ledger.places import PAIR
from foedus.ledger.plain_text import YAML, PlainFile, json_lines, read_json, read_toml

SCHEMA = ".schema.json"
"""Ending of the schemas that editors read; they hold no sources."""
NEEDS = frozenset({"state", "need"})
CASES = frozenset({"coding", "item", "response"})


@dataclass
class Folder:
    """The files of one folder, parsed; what could not be read is already a fault.

    Parameters
    ----------
    path
        The folder.
    files
        Case files and lists of needs, by name.
    sources
        CSL-JSON records by id.
    faults
        What is wrong with files as a whole.
    """

    path: Path
    files: list[PlainFile] = field(default_factory=list)
    sources: dict[str, dict[str, Any]] = field(default_factory=dict)
    faults: list[Fault] = field(default_factory=list)

    @property
    def needs(self) -> list[PlainFile]:
        """Lists of need episodes."""
        return [f for f in self.files if NEEDS & f.plain.keys()]

    @property
    def pair(self) -> frozenset[str]:
        """ISO3 codes of the folder's name; empty where it names no pair."""
        found = PAIR.fullmatch(self.path.name)
        return frozenset(code.upper() for code in found.groups()) if found else frozenset()


def source_files(folder: Path) -> list[Path]:
    """The CSL-JSON files of a folder, by name."""
    return sorted(f for f in folder.glob("*.json") if not f.name.endswith(SCHEMA))


def records(file: PlainFile, table: str) -> list[dict[str, Any]]:
    """The records of an array of tables; none where it is anything else."""
    found = file.plain.get(table, [])
    return [r for r in found if isinstance(r, dict)] if isinstance(found, list) else []


def read_folder(path: Path, only: Path | None = None) -> Folder:
    """Parse the case files of a folder (or of one file, with the folder's sources).

    Faults of files that cannot be read are kept, so that the rest is still checked.
    """
    folder = Folder(path)
    for file in source_files(path):
        read_sources(folder, file)
    wanted = [f for f in path.iterdir() if f.suffix.lower() in YAML | {".toml"}]
    for file in sorted(wanted) if only is None else [only]:
        try:
            plain = read_toml(file)
        except CaseFileDamaged as damage:
            folder.faults.append(_damaged(file, damage))
            continue
        if (NEEDS | CASES) & plain.plain.keys():
            folder.files.append(plain)
        else:
            folder.faults.append(
                Fault(
                    file.name,
                    1,
                    "neither items, responses nor needs",
                    "Begin records with [[item]], [[response]] or [[need]].",
                )
            )
    return folder


def _damaged(file: Path, damage: CaseFileDamaged) -> Fault:
    return Fault(file.name, damage.line, damage.problem.rstrip("."), damage.remedy)


def read_sources(folder: Folder, file: Path) -> None:
    """Add the sources of a CSL-JSON file to the folder, and its faults."""
    try:
        listed = read_json(file)
    except CaseFileDamaged as damage:
        folder.faults.append(_damaged(file, damage))
        return
    if not isinstance(listed, list) or not all(isinstance(s, dict) for s in listed):
        folder.faults.append(
            Fault(file.name, 1, "not a list of sources", "Write CSL-JSON: [{...}, {...}].")
        )
        return
    wrong: list[tuple[int, str, str]] = []
    for index, source in enumerate(listed):
        wrong += [(index, *w) for w in _wrong(source, index, folder.sources)]
        folder.sources[str(source.get("id", ""))] = source
    lines = json_lines(file) if wrong else []
    folder.faults += [Fault(file.name, lines[k], problem, remedy) for k, problem, remedy in wrong]


def _wrong(
    source: dict[str, Any], index: int, known: dict[str, dict[str, Any]]
) -> list[tuple[str, str]]:
    found = []
    for key in ("id", "title", "URL"):
        value = source.get(key)
        if not isinstance(value, str) or not value.strip():
            problem = f'source {index + 1} has no "{key}"'
            found.append((problem, "Every source has id, title and URL, each a text."))
        elif has_control(value):
            problem = f'"{key}" of source {index + 1} holds a control character'
            found.append((problem, "Take it out; a terminal would obey it."))
    url = source.get("URL")
    if isinstance(url, str) and url and not url.startswith(("http://", "https://")):
        found.append((f'"{url}" is no address of a page', "Begin it with https:// or http://."))
    name = str(source.get("id", ""))
    if name and known.get(name, source) != source:
        found.append((f'source id "{name}" is used twice', "Ids are unique in the folder."))
    return found
