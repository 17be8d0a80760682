"""Votes of two states as records for files, and the sentences that lead a list of them."""

from __future__ import annotations

from collections.abc import Mapping
from math import isnan
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import pandas as pd

    from foedus.measures.vote_influence import VoteInfluence
    from foedus.rollcalls.pairs.pair_result import PairVotes

YEAR_LABELS = {
    "year": "Calendar year",
    "votes": "Resolutions on which both voted",
    "same": "Both chose the same",
    "one_abstained": "One abstained, the other did not",
    "opposite": "One yes, the other no",
    "share_same": "Share of identical votes",
    "predicted": "Resolutions whose issue is predicted, not coded",
}
_CHOSEN = {
    "all": "newest first",
    "differ": "votes that differ, opposite ones first",
    "same": "identical votes, newest first",
}


def records(frame: pd.DataFrame) -> list[dict[str, Any]]:
    """Rows as plain values: days as text, figures to six places, what is missing as None."""
    plain = frame.copy()
    if "date" in plain:
        plain["date"] = plain["date"].dt.strftime("%Y-%m-%d")
    rows = plain.astype(object).where(plain.notna(), None).to_dict("records")
    return [{str(k): _plain(v) for k, v in row.items()} for row in rows]


def _plain(value: Any) -> Any:
    if isinstance(value, float):
        return round(value, 6)
    return value.item() if hasattr(value, "item") else value


def years_text(span: tuple[int, int]) -> str:
    """``2022``, or ``2014-2022``.

    Examples
    --------
    >>> years_text((2022, 2022)), years_text((2014, 2022))
    ('2022', '2014-2022')
    """
    return str(span[0]) if span[0] == span[1] else f"{span[0]}-{span[1]}"


def lead(found: PairVotes, ordered: bool = True) -> str:
    """What a list holds and in which order, in one sentence."""
    asked = found.asked
    about = [f"issue {asked.issue}"] if asked.issue else []
    about += [f"with {' and '.join(map(repr, asked.words))}"] if asked.words else []
    both = f"{found.both:,} resolution{'s' * (found.both != 1)} on which both voted"
    if not found.of:
        kind = [_CHOSEN[asked.choice].split(",")[0]] if asked.choice != "all" else []
        return f"Of {both}, none fits: {', '.join([*kind, *about])}."
    number = f"{found.of:,} of {both}" if found.of != found.both else both
    order = f"; {_CHOSEN[asked.choice]}" if ordered else ""
    return f"{', '.join([number, *about])}{order}."


def title(found: PairVotes) -> str:
    """Heading of a page or file."""
    one, two = found.names
    return f"{one} and {two} in the General Assembly, {years_text(found.span)}"


def codes_text(row: Mapping[str, Any]) -> str:
    """Issue codes of one resolution, the maker's and the predicted one; empty where none.

    Examples
    --------
    >>> codes_text({"issues": "di nu", "predicted": None})
    'Issue codes: di nu'
    >>> codes_text({"issues": None, "predicted": "hr"})
    'Issue code predicted: hr'
    """
    parts = [f"Issue codes: {row['issues']}"] if row.get("issues") else []
    parts += [f"Issue code predicted: {row['predicted']}"] if row.get("predicted") else []
    return ". ".join(parts)


def source_line() -> str:
    """Producer and terms of the votes."""
    from foedus.rollcalls.records.vote_record import VOTED
    from foedus.sources.registry import origin

    source = origin(VOTED)
    return f"Source: {source.producer}, {source.title}, {source.version}. {source.licence}."


def moved_text(row: Mapping[str, Any]) -> str:
    """Influence of one resolution in words.

    Examples
    --------
    >>> moved_text({"agreement_influence": -0.0081, "kappa_influence": None, "pairs_so": 0.27})
    'Agreement -0.0081, kappa undefined; 27.0 % of all pairs of states stood so.'
    """
    kappa = row["kappa_influence"]
    shown = "undefined" if kappa is None else f"{kappa:+.4f}"
    return (
        f"Agreement {row['agreement_influence']:+.4f}, kappa {shown}; "
        f"{100 * row['pairs_so']:.1f} % of all pairs of states stood so."
    )


def influence_lead(found: VoteInfluence) -> str:
    """The pair's figures, and what the influence of a resolution is."""
    kappa = "undefined" if isnan(found.kappa) else f"{found.kappa:.3f}"
    return (
        f"{lead(found.votes, ordered=False)} Agreement {found.agreement:.3f}, quadratic kappa "
        f"{kappa}. The influence of a resolution is the figure with it less the figure without "
        "it; the same two votes weigh the same, and those by which fewer pairs of states stood "
        "so come first."
    )


def influence_lists(found: VoteInfluence, most: int | None) -> dict[str, list[dict[str, Any]]]:
    """Resolutions that drove apart and that held together, the strongest first, with `moved`.

    Parameters
    ----------
    found
        Influence of each resolution.
    most
        Length of each list; None for all.
    """
    rows = records(found.frame())
    main = "agreement_influence" if found.undefined else "kappa_influence"
    apart = [r for r in rows if r[main] < 0][:most]
    held = [r for r in reversed(rows) if r[main] > 0][:most]
    return {
        name: [r | {"moved": moved_text(r)} for r in side]
        for name, side in (("Drove apart", apart), ("Held together", held))
    }
