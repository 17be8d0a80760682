"""The closed vocabularies of the ledger, and which instruments bear on which need.

What each word means is in `docs/how-to/write-a-case-file.md`; the instruments and the
anchors of their levels are in ``instruments.toml``.
"""

from __future__ import annotations

from typing import Literal, get_args

Kind = Literal["promise", "provision", "payment", "restraint", "extraction", "signal", "statement"]
ItemDomain = Literal[
    "military", "economic", "financial", "diplomatic", "technological", "informational"
]
DecidedBy = Literal["state", "state_firm", "private", "unclear"]
ForWhom = Literal["partner", "own_policy", "profit", "unclear"]
Foreseeable = Literal["yes", "no", "unclear"]
Net = Literal["cost", "gain", "both", "unknown"]
ProvisionForm = Literal["gift", "credit", "subsidised", "cash"]
Outcome = Literal["honoured", "partly", "lapsed", "reneged", "untested"]
Seen = Literal["full", "excerpt", "not seen"]
SourceGrade = Literal["A", "B", "C", "D", "E", "F"]
Weight = Literal["binds", "sunk", "talk"]

NeedKind = Literal["war", "coercion", "sanctions", "finance", "disaster", "isolation"]
Asked = Literal["yes", "no", "unknown"]
Answer = Literal[
    "given",
    "partly",
    "refused",
    "unanswered",
    "not_asked",
    "not_available",
    "none_found",
    "not_searched",
]
Response = Literal[
    "combat",
    "troops",
    "arms",
    "aid",
    "intelligence",
    "credit",
    "swap_line",
    "payment_system",
    "trade",
    "veto",
    "vote",
    "recognition",
    "public_support",
    "mediation",
    "asset_refuge",
]

KINDS: tuple[Kind, ...] = get_args(Kind)
ITEM_DOMAINS: tuple[ItemDomain, ...] = get_args(ItemDomain)
OUTCOMES: tuple[Outcome, ...] = get_args(Outcome)
NEED_KINDS: tuple[NeedKind, ...] = get_args(NeedKind)
ANSWERS: tuple[Answer, ...] = get_args(Answer)
RESPONSES: tuple[Response, ...] = get_args(Response)

JUDGED: tuple[str, ...] = ("decided_by", "for_whom", "foreseeable", "net")
"""Fields that take judgement; items of the kinds in `WEIGHED` carry all four."""
WEIGHED: frozenset[Kind] = frozenset({"payment", "provision", "restraint"})

ANSWER_WORDS: dict[Answer, str] = {
    "given": "given",
    "partly": "partly given",
    "refused": "refused",
    "unanswered": "asked, no answer",
    "not_asked": "not asked",
    "not_available": "not available",
    "none_found": "searched, none found",
    "not_searched": "not searched",
}
RESPONSE_WORDS: dict[Response, str] = {
    "combat": "combat",
    "troops": "troops",
    "arms": "arms and ammunition",
    "aid": "non-lethal aid",
    "intelligence": "intelligence",
    "credit": "credit",
    "swap_line": "swap line",
    "payment_system": "payment channels",
    "trade": "trade",
    "veto": "veto",
    "vote": "vote",
    "recognition": "recognition",
    "public_support": "public support",
    "mediation": "mediation",
    "asset_refuge": "refuge for assets",
}

WORDS_ONLY: frozenset[Response] = frozenset({"vote", "public_support", "mediation"})
"""Responses that cost words; the others are material."""

BEARING: dict[NeedKind, tuple[Response, ...]] = {
    "war": (
        "combat",
        "troops",
        "arms",
        "aid",
        "intelligence",
        "credit",
        "payment_system",
        "trade",
        "veto",
        "vote",
        "recognition",
        "public_support",
        "mediation",
    ),
    "coercion": (
        "combat",
        "troops",
        "arms",
        "aid",
        "intelligence",
        "trade",
        "veto",
        "vote",
        "recognition",
        "public_support",
        "mediation",
    ),
    "sanctions": (
        "arms",
        "credit",
        "swap_line",
        "payment_system",
        "trade",
        "veto",
        "vote",
        "recognition",
        "public_support",
        "mediation",
        "asset_refuge",
    ),
    "finance": ("aid", "credit", "swap_line", "payment_system", "trade", "public_support"),
    "disaster": ("troops", "aid", "credit", "trade", "public_support"),
    "isolation": (
        "credit",
        "trade",
        "veto",
        "vote",
        "recognition",
        "public_support",
        "mediation",
        "asset_refuge",
    ),
}
"""Responses that bear on a need of each kind; the grid has a cell for each."""

STEPS = (
    "consultations",
    "technology",
    "exercises",
    "interoperability",
    "placement",
    "defence_policy",
)
"""Steps of military alignment, in the order of Korolev's scale."""
STEP_GRADES = ("none", "partly", "met")
