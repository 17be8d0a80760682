"""Issue codes of every vote: the maker's where there are any, else predicted from the words.

Voeten's codes end on 14 January 2020, and some earlier resolutions match no coded roll call.
For these the words of title, agenda items and subject headings tell how probable each code
is, by logistic regression on the coded resolutions. How often that is right is measured in
``benchmarks/issue_codes`` and told in ``docs/explanation/issue-codes.md``.
"""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from foedus.core.errors import FoedusError
from foedus.rollcalls.issues.subject_words import subject_rows
from foedus.rollcalls.issues.text_logit import WordRows, chance, fitted
from foedus.rollcalls.issues.vote_issues import ISSUES, code_matrix, codes_of

if TYPE_CHECKING:
    import pandas as pd

    from foedus.store.tables import Tables

Floats = NDArray[np.float64]
COLUMNS = ("item", "issue", "probability", "origin")
CODED, PREDICTED = "coded", "predicted"
HALF_LIFE = 10.0
"""Years; the agenda and the coding change, so that for later votes recent codes count more."""
RIDGE_LATER, RIDGE_BETWEEN = 0.3, 0.5


def predicted_issues(tables: Tables, wanted: NDArray[np.int64] | None = None) -> pd.DataFrame:
    """Probability of each of the six issue codes for the Library's items.

    Parameters
    ----------
    tables
        Must hold ``un_items``, ``un_votes`` and the tables of the issue codes.
    wanted : ndarray, shape (n,)
        Numbers of items; all where None.

    Returns
    -------
    pandas.DataFrame
        Columns ``item, issue, probability, origin``: six rows an item, in the order of
        `wanted` and of `foedus.rollcalls.issues.vote_issues.ISSUES`. Coded items have probability
        1 or 0 and origin ``coded``, others origin ``predicted``.

    Raises
    ------
    FoedusError
        If an item is not in the record, or no item has codes to learn from.

    Examples
    --------
    ``predicted_issues(tables).query("origin == 'predicted' and probability > 0.5")``
    """
    import pandas as pd

    numbers, probability, coded = every_probability(tables)
    at = np.arange(len(numbers)) if wanted is None else _places(numbers, wanted)
    return pd.DataFrame(
        {
            "item": np.repeat(numbers[at], len(ISSUES)),
            "issue": np.tile(np.array(list(ISSUES), object), len(at)),
            "probability": probability[at].ravel(),
            "origin": np.where(coded[at].ravel(), CODED, PREDICTED).astype(object),
        }
    )


def coded_matrix(tables: Tables) -> tuple[pd.DataFrame, Floats]:
    """Items sorted by number, and their codes.

    Returns
    -------
    pandas.DataFrame
        The table ``un_items``.
    ndarray, shape (items, 6)
        1 has the code, 0 has it not, NaN not coded, or the session's codes are not real.
    """
    items = tables["un_items"].sort_values("item", ignore_index=True)
    return items, code_matrix(codes_of(tables, items["item"].to_numpy(np.int64)))


def words_of_items(items: pd.DataFrame) -> WordRows:
    """Marked words of title and agenda of the table ``un_items``."""
    title, agenda = (items[c].fillna("").astype(str).tolist() for c in ("title", "agenda"))
    return subject_rows(title, agenda)


def completed(words: WordRows, day: NDArray[np.datetime64], codes: Floats) -> Floats:
    """Codes with a probability in place of each that is missing.

    Items later than the last coded one are predicted from all codes before, which count
    half for every ten years they are old. Items in between, from all codes alike.

    Parameters
    ----------
    words
        Words of each item.
    day : ndarray of datetime64, shape (items,)
        Day of the vote.
    codes : ndarray, shape (items, codes)
        1, 0 or NaN.

    Returns
    -------
    ndarray, shape (items, codes)
    """
    out = codes.copy()
    years = day.astype("datetime64[D]").astype(np.int64) / 365.25
    for k in range(codes.shape[1]):
        known = ~np.isnan(codes[:, k])
        if not known.any():
            continue
        last = years[known].max()
        for late, ridge in ((True, RIDGE_LATER), (False, RIDGE_BETWEEN)):
            asked = ~known & ((years > last) == late)
            if not asked.any():
                continue
            counts = 0.5 ** ((last - years[known]) / HALF_LIFE) if late else np.ones(known.sum())
            weights = fitted(words.rows(known), codes[known, k], counts, ridge)
            out[asked, k] = chance(words.rows(asked), weights)
    return out


@lru_cache(maxsize=2)
def every_probability(
    tables: Tables,
) -> tuple[NDArray[np.int64], Floats, NDArray[np.bool_]]:
    """Numbers of all items, sorted; probabilities, shape (items, 6); where they are the maker's.

    Most of the time goes into matching the votes with coded roll calls; kept for later calls.

    Raises
    ------
    FoedusError
        If no item matches a coded roll call.
    """
    items, codes = coded_matrix(tables)
    if np.isnan(codes).all(axis=0).any():
        raise FoedusError(
            f"Of {len(items):,} resolutions none matches a roll call with issue codes: "
            "there is nothing to predict codes from.",
            "Check that un_items, un_votes and roll_calls are of the same sessions.",
        )
    day = items["date"].to_numpy("datetime64[D]")
    found = completed(words_of_items(items), day, codes)
    return items["item"].to_numpy(np.int64), found, ~np.isnan(codes)


def _places(numbers: NDArray[np.int64], wanted: NDArray[np.int64]) -> NDArray[np.int64]:
    """Where the wanted items stand among all."""
    asked = np.asarray(wanted)
    at = np.searchsorted(numbers, asked).clip(max=len(numbers) - 1)
    absent = asked[numbers[at] != asked]
    if len(absent):
        raise FoedusError(
            f"{len(absent)} of the items are not in the UN Library's record, such as {absent[0]}.",
            "Take numbers from the column item of the table un_items.",
        )
    return at
