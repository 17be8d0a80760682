"""Codebooks as people read them, and the first text of a new one."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from foedus.cli.listing import field, paragraph
from foedus.core.errors import unknown
from foedus.documents.coding.codebook import LANGUAGES, Code, Codebook, Value, label_in, written


def codes_text(book: Codebook, language: str) -> str:
    """The whole codebook: each code with its definition."""
    lines = [f"{book.key}: {book.title}", ""]
    if book.about:
        lines += [paragraph(" ".join(book.about.split())), ""]
    for code in book.codes:
        indent = "  " if code.parent else ""
        values = ", ".join(
            f"{written(v.value)} = {label_in(v.label, language)}" for v in code.values
        )
        kind = "" if code.kind in ("flag", "theme") else f" ({code.kind}: {values})"
        head = f"{indent}{code.id}  {code.name(language)}{kind}"
        lines.append(paragraph(head, "", indent + "    "))
        lines.append(paragraph(code.definition, indent + "    "))
    return "\n".join(lines) + "\n"


def one_code(book: Codebook, name: str, language: str) -> str:
    """One code in full: what counts and what does not, values, examples, patterns."""
    code = book.by_id.get(name) or book.code(name)
    lines = [
        field("code", f"{code.id} ({code.kind}, {book.key})"),
        field("label", ", ".join(f"{k}: {v}" for k, v in code.label.items())),
        field("definition", code.definition),
    ]
    lines += [field("counts", text) for text in code.inclusion]
    lines += [field("does not", text) for text in code.exclusion]
    lines += list(_found(code))
    for value in code.values:
        said = f"{label_in(value.label, language)}. {value.definition}"
        lines.append(field(f"value {written(value.value)}", said))
        lines += list(_found(value))
    return "\n".join(lines) + "\n"


def records(book: Codebook, language: str) -> list[dict[str, Any]]:
    """One row a code."""
    return [
        {
            "codebook": book.key,
            "code": code.id,
            "kind": code.kind,
            "parent": code.parent,
            "label": code.name(language),
            "definition": code.definition,
            "counts": " | ".join(code.inclusion),
            "does_not_count": " | ".join(code.exclusion),
            "values": ", ".join(str(written(v.value)) for v in code.values),
        }
        for code in book.codes
    ]


def begun(name: str, source: str | None, languages: Sequence[str]) -> tuple[str, tuple[str, ...]]:
    """The text of a new codebook, and what was understood while reading its source.

    Raises
    ------
    FoedusError
        For an unknown language or source.
    """
    from foedus.documents.coding.codebook_file import parse_codebook
    from foedus.documents.coding.codebook_text import codebook_text

    notes: tuple[str, ...] = ()
    if source is None:
        book = _example(name, [language.strip() for language in languages])
    elif source.lower().endswith(".qdc"):
        from foedus.documents.coding.exchange.qdc import read_qdc

        loaded = read_qdc(Path(source))
        book, notes = replace(loaded.codebook, name=name), loaded.notes
    else:
        from foedus.documents.coding.shipped import open_codebook

        old = open_codebook(source)
        # Another text under the same name and version would be refused by a corpus.
        version = old.version if name != old.name else _next(old.version)
        book = replace(old, name=name, version=version)
    text = codebook_text(book)
    parse_codebook(text, f"{name}.toml")
    return text, notes


def _example(name: str, languages: Sequence[str]) -> Codebook:
    for language in languages:
        if language not in LANGUAGES:
            raise unknown("language", language, LANGUAGES)

    def label(text: str) -> dict[str, str]:
        return dict.fromkeys(languages, text)

    codes = (
        Code("reasons", "theme", label("Reasons"), "What the text gives as reasons."),
        Code(
            "reason_trade",
            "flag",
            label("Trade"),
            "Trade is given as a reason.",
            parent="reasons",
            inclusion=("Growth of trade is named as what ties the two.",),
            exclusion=("Figures of trade without a reason.",),
            examples={languages[0]: ("Trade is what brings them together.",)},
            patterns={"en": (r"\btrade\b",)} if "en" in languages else {},
        ),
        Code(
            "stance",
            "scale",
            label("Stance"),
            "How the text judges what it speaks of.",
            values=tuple(Value(v, label(w)) for v, w in ((-1, "against"), (0, "both"), (1, "for"))),
        ),
    )
    return Codebook(name, "1.0", name.replace("_", " ").capitalize(), codes, "", tuple(languages))


def _next(version: str) -> str:
    first, _, last = version.rpartition(".")
    return f"{first}.{int(last) + 1}" if first else f"{version}.1"


def _found(part: Code | Value) -> Iterator[str]:
    for name, by_language in (("example", part.examples), ("pattern", part.patterns)):
        for language, texts in by_language.items():
            yield from (field(f"{name} {language}", text) for text in texts)


def thin(book: Codebook) -> list[str]:
    """What is no fault, but will be missed: by people, or by the pattern coder."""
    out = []
    for language in book.languages:
        bare = [c.id for c in book.codable if not _has(c, "examples", language)]
        silent = [c.id for c in book.codable if not _has(c, "patterns", language)]
        if bare:
            out.append(f"Without an example in {language}: {', '.join(bare)}.")
        if silent:
            out.append(f"Not found by patterns in {language}: {', '.join(silent)}.")
    return out


def _has(code: Any, what: str, language: str) -> bool:
    return any(getattr(part, what).get(language) for part in (code, *code.values))
