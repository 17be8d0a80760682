"""A recipe: which file, which columns hold the text, what else is known of its documents."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import tomli

from foedus.core.errors import FoedusError, SourceMissing, unknown
from foedus.core.settings import data_folders
from foedus.documents.corpora.schema import METADATA

_FOLDER = Path(__file__).parent
_FIELDS = frozenset({*METADATA, "language"})


@dataclass(frozen=True)
class Units:
    """How documents are put together from rows that each hold a unit of one.

    Parameters
    ----------
    column : str
        Says which document, and which piece of it, a row belongs to.
    pattern : re.Pattern
        Of its values; named groups can be used as columns are.
    document : tuple of str
        Groups that tell documents apart.
    piece : str
        Group by which pieces of a document are ordered; a blank line parts them.
    offsets : str
        Column with ``first-last`` in code points: where a unit stands in its piece.
    """

    column: str
    pattern: re.Pattern[str]
    document: tuple[str, ...]
    piece: str
    offsets: str


@dataclass(frozen=True)
class Otherwise:
    """Rows of which something else is true.

    Parameters
    ----------
    where : mapping of str to str
        Columns and their values.
    until : str
        Last date, by its first letters.
    put : mapping of str to str
        Metadata.
    """

    where: Mapping[str, str]
    until: str
    put: Mapping[str, str]


@dataclass(frozen=True)
class Kind:
    """One kind of document in the rows of a file.

    Parameters
    ----------
    text : tuple of str
        Columns whose text is joined, in order.
    join : str
        What stands between them.
    title : str
        Template with names of columns in braces; empty where a column has it.
    columns : mapping of str to str
        Metadata and the column that says it.
    constant : mapping of str to str
        Metadata that is true of all.
    state : str
        Column that names a state, whose ISO code is the side; empty for none.
    keep : tuple of str
        Other columns that are kept.
    remove : tuple of re.Pattern
        Taken out of the text.
    split : re.Pattern or None
        Every match opens a document; its group is the title, what precedes the first is left out.
    markdown : bool
        Whether the text is Markdown.
    leave_out : re.Pattern or None
        Lines left out.
    units : Units or None
    exceptions : tuple of Otherwise
    optional : bool
        Whether rows may lack it.
    """

    text: tuple[str, ...]
    join: str
    title: str
    columns: Mapping[str, str]
    constant: Mapping[str, str]
    state: str
    keep: tuple[str, ...]
    remove: tuple[re.Pattern[str], ...]
    split: re.Pattern[str] | None
    markdown: bool
    leave_out: re.Pattern[str] | None
    units: Units | None
    exceptions: tuple[Otherwise, ...]
    optional: bool


@dataclass(frozen=True)
class Recipe:
    """How a file known to foedus is read.

    Parameters
    ----------
    name, title : str
    file : str
        Its place in a folder of data.
    terms : str
        What its makers allow.
    caveats : tuple of str
    documents : tuple of Kind
    """

    name: str
    title: str
    file: str
    terms: str
    caveats: tuple[str, ...]
    documents: tuple[Kind, ...]


def recipe_names() -> list[str]:
    """Names of the recipes there are."""
    return sorted(path.stem for path in _FOLDER.glob("*.toml"))


@cache
def recipe(name: str) -> Recipe:
    """The recipe of this name.

    Raises
    ------
    FoedusError
        If there is none.

    Examples
    --------
    >>> recipe("un_general_debate").file
    'un_general_debate/speeches.parquet'
    """
    if name not in recipe_names():
        raise unknown("recipe", name, recipe_names())
    with (_FOLDER / f"{name}.toml").open("rb") as stream:
        said = tomli.load(stream)
    kinds = tuple(_kind(name, one) for one in said.pop("documents"))
    caveats = tuple(said.pop("caveats", ()))
    return Recipe(name=name, documents=kinds, caveats=caveats, **said)


def recipe_file(found: Recipe, named: str | Path | None = None) -> Path:
    """The file of a recipe, in the folder named or where foedus looks for data.

    Raises
    ------
    SourceMissing
        If it is in none of them.
    """
    folders = data_folders(named)
    for folder in folders:
        if (folder / found.file).is_file():
            return folder / found.file
    looked = ", ".join(str(folder) for folder in folders) or "no folder: none is set"
    raise SourceMissing(
        f"{found.title}: {found.file} is not here (looked in {looked}).",
        "Put the file there, or name the folder with --data or FOEDUS_DATA.",
    )


def _kind(name: str, said: dict[str, Any]) -> Kind:
    columns, constant = said.pop("columns", {}), said.pop("constant", {})
    odd = sorted({*columns, *constant} - _FIELDS)
    if odd:
        raise FoedusError(f"Recipe {name}: no such metadata: {odd}.", f"Known: {sorted(_FIELDS)}.")
    units = said.pop("units", None)
    split, leave_out = said.pop("split", None), said.pop("leave_out", [])
    made = Kind(
        text=tuple(said.pop("text")),
        join=said.pop("join", "\n\n"),
        title=said.pop("title", ""),
        columns=columns,
        constant=constant,
        state=said.pop("state", ""),
        keep=tuple(said.pop("keep", ())),
        remove=tuple(re.compile(pattern) for pattern in said.pop("remove", ())),
        split=re.compile(split, re.MULTILINE) if split else None,
        markdown=said.pop("markdown", False),
        leave_out=re.compile("|".join(leave_out)) if leave_out else None,
        units=_units(units) if units else None,
        exceptions=tuple(
            Otherwise(one["where"], str(one["until"]), one["put"])
            for one in said.pop("exceptions", ())
        ),
        optional=said.pop("optional", False),
    )
    if said:
        raise FoedusError(f"Recipe {name} has unknown keys: {sorted(said)}.", "See `Kind`.")
    return made


def _units(said: Mapping[str, Any]) -> Units:
    return Units(
        said["column"],
        re.compile(said["pattern"]),
        tuple(said["document"]),
        said["piece"],
        said["offsets"],
    )
