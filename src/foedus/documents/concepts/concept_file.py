"""Reading a concept's dictionary from a TOML file: every fault is named, with its place."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any

from foedus.core.errors import FoedusError
from foedus.documents.concepts.check import Check
from foedus.documents.concepts.concept import Concept, Texts
from foedus.documents.language.detect import LANGUAGES

_NAME = re.compile(r"[a-z][a-z0-9_]{0,63}")
_VERSION = re.compile(r"\d+(?:\.\d+)*")
_FACTS = ("name", "version", "date", "title", "about")
_TABLES = ("terms", "patterns", "exclusions", "poles", "anchors", "probes")
_CHECK = tuple(Check.__annotations__)
_REMEDY = "See the files in foedus/documents/concepts for the form."


def read_concept(path: Path) -> Concept:
    """The dictionary in a file.

    Raises
    ------
    FoedusError
        If the file cannot be read, or is no dictionary of a concept; names the fault.
    """
    try:
        text = path.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise FoedusError(
            f"{path} cannot be read: {getattr(error, 'strerror', None) or error}.",
            "Name a TOML file in UTF-8, or a concept that comes with foedus.",
        ) from error
    return concept_of(text, path.name)


def concept_of(text: str, name: str = "the text") -> Concept:
    """The dictionary in the text of a TOML file.

    Examples
    --------
    >>> concept_of('name = "x"')
    Traceback (most recent call last):
    foedus.core.errors.FoedusError: the text lacks 'version'.
    Next: See the files in foedus/documents/concepts for the form.
    """
    try:
        found = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise FoedusError(f"{name} is no TOML: {error}.", _REMEDY) from error
    known = {*_FACTS, *_TABLES, "notes", "check"}
    for key in found:
        if key not in known:
            raise FoedusError(
                f"{name} has the unknown key {key!r}.", f"Known: {', '.join(sorted(known))}."
            )
    facts = {fact: _fact(found, fact, name) for fact in _FACTS}
    for fact, form in (("name", _NAME), ("version", _VERSION)):
        if not form.fullmatch(facts[fact]):
            raise FoedusError(f"{name}: {facts[fact]!r} is no {fact}.", _REMEDY)
    _day(facts["date"], name)
    tables = {table: _texts(found.get(table, {}), f"{name}: {table}") for table in _TABLES}
    for table in ("patterns", "exclusions", "poles"):
        _compiled(tables[table], f"{name}: {table}")
    if not (tables["terms"] or tables["patterns"]):
        raise FoedusError(f"{name} has no words.", "Give terms or patterns for a language.")
    notes = found.get("notes", [])
    if not _strings(notes):
        raise FoedusError(f"{name}: notes is no list of strings.", _REMEDY)
    checks = tuple(_check(row, name) for row in found.get("check", []))
    about: dict[str, Any] = {**facts, **tables}
    return Concept(**about, notes=tuple(notes), checks=checks)


def _fact(found: Mapping[str, Any], fact: str, name: str) -> str:
    if fact not in found:
        raise FoedusError(f"{name} lacks {fact!r}.", _REMEDY)
    value = found[fact]
    if not isinstance(value, str) or not value.strip():
        raise FoedusError(f"{name}: {fact} is no text.", _REMEDY)
    return " ".join(value.split())


def _texts(table: Any, place: str) -> Texts:
    if not isinstance(table, dict):
        raise FoedusError(f"{place} is no table.", "Give lists by language: en = [...].")
    for language, given in table.items():
        if language not in LANGUAGES:
            raise FoedusError(
                f"{place} has the language {language!r}.", f"Known: {', '.join(LANGUAGES)}."
            )
        if not _strings(given) or not all(s.strip() for s in given):
            raise FoedusError(f"{place}.{language} is no list of strings.", _REMEDY)
    return {language: tuple(given) for language, given in table.items() if given}


def _strings(given: Any) -> bool:
    return isinstance(given, list) and all(isinstance(s, str) for s in given)


def _compiled(texts: Texts, place: str) -> None:
    for language, patterns in texts.items():
        for pattern in patterns:
            try:
                rule = re.compile(pattern, re.IGNORECASE)
            except re.error as error:
                raise FoedusError(
                    f"{place}.{language}: {pattern!r} is no regular expression: {error}.",
                    "Mend it, or write a plain term.",
                ) from error
            if rule.match(""):
                raise FoedusError(
                    f"{place}.{language}: {pattern!r} matches nothing at all as well.",
                    "Write a pattern that needs at least one letter.",
                )


def _day(text: str, name: str) -> None:
    try:
        date.fromisoformat(text)
    except ValueError as error:
        raise FoedusError(f"{name}: {text!r} is no date.", "Write 2026-11-22.") from error


def _check(row: Any, name: str) -> Check:
    if not isinstance(row, dict) or not {*row} <= {*_CHECK} or not {*_CHECK[:-1]} <= {*row}:
        raise FoedusError(f"{name}: a check is incomplete.", f"It has {', '.join(_CHECK)}.")
    counts = [row[k] for k in ("hits", "read", "right", "seed")]
    if not all(isinstance(c, int) and c >= 0 for c in counts) or not (
        row["right"] <= row["read"] <= row["hits"]
    ):
        raise FoedusError(
            f"{name}: a check counts {row['right']} of {row['read']} of {row['hits']}.",
            "Give whole numbers: right among read, read among hits.",
        )
    _day(str(row["date"]), name)
    return Check(**row)
