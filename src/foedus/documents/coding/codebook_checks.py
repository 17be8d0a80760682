"""What a codebook file must be: fields, types, names, values, patterns."""

from __future__ import annotations

import itertools
import math
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from foedus.core.errors import nearest
from foedus.documents.coding.codebook import CODE_KINDS, LANGUAGES, VALUED
from foedus.documents.coding.codebook_lines import Lines, Place

ID = re.compile(r"[a-z][a-z0-9_]{0,63}")
VERSION = re.compile(r"\d+(\.\d+){0,3}")
RESERVED = ("no_code", "read")
"""Names that stand for something else in tables and exchanged files."""
_TOP = ("name", "version", "title", "about", "languages", "code")
_CODE = (
    "id", "kind", "parent", "label", "definition", "inclusion", "exclusion", "examples",
    "patterns", "value",
)  # fmt: skip
_VALUE = ("value", "label", "definition", "examples", "patterns")
_FEWEST_VALUES = 2


@dataclass(frozen=True, order=True)
class Fault:
    """One fault of a codebook.

    Parameters
    ----------
    line : int
        From 1.
    field : str
        Such as "code basis_threat, label".
    problem, remedy : str
    """

    line: int
    field: str
    problem: str
    remedy: str


Found = Iterator[tuple[Place, str, str, str]]
"""Path, name of the field, problem, remedy."""


def check(plain: Mapping[str, Any], lines: Lines) -> list[Fault]:
    """All faults of a parsed file, in the order of its lines."""
    faults = [Fault(lines.of(place), *rest) for place, *rest in _top(plain)]
    return sorted(faults)


def _top(plain: Mapping[str, Any]) -> Found:
    yield from _unknown_keys(plain, _TOP, (), "")
    for name in ("name", "version", "title"):
        yield from _text(plain, name, (), "")
    own = plain.get("name")
    if isinstance(own, str) and not ID.fullmatch(own):
        yield ("name",), "name", f"{own!r} is no name", "Take small letters, digits and _."
    version = plain.get("version")
    if isinstance(version, str) and not VERSION.fullmatch(version):
        yield ("version",), "version", f"{version!r} is no version", 'Write it as "1.0".'
    yield from _text(plain, "about", (), "", needed=False)
    languages = plain.get("languages", ["en"])
    if not _all_text(languages) or not languages or set(languages) - set(LANGUAGES):
        remedy = f"Take some of {', '.join(LANGUAGES)}."
        yield ("languages",), "languages", f"{languages!r} is no list of languages", remedy
        return
    codes = plain.get("code")
    if not isinstance(codes, list) or not codes or not all(isinstance(c, dict) for c in codes):
        yield ("code",), "code", "there is no code", "Begin each code with [[code]]."
        return
    for number, code in enumerate(codes):
        yield from _code(code, ("code", number), languages)
    yield from _tree(codes)


def _code(code: Mapping[str, Any], at: Place, languages: list[str]) -> Found:
    own = code.get("id")
    about = f"code {own}, " if isinstance(own, str) else f"code number {int(at[1]) + 1}, "
    yield from _unknown_keys(code, _CODE, at, about)
    yield from _text(code, "id", at, about)
    if isinstance(own, str) and (not ID.fullmatch(own) or own in RESERVED):
        why = "stands for something else" if own in RESERVED else "is no id"
        yield (*at, "id"), f"{about}id", f"{own!r} {why}", "Take small letters, digits and _."
    yield from _text(code, "definition", at, about)
    yield from _label(code, at, about, languages)
    for name in ("inclusion", "exclusion"):
        if not _all_text(code.get(name, [])):
            yield (*at, name), f"{about}{name}", "it is no list of texts", 'Write ["...", "..."].'
    kind = code.get("kind")
    if kind not in CODE_KINDS:
        remedy = f"Kinds: {', '.join(CODE_KINDS)}."
        yield (*at, "kind"), f"{about}kind", f"{kind!r} is no kind of code", remedy
        return
    for name in ("examples", "patterns"):
        if name in code and kind != "flag":
            remedy = "Only flags have them; of scales and categories they stand at each value."
            yield (*at, name), f"{about}{name}", f"a {kind} has no {name} of its own", remedy
    yield from _texts(code, at, about, languages)
    yield from _values(code, at, about, languages)


def _values(code: Mapping[str, Any], at: Place, about: str, languages: list[str]) -> Found:
    kind, values, place = code["kind"], code.get("value", []), (*at, "value")
    if kind not in VALUED:
        if values:
            yield place, f"{about}value", f"a {kind} takes no values", "Remove them."
        return
    if not isinstance(values, list) or len(values) < _FEWEST_VALUES:
        remedy = "Write [[code.value]] for each, at least two."
        yield place, f"{about}value", f"a {kind} needs values", remedy
        return
    given = [v.get("value") if isinstance(v, dict) else None for v in values]
    for number, (entry, value) in enumerate(zip(values, given, strict=True)):
        here, name = (*place, number), f"{about}value {value!r}, "
        if not isinstance(entry, dict):
            yield here, name, "it is no table", "Write [[code.value]] above it."
            continue
        yield from _unknown_keys(entry, _VALUE, here, name)
        if kind == "scale" and not _number(value):
            yield (*here, "value"), name + "value", "it is no number", "Write value = 1."
        if kind == "category" and not (isinstance(value, str) and ID.fullmatch(value)):
            remedy = "Take small letters, digits and _, in quotes."
            yield (*here, "value"), name + "value", "it is no name", remedy
        yield from _label(entry, here, name, languages)
        yield from _text(entry, "definition", here, name, needed=False)
        yield from _texts(entry, here, name, languages)
    yield from _order(kind, given, place, about)


def _order(kind: str, given: list[Any], place: Place, about: str) -> Found:
    """Numbers of a scale ascend; values of a category differ."""
    if kind == "scale" and all(_number(v) for v in given):
        pairs = enumerate(itertools.pairwise(given), 1)
        for number in [n for n, (low, high) in pairs if not low < high][:1]:
            at = (*place, number, "value")
            yield at, f"{about}value", f"{given} do not ascend", "Order them from low to high."
    if kind == "category":
        for number in [n for n, v in enumerate(given) if v in given[:n]][:1]:
            at = (*place, number, "value")
            yield at, f"{about}value", f"{given} repeat a value", "Name each value once."


def _tree(codes: list[dict[str, Any]]) -> Found:
    seen: dict[str, str] = {}
    themes = [c["id"] for c in codes if c.get("kind") == "theme" and isinstance(c.get("id"), str)]
    for number, code in enumerate(codes):
        own, parent = code.get("id"), code.get("parent")
        at: Place = ("code", number)
        if isinstance(own, str) and own in seen:
            yield (*at, "id"), f"code {own}, id", "it is there twice", "Name each code once."
        if parent is not None and (not isinstance(parent, str) or seen.get(parent) != "theme"):
            close = nearest(str(parent), themes)
            remedy = f"Did you mean {close[0]!r}? " if close and close[0] != parent else ""
            remedy += "A parent is a theme that stands above its codes."
            yield (*at, "parent"), f"code {own}, parent", f"no theme {parent!r} above", remedy
        if isinstance(own, str):
            seen[own] = str(code.get("kind"))


def _label(entry: Mapping[str, Any], at: Place, about: str, languages: list[str]) -> Found:
    label, place, name = entry.get("label"), (*at, "label"), f"{about}label"
    if not isinstance(label, dict):
        yield place, name, "there is none", 'Write label = { en = "..." }.'
        return
    for language in languages:
        text = label.get(language)
        if not isinstance(text, str) or not text.strip() or "\n" in text:
            remedy = "A label is one line in each of the codebook's languages."
            yield (*place, language), f"{name} {language}", "there is none", remedy
    for language in set(label) - set(languages):
        remedy = f"The codebook's languages: {', '.join(languages)}."
        yield (*place, language), f"{name} {language}", "no language of the codebook", remedy


def _texts(entry: Mapping[str, Any], at: Place, about: str, languages: list[str]) -> Found:
    for key in ("examples", "patterns"):
        texts, place, name = entry.get(key, {}), (*at, key), f"{about}{key}"
        if not isinstance(texts, dict) or not all(_all_text(t) for t in texts.values()):
            yield place, name, "it is no lists by language", 'Write { en = ["..."], zh = ["..."] }.'
            continue
        for language in set(texts) - set(languages):
            remedy = f"The codebook's languages: {', '.join(languages)}."
            yield (*place, language), f"{name} {language}", "no language of the codebook", remedy
        if key == "patterns":
            for language, patterns in texts.items():
                for pattern in patterns:
                    yield from _pattern(pattern, (*place, language), f"{name} {language}")


def _pattern(pattern: str, at: Place, name: str) -> Found:
    try:
        found = re.compile(pattern).search("")
    except (re.error, RecursionError, OverflowError) as error:
        yield at, name, f"{pattern!r} is no regular expression ({error})", "Mend it."
        return
    if found:
        yield at, name, f"{pattern!r} finds every text", "Let it need at least one character."


def _text(
    entry: Mapping[str, Any], name: str, at: Place, about: str, *, needed: bool = True
) -> Found:
    value = entry.get(name)
    if value is None and not needed:
        return
    if value is None:
        yield (*at, name), about + name, "it is missing", f'Write {name} = "...".'
    elif not isinstance(value, str):
        yield (*at, name), about + name, f"{value!r} is no text", "Put it in quotes."
    elif needed and not value.strip():
        yield (*at, name), about + name, "it is empty", f"Fill in the {name}."


def _unknown_keys(entry: Mapping[str, Any], known: tuple[str, ...], at: Place, about: str) -> Found:
    for key in entry:
        if key not in known:
            close = nearest(key, known)
            remedy = f"Did you mean {close[0]!r}?" if close else f"Fields: {', '.join(known)}."
            yield (*at, key), about + key, "there is no such field", remedy


def _number(value: Any) -> bool:
    whole = isinstance(value, int | float) and not isinstance(value, bool)
    return whole and math.isfinite(value)


def _all_text(value: Any) -> bool:
    return isinstance(value, list) and all(isinstance(v, str) and v.strip() for v in value)
