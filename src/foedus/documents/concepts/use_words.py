"""What was found on the use of a concept, in sentences."""

from __future__ import annotations

from typing import TYPE_CHECKING

from foedus.documents.concepts.speakers import short_name

if TYPE_CHECKING:
    from foedus.documents.concepts.contexts import UseApart
    from foedus.documents.concepts.use import ConceptUse


def finding(use: ConceptUse, apart: UseApart | None = None) -> list[str]:
    """The finding: rates, trends, and for a pair the gap, its trend and the distance."""
    names = [short_name(c) for c in use.states]
    out = []
    for u in use.whole:
        if u.rate.value is None:
            out.append(f"{short_name(u.ccode)}: {u.rate.why}.")
        else:
            shown = u.rate.by_documents or u.rate.interval
            bounds = f" ({shown.low:.2f} to {shown.high:.2f})" if shown else ""
            out.append(
                f"{short_name(u.ccode)} names it {u.rate.value:.2f}{bounds} times per 1,000 words, "
                f"{u.rate.mentions:,} times in {u.rate.documents:,} documents."
            )
    if use.pair is not None and use.pair.ratio is not None and len(names) == 2:
        r = use.pair.ratio_by_documents or use.pair.ratio_interval
        if r is not None:
            told = "differ" if r.low > 1 or r.high < 1 else "are not told apart"
            out.append(
                f"{names[0]}'s rate is {use.pair.ratio:.2g} times {names[1]}'s "
                f"({r.low:.2g} to {r.high:.2g}): the rates {told}."
            )
    if use.pair_trend is not None:
        out.append(_gap(use, names))
    if apart is not None:
        out.append(f"Distance of use: {apart.text()}.")
    return out


def _gap(use: ConceptUse, names: list[str]) -> str:
    found = use.pair_trend
    if found is None or found.yearly is None or found.interval is None:
        return f"Trend of the gap: {found.why if found else 'not asked for'}."
    low, high = found.interval.low, found.interval.high
    said = "changes" if low > 1 or high < 1 else "is not known to change"
    return (
        f"The ratio of the two rates {said} over the years: {names[0]}'s over {names[1]}'s "
        f"{found.text()}."
    )
