"""Where a number comes from: producer, version, licence, citation, coverage."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import tomli


@dataclass(frozen=True, slots=True)
class Citation:
    """A reference as BibTeX can print it.

    Parameters
    ----------
    key
        BibTeX key, unique over all sources and measures.
    kind
        BibTeX entry type (``article``, ``book``, ``misc``).
    fields
        BibTeX fields in printing order (author, title, year, ...).

    Examples
    --------
    >>> c = Citation("haege2011", "article", {"author": "Hage, Frank M.", "year": "2011"})
    >>> print(c.bibtex())
    @article{haege2011,
      author = {Hage, Frank M.},
      year = {2011},
    }
    """

    key: str
    kind: str
    fields: dict[str, str]

    def bibtex(self) -> str:
        """The BibTeX entry."""
        lines = [f"  {name} = {{{value}}}," for name, value in self.fields.items()]
        return "\n".join([f"@{self.kind}{{{self.key},", *lines, "}"])

    def plain(self) -> str:
        """Author (year). Title. Journal. DOI - whichever of these are known."""
        # Braces keep BibTeX from changing case; a reader does not want them.
        f = {name: value.replace("{", "").replace("}", "") for name, value in self.fields.items()}
        head = f"{f.get('author', self.key).replace(' and ', '; ')} ({f.get('year', 'n.d.')})"
        tail = [f[k] for k in ("title", "journal", "booktitle", "publisher") if k in f]
        if "doi" in f:
            tail.append(f"doi:{f['doi']}")
        elif "url" in f:
            tail.append(f["url"])
        return ". ".join([head, *tail]) + "."


@dataclass(frozen=True, slots=True)
class RawFile:
    """One file a source reads: the layout it belongs to and where it stands in the data folder.

    `layout` is ``shared`` (tested on data) or ``official`` (columns looked up, untested).
    `sha256` is of the copy the layout was tested on; empty where there was none.
    """

    role: str
    path: str
    layout: str = "shared"
    sha256: str = ""


@dataclass(frozen=True, slots=True)
class Table:
    """A tidy table a source yields: its key, coverage in years, and columns with labels."""

    name: str
    description: str
    key: tuple[str, ...]
    coverage: tuple[int, int]
    columns: dict[str, str]


@dataclass(frozen=True, slots=True)
class Origin:
    """A data set with producer, version, licence, coverage, files and tables.

    Read from the ``source.toml`` of its folder; see `Origin.from_toml`.
    """

    name: str
    title: str
    producer: str
    version: str
    licence: str
    redistributable: bool
    ships: str
    where_to_get: str
    unit: str
    coverage: tuple[int, int]
    caveats: tuple[str, ...]
    citations: tuple[Citation, ...]
    files: tuple[RawFile, ...]
    tables: tuple[Table, ...]
    user_supplied_only: bool = False
    folder: Path = field(default_factory=Path)

    @classmethod
    def from_toml(cls, path: Path) -> Origin:
        """Read a ``source.toml``; a missing field raises KeyError naming it."""
        raw: dict[str, Any] = tomli.loads(path.read_text(encoding="utf-8"))
        return cls(
            name=raw["name"],
            title=raw["title"],
            producer=raw["producer"],
            version=raw["version"],
            licence=raw["licence"],
            redistributable=raw["redistributable"],
            ships=raw["ships"],
            where_to_get=raw["where_to_get"],
            unit=raw["unit"],
            coverage=(raw["coverage"][0], raw["coverage"][1]),
            caveats=tuple(raw.get("caveats", ())),
            citations=tuple(
                Citation(c.pop("key"), c.pop("kind"), c) for c in raw.get("citations", ())
            ),
            files=tuple(RawFile(**f) for f in raw["files"]),
            tables=tuple(
                Table(
                    name,
                    t["description"],
                    tuple(t["key"]),
                    (t["coverage"][0], t["coverage"][1]),
                    t["columns"],
                )
                for name, t in raw["tables"].items()
            ),
            user_supplied_only=raw.get("user_supplied_only", False),
            folder=path.parent,
        )
