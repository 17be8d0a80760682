"""The JSON page names every key that an assessment writes."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

# Under these keys stand names of types, sources or criteria, not keys of the schema.
NAMED = {"memberships", "coverage"}


def _keys(value: Any) -> Iterator[str]:
    if isinstance(value, list):
        for item in value:
            yield from _keys(item)
    elif isinstance(value, dict):
        for key, inner in value.items():
            yield key
            if key in NAMED:
                yield from _keys(list(inner.values()))
            else:
                yield from _keys(inner)


def test_every_key_is_documented(root: Path) -> None:
    import foedus

    page = (root / "docs/reference/json-schema.md").read_text(encoding="utf-8")
    written = set(_keys(foedus.assess("CHN", "RUS").as_dict()))
    assert len(written) > 30
    assert not sorted(key for key in written if f"`{key}`" not in page)
