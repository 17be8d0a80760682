"""The closed vocabularies: words that data, code and reports share."""

from __future__ import annotations

from typing import Literal, get_args

VerdictType = Literal[
    "defence alliance",
    "security community",
    "strategic partnership",
    "dependency",
    "transactional tie",
    "consultation or non-aggression pact",
    "rivalry",
    "no alignment",
]
CriterionName = Literal[
    "alliance", "community", "commitment", "interests", "norms", "asymmetry", "experts"
]
Life = Literal["live", "paper pact", "dead letter", "not assessable"]
Domain = Literal["arms", "military", "economic", "financial", "diplomatic", "political"]
Confidence = Literal["low", "moderate", "high"]
Format = Literal["terminal", "html", "json", "md", "docx", "pdf"]
InputStatus = Literal["observed", "carried", "missing"]

VERDICT_TYPES: tuple[VerdictType, ...] = get_args(VerdictType)
CRITERIA: tuple[CriterionName, ...] = get_args(CriterionName)
"""The last, what experts say, is there only where a coded corpus was named."""
DOMAINS: tuple[Domain, ...] = get_args(Domain)
FORMATS: tuple[Format, ...] = get_args(Format)
