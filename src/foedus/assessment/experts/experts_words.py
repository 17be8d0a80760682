"""What experts of two sides say, in words."""

from __future__ import annotations

from foedus.assessment.experts.experts_record import Experts, MovedAround, Placed, Said
from foedus.documents.reliability.report import ALL_LANGUAGES
from foedus.documents.reliability.result import Reliability
from foedus.documents.views.agreement import FLAGS
from foedus.documents.views.shares import PieceShare

MOST = 3
"""Codes named for each side."""
LANGUAGES = {"en": "English", "zh": "Chinese", "ru": "Russian"}


def sentences_of(found: Experts, names: tuple[str, str]) -> tuple[str, ...]:
    """The section in words: who, what on basis and limits, differences, movement, reliability."""
    if found.why_null:
        return (f"Not assessable: {found.why_null}.",)
    return (
        _whose(found, names),
        *(s for k in (0, 1) if (s := _says(found, k, names[k]))),
        _apart(found, names),
        *_reaction(found, names),
        *_stances(found, names),
        _movement(found),
        _read(found),
    )


def _whose(found: Experts, names: tuple[str, str]) -> str:
    one, two, others = (found.counts[s] for s in found.sides)
    span = f", {found.span[0]} to {found.span[1]}" if found.span else ""
    told = (
        f"{one + two + others} pieces{span}: {one} by experts of {names[0]}, {two} of {names[1]}, "
        f"{others} of others."
    )
    in_part = sum(p.read in ("opening", "parts") for p in found.pieces)
    if not in_part:
        return told
    return (
        f"{told} {in_part} were read in part only, and what the rest says may change each figure."
    )


def _says(found: Experts, place: int, name: str) -> str:
    """What a side's experts name most, on basis and on limits."""
    side = found.sides[place]
    parts = []
    for theme, verb in (("basis", "rests on"), ("limits", "is limited by")):
        codes = [
            s
            for s in found.said
            if s.code.startswith(f"{theme}_") and s.shares[side].value is not None
        ]
        most = sorted(codes, key=lambda s: (-(s.shares[side].value or 0), s.code))[:MOST]
        named = [
            f"{s.label.lower()} ({share_words(s.shares[side])})" for s in most if s.pieces[side]
        ]
        if named:
            parts.append(f"{verb} {', '.join(named)}")
    if not parts:
        few = next((s.shares[side].why for s in found.said if s.shares[side].why), "")
        return f"Experts of {name}: not assessable, {few}." if few else ""
    return f"To experts of {name} it most often {'; it '.join(parts)}."


def _apart(found: Experts, names: tuple[str, str]) -> str:
    settled = [s for s in found.said if s.settled and s.code.startswith(("basis_", "limits_"))]
    if not any(s.difference.value is not None for s in found.said):
        return "Whether the sides differ is not assessable: too few pieces of one of them."
    if not settled:
        return (
            "On no basis or limit do the two sides differ by more than chance, which with so few "
            "pieces leaves room for real differences."
        )
    return (
        "In what was read the sides differ on "
        + "; ".join(_difference(s, names) for s in settled)
        + "."
    )


def _difference(s: Said, names: tuple[str, str]) -> str:
    a, b = s.difference.first, s.difference.second
    return (
        f"{s.label.lower()} ({names[0]} {share_words(a)}, {names[1]} {share_words(b)}; "
        f"p {s.difference.p:.2g} with all codes compared)"
    )


def _reaction(found: Experts, names: tuple[str, str]) -> tuple[str, ...]:
    closer = found.code("reactivity_us=closer")
    if closer is None:
        return ()
    told = [
        f"{share_words(closer.shares[side])} of pieces of {name}"
        for side, name in zip(found.sides, (*names, "others"), strict=True)
        if closer.shares[side].value is not None
    ]
    return (f"US policy is said to draw the two closer in {', '.join(told)}.",) if told else ()


def _stances(found: Experts, names: tuple[str, str]) -> tuple[str, ...]:
    stance = next((p for p in found.placed if p.code == "stance"), None)
    if stance is None:
        return ()
    told = [
        f"{name} {mean_words(stance, side)}"
        for side, name in zip(found.sides, (*names, "others"), strict=True)
        if stance.means[side][0] is not None
    ]
    return (f"Stance towards the partnership, from −2 to +2: {', '.join(told)}.",) if told else ()


def _movement(found: Experts) -> str:
    if not found.moved:
        return (
            "No basis or limit was named more or less often by more than chance after a dated "
            "event."
            if any("nothing moved" in why for why in found.not_moved)
            else "Movement around dated events is not assessable: too few pieces before or after."
        )
    return "Around dated events: " + "; ".join(moved_words(m) for m in found.moved) + "."


def moved_words(m: MovedAround) -> str:
    """A movement in words, with the event."""
    return (
        f"{m.label.lower()} {share_words(m.change.first)} before {m.year}, "
        f"{share_words(m.change.second)} from then on ({m.event})"
    )


def _read(found: Experts) -> str:
    flags = [r for r in found.reliability if r.code == FLAGS and r.coefficient == "alpha"]
    who = coded_by(found)
    if not flags:
        return f"Coded by {who}; agreement is not assessable, since no piece was read twice."
    parts = [agreement_words(r) for r in flags]
    return f"Coded by {who}; agreement of readings (Krippendorff's alpha): {', '.join(parts)}."


def coded_by(found: Experts) -> str:
    """Who coded; what a machine alone gave is said to be uncorrected, with the next step."""
    people = [name for name, kind in found.coders if kind == "human"]
    machines = [name for name, kind in found.coders if kind != "human"]
    if found.shipped and not people:
        return "a language model, which no person has checked"
    if not people:
        return (
            f"a machine alone ({', '.join(machines)}), whose errors are not corrected here "
            f"(foedus texts sample {found.corpus}, then foedus texts shares)"
        )
    told = f"people ({', '.join(people)})"
    if machines:
        told += f" and, where none of them read, a machine ({', '.join(machines)})"
    return told


def agreement_words(r: Reliability) -> str:
    """A coefficient with its interval and language, or why there is none."""
    name = "all" if r.language in ("", ALL_LANGUAGES) else LANGUAGES.get(r.language, r.language)
    if r.value is None:
        return f"{name} not assessable ({r.why_null})"
    bounds = r.resampled or r.interval
    between = f" ({bounds.low:.2f} to {bounds.high:.2f})" if bounds else ""
    return f"{name} {r.value:.2f}{between}"


def share_words(share: PieceShare) -> str:
    """A share as a reader wants it.

    Examples
    --------
    >>> share_words(PieceShare(7, 20, 0.35, None)), share_words(PieceShare(1, 2, None, None, "few"))
    ('7 of 20', '1 of 2')
    """
    return f"{share.count} of {share.of}"


def mean_words(placed: Placed, side: str) -> str:
    """A mean with its interval."""
    mean, interval, _, _ = placed.means[side]
    if mean is None:
        return "not assessable"
    between = f" ({interval.low:+.1f} to {interval.high:+.1f})" if interval else ""
    return f"{mean:+.1f}{between}".replace("-", "−")
