"""The tables behind a record of votes, or where to get them."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from foedus.core.errors import SourceMissing
from foedus.core.settings import data_folders
from foedus.sources import registry
from foedus.sources.tidy import build_tables

if TYPE_CHECKING:
    from foedus.store.tables import Tables

ASSEMBLY, COUNCIL = "undl_ga_votes", "undl_sc_votes"
PUBLISHED, LINKS = "voeten_roll_call_issues", "voeten_ideal_points"
_TABLE = {
    ASSEMBLY: "un_votes",
    COUNCIL: "sc_votes",
    PUBLISHED: "roll_calls",
    LINKS: "matched_items",
}


def record_tables(data: str | Path | None, record: str, *, coded: bool = False) -> Tables:
    """Tables of a record, with those of issue codes where `coded`.

    Parameters
    ----------
    data
        Folder with raw files.
    record
        Source of the votes: one of `ASSEMBLY`, `COUNCIL`, `PUBLISHED`.

    Raises
    ------
    SourceMissing
        If a source is not here; says where to get it.
    """
    needed = {record: None}
    if record == PUBLISHED:
        needed[LINKS] = None
    if coded:
        needed[PUBLISHED] = None
    return present_tables(data, list(needed))


def present_tables(
    data: str | Path | None, needed: Sequence[str], welcome: Sequence[str] = ()
) -> Tables:
    """Tables of several sources, some of which may be absent.

    Parameters
    ----------
    needed
        Sources that must be here.
    welcome
        Sources read where they are here.

    Raises
    ------
    SourceMissing
        If a source that is needed is not here; says where to get it.
    """
    tables, _ = build_tables(data_folders(data), list(dict.fromkeys([*needed, *welcome])))
    for name in needed:
        if _TABLE[name] not in tables:
            source = registry.origin(name)
            raise SourceMissing(
                f"{source.title} ({name}) is not here, and these ideal points need it.",
                f"{source.where_to_get} Then `foedus data add PATH`, or name its folder with "
                "--data (in Python data=) or FOEDUS_DATA.",
            )
    return tables
