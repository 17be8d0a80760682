"""The resolutions of the General Assembly on which two states voted, and how.

Recorded votes of the UN Library: what was adopted by consensus, voted down, or voted on in
part is not in them. Absence is missing, not abstention: a resolution counts only where both
states voted.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from foedus.core.errors import FoedusError, YearOutOfRange, unknown
from foedus.rollcalls.pair_result import CHOICES, LABELS, RECORDED, Asked, Choice, PairVotes
from foedus.rollcalls.title_words import mentions, words_of
from foedus.rollcalls.vote_issues import LAST_YEAR, TABLES, codes_of, issue_code
from foedus.rollcalls.vote_record import (
    CODED,
    RELATIONS,
    check_voted,
    end_note,
    none_together,
    together,
    vote_tables,
    years_asked,
)
from foedus.rollcalls.voters import pair_codes, seat_note

if TYPE_CHECKING:
    import pandas as pd

    from foedus.states.state import State
    from foedus.store.tables import Tables


def pair_votes(
    a: str | int,
    b: str | int,
    *,
    start: int | None = None,
    end: int | None = None,
    choice: Choice = "all",
    issue: str | None = None,
    words: str | None = None,
    limit: int | None = None,
    issue_codes: bool = True,
    data: str | Path | None = None,
) -> PairVotes:
    """Resolutions on which two states voted, newest first.

    Parameters
    ----------
    a, b
        Names or codes of two states.
    start, end
        First and last calendar year; as far as the record reaches where None.
    choice
        ``all``, ``differ`` (opposite votes first, then those on which one abstained) or
        ``same``.
    issue
        Only votes with this issue code or name, to the end of 2019.
    words
        Only resolutions in whose symbol, title or agenda all of these words begin a word;
        case and accents do not matter.
    limit
        At most so many, after sorting.
    issue_codes
        Look up the issue codes of what is returned: up to ten seconds over all years.
    data
        Folder with raw files.

    Returns
    -------
    PairVotes

    Raises
    ------
    FoedusError
        For unknown states, issues or choices, years outside the record or without a vote
        of both; `SourceMissing` where the votes are not here.

    Examples
    --------
    ``pair_votes("CHN", "RUS", start=2022, choice="differ").frame()`` needs the votes; what
    is asked for is checked before they are looked for:

    >>> pair_votes("CHN", "RUS", start=2022, issue="human rights")
    Traceback (most recent call last):
    foedus.core.errors.YearOutOfRange: No vote from 2022 on has an issue code: they end in \
January 2020.
    Next: Take years to 2019, or search titles and agenda with --words (in Python words=).
    """
    if choice not in CHOICES:
        raise unknown("choice", str(choice), CHOICES)
    if limit is not None and limit < 1:
        raise FoedusError(f"A limit of {limit} leaves no resolution.", "Give 1 or more, or none.")
    wanted = words_of(words) if words is not None else ()
    code = issue_code(issue) if issue is not None else None
    asked = Asked(choice, code, wanted)
    span, cut = _span(start, end, code)
    codes = pair_codes(a, b, *span)
    tables = vote_tables(data, coded=issue_codes or code is not None)
    check_voted(tables, span)
    found = together(tables, codes, span)
    seat = seat_note(codes[0] | codes[1], *span)
    if found.empty:
        raise none_together(tables, codes, span, (str(a), str(b)), seat)
    both, latest = len(found), found.sort_values(["date", "item"]).iloc[-1]
    if code is not None:
        tables[TABLES[0]]  # says where to get it
        found, note = _with_codes(tables, found)
        found = found[[code in (issues or "").split() for issues in found["issues"]]]
    found = _fitting(found, asked)
    fitting = len(found)
    found = _ordered(found, choice == "differ").head(fitting if limit is None else limit)
    if code is None:
        found, note = _with_codes(tables, found) if issue_codes else (found, "")
    return PairVotes(
        pair=(_state(latest["ccode1"]), _state(latest["ccode2"])),
        span=span,
        table=found[[c for c in LABELS if c in found]].reset_index(drop=True),
        asked=asked,
        of=fitting,
        both=both,
        notes=tuple(n for n in (seat, cut, note, end_note(tables, span[1]), RECORDED) if n),
    )


def _span(start: int | None, end: int | None, code: str | None) -> tuple[tuple[int, int], str]:
    """Years, and a note where the issue codes cut them short: none is not zero."""
    first, last = years_asked(start, end)
    if code is None or last <= LAST_YEAR:
        return (first, last), ""
    if first > LAST_YEAR:
        raise YearOutOfRange(
            f"No vote from {first} on has an issue code: they end in January 2020.",
            f"Take years to {LAST_YEAR}, or search titles and agenda with --words "
            "(in Python words=).",
        )
    return (first, LAST_YEAR), f"Issue codes end in January 2020: {first}-{LAST_YEAR} only."


def _fitting(found: pd.DataFrame, asked: Asked) -> pd.DataFrame:
    if asked.words:
        found = found[mentions(found[["symbol", "title", "agenda"]], asked.words)]
    if asked.choice != "all":
        found = found[(found["relation"] == "same") == (asked.choice == "same")]
    return found


def _with_codes(tables: Tables, found: pd.DataFrame) -> tuple[pd.DataFrame, str]:
    """The rows with ``coded`` and ``issues``, and what to know of them."""
    import pandas as pd

    if any(t not in tables for t in TABLES):
        unknown_yet = found.assign(coded=pd.array([pd.NA] * len(found), "boolean"), issues=None)
        return unknown_yet, f"Issue codes are not here; they need the source {CODED}."
    codes = codes_of(tables, found["item"].to_numpy(np.int64))
    coded = codes["coded"].to_numpy(bool)
    # A vote that was never coded has no codes on record, which is not the same as none.
    issues = [i if known else None for i, known in zip(codes["issues"], coded, strict=True)]
    coded_rows = found.assign(
        coded=pd.array(coded, "boolean"), issues=pd.Series(issues, found.index, object)
    )
    return coded_rows, _coverage(coded, found["year"].to_numpy(np.int64))


def _coverage(coded: NDArray[np.bool_], year: NDArray[np.int64]) -> str:
    """How many resolutions of the years with codes are in the coded list."""
    early = year <= LAST_YEAR
    if not early.any():
        return "Issue codes reach to January 2020; later votes have none yet."
    share = f"{coded[early].sum():,} of {early.sum():,} resolutions"
    if early.all():
        return "" if coded.all() else f"{share} are in the issue-coded list."
    return f"{share} to {LAST_YEAR} are in the issue-coded list, which ends in January 2020."


def _ordered(found: pd.DataFrame, by_distance: bool) -> pd.DataFrame:
    """Newest first, votes of one day by item; the furthest apart before all others if asked."""
    apart = found["relation"].map({r: k for k, r in enumerate(RELATIONS)}).astype(int)
    keyed = found.assign(apart=apart if by_distance else 0)
    keyed = keyed.sort_values(["apart", "date", "item"], ascending=[False, False, True])
    return found.loc[keyed.index]


def _state(code: int) -> State:
    from foedus.states.table import systems

    return systems().state(code)
