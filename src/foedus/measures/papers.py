"""The papers that define measures, by citation key."""

from __future__ import annotations

from functools import cache
from importlib.resources import files

import tomli

from foedus.core.errors import unknown
from foedus.core.origin import Citation


@cache
def papers() -> dict[str, Citation]:
    """All papers by key."""
    text = (files("foedus.measures") / "papers.toml").read_text(encoding="utf-8")
    return {key: Citation(key, p.pop("kind"), p) for key, p in tomli.loads(text).items()}


def paper(key: str) -> Citation:
    """The paper of one citation key.

    Parameters
    ----------
    key
        As in a measure's `paper`.

    Returns
    -------
    Citation
        The reference.

    Raises
    ------
    UnknownName
        If no paper has the key; names the nearest and the known ones.

    Examples
    --------
    >>> paper("scott1955").fields["doi"]
    '10.1086/266577'
    """
    known = papers()
    if key not in known:
        raise unknown("paper", key, known)
    return known[key]
