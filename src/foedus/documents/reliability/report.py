"""Reliability of a coding, per code and by language."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from foedus.core.errors import FoedusError, unknown
from foedus.documents.reliability.agreement import agreement
from foedus.documents.reliability.long_table import Repeated, checked, from_table
from foedus.documents.reliability.ratings import Ratings, in_order
from foedus.documents.reliability.result import Reliability
from foedus.documents.reliability.words import Category, Coefficient, Scale, check

if TYPE_CHECKING:
    import pandas as pd

ALL_LANGUAGES = "all languages"
Asked = Sequence[tuple[Coefficient, Scale]]
Offered = Mapping[str, Sequence[Category]]


def report(
    table: pd.DataFrame,
    asked: Asked,
    *,
    categories: Offered | None = None,
    repeated: Repeated = "refuse",
    **settings: Any,
) -> tuple[Reliability, ...]:
    """Each coefficient asked for, of each code, over all languages and in each.

    Parameters
    ----------
    table
        One row a coding: `unit`, `coder`, `value`; where known `document`, `language` and
        `code` (see `long_table`). A row without a value is a unit not read.
    asked
        Pairs of coefficient and scale, for instance ``[("alpha", "nominal"), ("ac",
        "identity")]``. There is no default: which metric is right is a matter of the code.
    categories
        Categories on offer for each code, in their order. A code that is not named has
        those that occur in any language.
    repeated
        Where a coder coded a unit twice and differently (see `from_table`).
    settings
        `level`, `bounds`, `draws`, `seed`, `fewest_units`, `fewest_documents` of `agreement`.

    Returns
    -------
    tuple of Reliability
        By code, then language (all together first), then as asked.

    Raises
    ------
    FoedusError
        For a table that cannot be read, names outside the lists, `categories` of a code
        that is not there, or a scale that a code's categories cannot bear.

    Examples
    --------
    >>> import pandas as pd
    >>> rows = [(u, c, "threat" if u % 3 else "no code", "en") for u in range(12) for c in "ab"]
    >>> table = pd.DataFrame(rows, columns=["unit", "coder", "value", "language"])
    >>> found = report(table, [("alpha", "nominal")])[0]
    >>> found.language, found.name, found.value, found.n_paired, found.why_not_resampled
    ('en', "Krippendorff's alpha (nominal metric)", 1.0, 12, 'every unit says the same, which leaves no interval')
    """
    if not asked:
        raise FoedusError("No coefficient was asked for.", "Say for example ('alpha', 'nominal').")
    wanted = [check(coefficient, scale) for coefficient, scale in asked]
    checked(table, *(c for c in ("code", "language") if c in table))
    found = []
    for code, rows in _by_code(table, categories):
        offered = (categories or {}).get(code)
        for language, part in _by_language(rows):
            ratings = _ratings(part, rows, offered, repeated)
            for coefficient, scale in wanted:
                if ratings is None:
                    one = _unread(coefficient, scale)
                else:
                    one = agreement(ratings, coefficient, scale, **settings)
                found.append(replace(one, code=code, language=language))
    return tuple(found)


def as_table(found: Sequence[Reliability]) -> pd.DataFrame:
    """One row a result, with all its figures.

    Examples
    --------
    >>> len(as_table([]))
    0
    """
    import pandas as pd

    return pd.DataFrame([one.as_dict() for one in found])


def _by_code(table: pd.DataFrame, categories: Offered | None) -> Iterator[tuple[str, pd.DataFrame]]:
    parts = {"": table}
    if "code" in table:
        parts = {str(code): rows for code, rows in table.groupby("code", sort=True)}
    for code in categories or {}:
        if code not in parts:
            raise unknown("code", code, parts)
    yield from parts.items()


def _by_language(rows: pd.DataFrame) -> Iterator[tuple[str, pd.DataFrame]]:
    if "language" not in rows:
        yield "", rows
        return
    languages = [(str(name), part) for name, part in rows.groupby("language", sort=True)]
    if len(languages) > 1:
        yield ALL_LANGUAGES, rows
    yield from languages


def _ratings(
    part: pd.DataFrame,
    rows: pd.DataFrame,
    offered: Sequence[Category] | None,
    repeated: Repeated,
) -> Ratings | None:
    if part["value"].notna().sum() == 0:
        return None
    if offered is not None:
        return from_table(part, categories=offered, repeated=repeated)
    # The same categories in every language, or the coefficients could not be compared.
    seen, _ = in_order(rows["value"].dropna().unique().tolist(), None)
    ratings = from_table(part, categories=seen, repeated=repeated)
    return replace(ratings, declared=False)


def _unread(coefficient: Coefficient, scale: Scale) -> Reliability:
    return Reliability(
        coefficient=coefficient,
        scale=scale,
        value=None,
        why_null="nobody read a unit",
        standard_error=None,
        interval=None,
        resampled=None,
        why_not_resampled="",
        n_units=0,
        n_paired=0,
        n_coders=0,
        n_documents=None,
        missing=0,
        prevalence={},
        declared=False,
        bias=None,
    )
