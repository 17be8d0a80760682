"""Kinds of files that codings come and go in, by name or ending."""

from __future__ import annotations

from pathlib import Path
from typing import Literal, get_args

import click

from foedus.cli.texts.chosen import one_of
from foedus.core.errors import FoedusError

Kind = Literal["qdpx", "qdc", "doccano", "label-studio", "csv"]
KINDS: tuple[Kind, ...] = get_args(Kind)
ENDINGS: dict[str, Kind] = {
    ".qdpx": "qdpx",
    ".qdc": "qdc",
    ".jsonl": "doccano",
    ".json": "label-studio",
    ".csv": "csv",
}
file_kind_option = click.option(
    "--format",
    "form",
    metavar="FORMAT",
    help="qdpx, qdc, doccano, label-studio or csv; left out: by the ending of FILE "
    "(.qdpx, .qdc, .jsonl, .json, .csv).",
)


def kind_of(file: str, form: str | None) -> Kind:
    """The kind of file named, or the one its name ends in.

    Raises
    ------
    FoedusError
        For another name or ending.
    """
    if form is not None:
        return one_of("kind of file", form, KINDS)
    ending = Path(file).suffix.lower()
    if ending not in ENDINGS:
        raise FoedusError(
            f"{file!r} ends in {ending!r}, which stands for no kind of file."
            if ending
            else f"{file!r} has no ending that says what kind of file it is.",
            f"Endings: {', '.join(ENDINGS)}; or name the kind with --format.",
        )
    return ENDINGS[ending]
