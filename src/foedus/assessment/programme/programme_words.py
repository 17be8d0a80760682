"""Grievance or programme, in words."""

from __future__ import annotations

from foedus.assessment.programme.programme_record import Programme
from foedus.core.interval import Interval
from foedus.documents.programme.estimates import Estimate
from foedus.documents.programme.measured import Measured
from foedus.documents.programme.profiles import Profile
from foedus.documents.reliability.report import ALL_LANGUAGES

GRIEVANCE = (
    "On this count the record is more grievance than programme: more is opposed than proposed, "
    "by more than chance"
)
PROGRAMME = (
    "On this count the record is a programme: more is proposed than opposed by more than chance, and most "
    "proposals about the order of the world name an instrument or more"
)
MORE_PROPOSED = (
    "On this count the record is not plain grievance: more is proposed than opposed, by more "
    "than chance"
)
OPEN = (
    "On this count the record is neither plain grievance nor plain programme: whether more is "
    "opposed or proposed is not sure"
)
TOO_FEW = "Whether the record is grievance or programme is not assessable: too few documents"
GENERAL = "what is proposed for the order of the world mostly stays at principle"
HALF = 0.5
LEVELS = ("principle only", "a field or body", "an instrument", "a date, text or obligation")


def sentences_of(found: Programme, names: tuple[str, str], aimed: str) -> tuple[str, ...]:
    """The section in words: how much, what it does, how specific, over time, how sure."""
    if found.why_null or found.measured is None:
        return (f"Not assessable: {found.why_null}.",)
    made = found.measured
    told = (
        _whose(found, names),
        reading_words(found),
        _acts(made),
        _by_kind(made),
        _specific(made),
        _aimed(made, aimed),
        _time(made),
        _seen(made),
        _otherwise(made),
        _coded(found),
    )
    return tuple(s for s in told if s)


def reading_words(found: Programme) -> str:
    """The plain sentence: grievance, programme, or what stands between."""
    made = found.measured
    bounds = None if made is None else made.texts.difference.interval
    if made is None or bounds is None:
        return f"{TOO_FEW}."
    named = made.named.interval
    general = f"; {GENERAL}" if named is not None and named.high < HALF else ""
    if found.reading == "grievance":
        return f"{GRIEVANCE}{general}."
    if found.reading == "programme":
        return f"{PROGRAMME}."
    return f"{MORE_PROPOSED if bounds.high < 0 else OPEN}{general}."


def _whose(found: Programme, names: tuple[str, str]) -> str:
    span = f", {found.span[0]} to {found.span[1]}" if found.span else ""
    clauses = "1 clause" if found.clauses == 1 else f"{found.clauses} clauses"
    documents = "1 text" if found.documents == 1 else f"{found.documents} texts"
    if not found.shipped:
        return f"{clauses} of {documents} of your corpus {found.corpus!r}{span}."
    return f"{clauses} of {documents} that {names[0]} and {names[1]} issued or sponsored{span}."


def _acts(made: Measured) -> str:
    oppose, propose = made.texts.shares["oppose"], made.texts.shares["propose"]
    defend = made.texts.shares["defend"]
    difference = made.texts.difference
    if difference.value is None:
        return f"What statements and sponsored texts do is {difference.why}."
    return (
        f"In statements and sponsored texts {percent(oppose)} of clauses oppose, "
        f"{percent(propose)} propose, {percent(defend)} affirm what exists; "
        f"opposing less proposing is {points(difference)}."
    )


def _by_kind(made: Measured) -> str:
    parts = [
        f"{p.label} {points(p.difference)}"
        for p in made.kinds[:2]
        if p.documents and p.difference.value is not None
    ]
    votes = made.kinds[2]
    text = (
        f"Apart: {'; '.join(parts)}; the figure for both hangs on how many of each were found."
        if len(parts) > 1
        else ""
    )
    if votes.documents:
        noun = "negative vote" if votes.documents == 1 else "negative votes"
        text += f" {votes.documents} joint {noun} in the Security Council, which can only oppose, "
        text += "are not counted in this."
    return text.strip()


def _specific(made: Measured) -> str:
    order, other = made.order_specific, made.matter_specific
    if order.value is None:
        return f"How specific proposals about the order of the world are is {order.why}."
    text = (
        "Proposals about the order of the world as a whole (its rules, bodies and poles, not one "
        f"field or conflict) have a mean specificity of {mean(order)}, where 0 is principle only "
        "and 3 a date, text or obligation"
    )
    if other.value is not None:
        text += f"; proposals on single matters {mean(other)}"
    if made.named.value is not None:
        text += f"; {percent(made.named)} of those about the order name an instrument or more"
    return text + "."


def _aimed(made: Measured, label: str) -> str:
    if made.aims_us.value is None:
        return ""
    return f"Of what is opposed, {percent(made.aims_us)} {label[:1].lower()}{label[1:]}."


def _time(made: Measured) -> str:
    text = f"Opposing less proposing by period: {spans}." if (spans := _spans(made.periods)) else ""
    if made.trend.interval is not None:
        moved = _direction(made.trend.interval)
        text += f" Change by decade: {points(made.trend)}, {moved}."
    else:
        text += f" Change over time is not told: {made.trend.why}."
    alone = made.trend_statements
    if alone.interval is not None and made.kinds[0].documents < made.texts.documents:
        within = f" ({spans})" if (spans := _spans(made.statement_periods)) else ""
        moved = _direction(alone.interval)
        text += f" In statements alone{within}: {points(alone)} by decade, {moved}."
    return text.strip()


def _spans(periods: tuple[Profile, ...]) -> str:
    told = [p for p in periods if p.difference.value is not None]
    return "; ".join(f"{p.label.rpartition(', ')[2]} {points(p.difference)}" for p in told)


def _seen(made: Measured) -> str:
    if made.seen is None or made.seen.difference.value is None:
        return ""
    return (
        f"Without the clauses known only from a summary by others it is "
        f"{points(made.seen.difference)}."
    )


def _otherwise(made: Measured) -> str:
    other = made.texts.otherwise
    if other.value is None:
        return ""
    return (
        "Another reading is that principles affirmed again and again are themselves a programme; "
        f"counted so, defending and proposing less opposing is {points(other)}."
    )


def _coded(found: Programme) -> str:
    machine = "a language model" if found.shipped else "a machine"
    who = f"{machine}, which no person has checked" if found.machine_only else "people"
    act = next(
        (r for r in found.reliability if r.code == "act" and r.language in ("", ALL_LANGUAGES)),
        None,
    )
    if act is None:
        return f"Coded by {who}; agreement is not assessable, since no clause was read twice."
    if act.value is None:
        return f"Coded by {who}; agreement on the act is not assessable ({act.why_null})."
    bounds = act.resampled or act.interval
    between = f" ({bounds.low:.2f} to {bounds.high:.2f})" if bounds else ""
    return f"Coded by {who}; agreement on the act ({act.name}) is {act.value:.2f}{between}."


def _direction(interval: Interval) -> str:
    if interval.low > 0:
        return "towards opposing by more than chance"
    if interval.high < 0:
        return "towards proposing by more than chance"
    return "which may be chance"


def percent(e: Estimate) -> str:
    """A share in per cent with its interval.

    Examples
    --------
    >>> percent(Estimate(0.25, Interval(0.2, 0.3, 0.9, "x"), 40, 12))
    '25 % (20 to 30)'
    """
    if e.value is None:
        return "not assessable"
    i = e.interval
    return f"{e.value:.0%}".replace("%", " %") + (f" ({_p(i.low)} to {_p(i.high)})" if i else "")


def points(e: Estimate) -> str:
    """A difference of shares in percentage points with its interval.

    Examples
    --------
    >>> points(Estimate(-0.05, Interval(-0.1, 0.02, 0.9, "x"), 40, 12))
    '−5 points (−10 to +2)'
    """
    if e.value is None:
        return "not assessable"
    i = e.interval
    between = f" ({_signed(i.low)} to {_signed(i.high)})" if i else ""
    return f"{_signed(e.value)} points{between}"


def mean(e: Estimate) -> str:
    """A mean with its interval."""
    if e.value is None:
        return "not assessable"
    i = e.interval
    return f"{e.value:.1f}" + (f" ({i.low:.1f} to {i.high:.1f})" if i else "")


def _p(share: float) -> str:
    return f"{100 * share:.0f}"


def _signed(share: float) -> str:
    text = f"{100 * share:+.0f}"
    return "0" if text in ("+0", "-0") else text.replace("-", "−")
