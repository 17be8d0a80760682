"""Tasks in a file of Label Studio, and their texts."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from foedus.core.errors import FoedusError
from foedus.documents.coding.exchange.loose_json import parsed_json
from foedus.documents.coding.exchange.project import Log, SourceText, read_bytes
from foedus.documents.coding.exchange.refi import guid
from foedus.documents.coding.exchange.safe_xml import decoded

LARGEST = 1_000_000_000


def tasks(path: Path, log: Log) -> Iterator[dict[str, Any]]:
    """Tasks that have data; others are counted."""
    text, encoding, _ = decoded(read_bytes(path, LARGEST), declaration=False)
    if encoding != "utf-8":
        log.note(f"read as {encoding}")
    given = parsed_json(text, path.name)
    if not isinstance(given, list) or not all(isinstance(t, dict) for t in given):
        raise FoedusError(
            f"{path.name} is no list of tasks.", "Export as JSON, not as JSON-MIN or CSV."
        )
    for task in given:
        if isinstance(task.get("data"), dict):
            yield task
        else:
            log.skip("tasks without data")


def source_of(data: dict[str, Any], texts: dict[str, SourceText]) -> SourceText | None:
    """The text of a task's data, entered into `texts`; None where it has none."""
    text = data.get("text")
    if not isinstance(text, str):
        return None
    key = str(data.get("key") or guid("text", text))
    name, language = str(data.get("name") or ""), str(data.get("language") or "und")
    return texts.setdefault(key, SourceText(key, name, text, language))
