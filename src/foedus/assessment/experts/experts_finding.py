"""Whether the experts of two states see the partnership alike; and what norms cite of them."""

from __future__ import annotations

from dataclasses import replace

from foedus.assessment.experts.experts_record import Experts, Said
from foedus.assessment.experts.experts_words import share_words
from foedus.core.finding import Finding

ALIKE = 1 / 3
"""Difference of shares below which two sides count as alike, if its whole interval is."""
COMPARED = ("basis_", "limits_")


def expert_finding(found: Experts, names: tuple[str, str]) -> Finding:
    """Met where no basis or limit differs by much, not met where one surely differs.

    A difference is sure where it is not put down to chance with all codes compared; the sides
    are alike where each difference's whole interval lies within `ALIKE`. Between the two the
    question is open, and says how wide the intervals are.
    """
    said = [s for s in found.said if s.code.startswith(COMPARED)]
    told = [s for s in said if s.difference.interval is not None]
    apart = [s for s in told if s.settled]
    met, why = _answer(found, said, told, apart)
    parts = []
    if apart:
        parts.append(f"They differ on {_listed(apart)}.")
    alike = [s for s in told if s not in apart and _within(s)]
    if alike:
        parts.append(f"Alike within a third: {_listed(alike)}.")
    return Finding(
        name="experts",
        met=met,
        score=None,
        interval=None,
        text=" ".join(parts) or _counts(found, names),
        why_null=why,
    )


def cited(norms: Finding, found: Experts, names: tuple[str, str]) -> Finding:
    """The finding on norms with what experts say of norms beside it; its answer stays."""
    shared, violated = found.code("basis_norms"), found.code("limits_norms")
    if found.why_null or shared is None or violated is None:
        return norms
    sides = list(zip(found.sides, names, strict=False))
    holds = " and ".join(f"{share_words(shared.shares[s])} of {n}" for s, n in sides)
    breaks = " and ".join(f"{share_words(violated.shares[s])} of {n}" for s, n in sides)
    text = f"Experts: shared norms are named as a basis in {holds}; a norm said to be broken in {breaks}."
    return replace(norms, text=f"{norms.text} {text}")


def _answer(
    found: Experts, said: list[Said], told: list[Said], apart: list[Said]
) -> tuple[bool | None, str]:
    if found.why_null:
        return None, f"{found.why_null[:1].upper()}{found.why_null[1:]}."
    if len(told) < len(said) or not told:
        few = next((w for s in said for side in found.sides[:2] if (w := s.shares[side].why)), "")
        return (False, "") if apart else (None, f"Of one side {few}." if few else "Nothing coded.")
    if apart:
        return False, ""
    if all(_within(s) for s in told):
        return True, ""
    widest = max(max(abs(b) for b in s.difference.interval.bounds()) for s in told)  # type: ignore[union-attr]
    return None, (
        f"No difference is sure, but differences of up to {widest:.2f} cannot be ruled out with "
        "so few pieces; more pieces of both sides would make it assessable."
    )


def _within(s: Said) -> bool:
    i = s.difference.interval
    return i is not None and i.low > -ALIKE and i.high < ALIKE


def _listed(said: list[Said]) -> str:
    return ", ".join(s.label.lower() for s in said)


def _counts(found: Experts, names: tuple[str, str]) -> str:
    one, two = (found.counts[s] for s in found.sides[:2])
    return f"{one} pieces by experts of {names[0]}, {two} of {names[1]}."
