"""What was asked of ideal points: which record, which part of it; checked before anything is read."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Literal, get_args

from foedus.core.errors import FoedusError, UnknownName, unknown
from foedus.rollcalls.issues.vote_issues import ISSUES, issue_code
from foedus.rollcalls.records.published import SUBSETS

Record = Literal["library", "published", "council"]
RECORDS: tuple[Record, ...] = get_args(Record)
FILE = "file"
ALL, IMPORTANT, NO_NUKES = "all", "important", "no_nukes"


@dataclass(frozen=True)
class Asked:
    """What was asked for.

    Parameters
    ----------
    record
        ``library`` (UN Library, to 2025), ``published`` (the input of the published
        estimates, to 2019) or ``council`` (Security Council); chosen by mode and issue
        where None.
    file
        A roll-call file in place of a record.
    first, last
        Years: session s opened in 1945 + s; calendar years of the Council; periods of a file.
    issue
        Name or code of an issue of the Assembly, ``important``, ``no_nukes`` or ``all``.
    without
        States, or actors of the file, that are left out.
    special
        Whether special sessions count (library); they do where None.
    paragraphs, linked
        As `published_votes` takes them; as published where None.
    """

    record: Record | None = None
    file: str | Path | None = None
    first: int | None = None
    last: int | None = None
    issue: str = ALL
    without: tuple[str | int, ...] = ()
    special: bool | None = None
    paragraphs: bool | None = None
    linked: bool | None = None


def record_of(asked: Asked, mode: str) -> str:
    """The record behind a request: ``file``, or one of `RECORDS`.

    Raises
    ------
    FoedusError
        For options that do not go together.

    Examples
    --------
    >>> record_of(Asked(), "fast"), record_of(Asked(issue="important"), "fast")
    ('library', 'published')
    """
    if asked.record is not None and asked.record not in RECORDS:
        raise unknown("record", str(asked.record), RECORDS)
    if asked.file is not None and asked.record is not None:
        raise FoedusError(
            f"Both a file and the record {asked.record} are named.", "Leave out one of them."
        )
    issue = issue_name(asked.issue)
    old = mode == "faithful" or issue in (IMPORTANT, NO_NUKES)
    record = "file" if asked.file is not None else asked.record or ("library", "published")[old]
    if issue != ALL and record in ("file", "council"):
        raise FoedusError(
            f"The {'file' if record == 'file' else 'Security Council record'} has no issues.",
            "Leave out the issue, or take the record library or published.",
        )
    if issue == IMPORTANT and record == "library":
        raise FoedusError(
            "The Library's record does not say which votes are important to the United States.",
            "Take the record published, which ends with 2019.",
        )
    for name, given, of in (
        ("special sessions", asked.special, "library"),
        ("paragraphs", asked.paragraphs, "published"),
        ("linked items", asked.linked, "published"),
    ):
        if given is not None and record != of:
            raise FoedusError(
                f"What to do with {name} can be chosen for the record {of} only, not {record}.",
                f"Leave it out, or take the record {of}.",
            )
    return record


def issue_name(text: str) -> str:
    """Name of an issue given as name or code.

    Raises
    ------
    UnknownName
        If there is none; names the nearest.

    Examples
    --------
    >>> issue_name("hr"), issue_name("No nukes"), issue_name("all")
    ('human_rights', 'no_nukes', 'all')
    """
    plain = "_".join(str(text).casefold().replace("-", " ").replace("_", " ").split())
    if plain in SUBSETS:
        return plain
    try:
        return ISSUES[issue_code(text)].name
    except UnknownName:
        raise unknown("issue", str(text), [*SUBSETS, *ISSUES]) from None
