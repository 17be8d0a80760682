"""Users of other tools as coders, and their times as ours."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Sequence
from typing import Any

from foedus.core.errors import unknown
from foedus.documents.coding.coders import LONGEST, MODEL_MARK, CoderKind, Identity, tidy_name
from foedus.documents.coding.exchange.refi import bare
from foedus.documents.coding.exchange.safe_xml import Element, children

_ROOM = 8
"""Characters for a number behind a name that two users share."""


def users(
    element: Element | None, about: dict[str, Any], models: Sequence[str]
) -> dict[str, Identity]:
    """Coders by identifier; a name that two users share gets a number.

    Parameters
    ----------
    element
        The element Users.
    about
        What foedus wrote of the project: details of coders.
    models
        Names of users that are models.

    Raises
    ------
    FoedusError
        If one of `models` is no user of the file.
    """
    details = _details(about.get("coder"))
    out: dict[str, Identity] = {}
    names: set[str] = set()
    for user in children(element, "User"):
        own = bare(user.get("guid"))
        name, kind = marked(user.get("name") or user.get("id") or "")
        if name in models or user.get("id") == "model":
            kind = "model"
        name = different(name or f"user {own[:8]}", names)
        out[own] = Identity(name, kind, details.get((name, kind), {}))
    absent = set(models) - {u.name for u in out.values()}
    if absent:
        raise unknown("user of the file", min(absent), names)
    return out


def marked(given: str) -> tuple[str, CoderKind]:
    """A user's name without the mark of a model, and the kind of coder that it says.

    Examples
    --------
    >>> marked("[model] patterns 1.0"), marked(" Ann ")
    (('patterns 1.0', 'model'), ('Ann', 'human'))
    """
    name, kind, mark = tidy_name(given), "human", MODEL_MARK.strip()
    while name.casefold().startswith(mark):
        name, kind = name[len(mark) :].strip(), "model"
    return name[:LONGEST].strip(), "model" if kind == "model" else "human"


def user_name(given: str) -> str:
    """A name that a coder can have."""
    return marked(given)[0] or "unnamed"


def different(name: str, names: set[str]) -> str:
    """The name, numbered if it is among `names`; added to them."""
    k, own = 1, name
    while own in names:
        k += 1
        own = f"{name[: LONGEST - _ROOM].strip()} ({k})"
    names.add(own)
    return own


def moment(given: Any) -> str:
    """A time as it is stored: UTC, whole seconds; one without a zone is taken as UTC.

    Examples
    --------
    >>> moment("2020-01-01T10:00:00.12+02:00"), moment("yesterday")
    ('2020-01-01T08:00:00Z', '')
    """
    try:
        found = datetime.datetime.fromisoformat(str(given or "").strip())
        if found.tzinfo is not None:
            found = found.astimezone(datetime.UTC)
    except (ValueError, OverflowError):
        return ""
    return found.strftime("%Y-%m-%dT%H:%M:%SZ") if found.year >= 1000 else ""


def _details(coders: Any) -> dict[tuple[str, str], dict[str, str]]:
    entries: Iterable[Any] = coders if isinstance(coders, list) else ()
    return {
        (str(c.get("name")), str(c.get("kind"))): {str(k): str(v) for k, v in c["detail"].items()}
        for c in entries
        if isinstance(c, dict) and isinstance(c.get("detail"), dict)
    }
