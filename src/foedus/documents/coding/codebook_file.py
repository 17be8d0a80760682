"""Reading a codebook from a TOML file; all faults at once, each with its line and a remedy.

At the top `name`, `version` ("1.0"), `title`, `about` and `languages` (of en, zh, ru). Then, for
each code, [[code]] with `id`, `kind` (theme, flag, scale, category), `parent` (a theme above),
`label` by language, `definition`, `inclusion` and `exclusion` (lists), and of a flag `examples`
and `patterns` by language. Values of a scale (ascending numbers) or category (names) follow as
[[code.value]] with `value`, `label`, `definition`, `examples` and `patterns`.
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any, cast

import tomli

from foedus.core.errors import FoedusError
from foedus.documents.coding.codebook import Code, Codebook, CodeKind, Value
from foedus.documents.coding.codebook_checks import Fault, check
from foedus.documents.coding.codebook_lines import Lines

LARGEST = 2_000_000
"""Bytes; the shipped codebook has about 50,000."""
_AT_LINE = re.compile(r"at line (\d+)")
_SHOWN = 20


class CodebookDamaged(FoedusError):
    """A codebook that cannot be used; `faults` says where and why."""

    def __init__(self, file: str, faults: list[Fault]) -> None:
        self.faults = tuple(faults)
        lines = [f"{file}:{f.line}: {f.field}: {f.problem}" for f in faults[:_SHOWN]]
        if len(faults) > _SHOWN:
            lines.append(f"... and {len(faults) - _SHOWN} more.")
        remedies = list(dict.fromkeys(f.remedy for f in faults[:_SHOWN]))
        super().__init__("\n".join(lines), " ".join(remedies))


def read_codebook(path: Path) -> Codebook:
    """The codebook in a file.

    Parameters
    ----------
    path
        A TOML file in UTF-8.

    Raises
    ------
    CodebookDamaged
        If it is no TOML, or a field is missing, misspelt or contradicts another.
    FoedusError
        If the file cannot be read.
    """
    try:
        if not path.is_file():
            raise FoedusError(f"There is no codebook {path}.", "Name a TOML file.")
        if path.stat().st_size > LARGEST:
            raise FoedusError(
                f"{path.name} is larger than {LARGEST / 1e6:.0f} MB.",
                "A codebook is a short text; check that it is the right file.",
            )
        raw = path.read_bytes()
    except OSError as error:
        raise FoedusError(
            f"{path} cannot be read: {error.strerror or error}.", "Check the name and the rights."
        ) from None
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = raw[: error.start].count(b"\n") + 1
        raise CodebookDamaged(
            path.name, [Fault(line, "file", "it is not UTF-8", "Save it as UTF-8.")]
        ) from None
    return parse_codebook(text, path.name)


def parse_codebook(text: str, file: str = "codebook") -> Codebook:
    """The codebook in a text; `file` is what faults call it.

    Raises
    ------
    CodebookDamaged
        As `read_codebook`.

    Examples
    --------
    >>> made = parse_codebook('''
    ... name = "trade"
    ... version = "1.0"
    ... title = "Trade"
    ... [[code]]
    ... id = "growth"
    ... kind = "flag"
    ... label = { en = "Growth" }
    ... definition = "Trade is said to grow."
    ... ''')
    >>> made.key, made.code("growth").name()
    ('trade 1.0', 'Growth')
    """
    text = text.replace("\r\n", "\n")
    try:
        plain = tomli.loads(text)
    except (ValueError, RecursionError) as error:  # tomli's own error is a ValueError
        at = _AT_LINE.search(str(error))
        line = int(at[1]) if at else text.rstrip().count("\n") + 1
        remedy = "Mend the line: texts in quotes, one key a line, [[code]] before each code."
        raise CodebookDamaged(
            file, [Fault(line, "file", f"it is no TOML ({error or 'nested too deeply'})", remedy)]
        ) from None
    return from_plain(plain, file, Lines(text))


def from_plain(plain: dict[str, Any], file: str, lines: Lines | None = None) -> Codebook:
    """The codebook in a parsed file.

    Raises
    ------
    CodebookDamaged
        As `read_codebook`.
    """
    faults = check(plain, lines or Lines(""))
    if faults:
        raise CodebookDamaged(file, faults)
    return Codebook(
        name=plain["name"],
        version=plain["version"],
        title=plain["title"],
        codes=tuple(_code(entry) for entry in plain["code"]),
        about=plain.get("about", ""),
        languages=tuple(plain.get("languages", ("en",))),
    )


def _code(entry: dict[str, Any]) -> Code:
    return Code(
        id=entry["id"],
        kind=cast(CodeKind, entry["kind"]),
        label=dict(entry["label"]),
        definition=entry["definition"].strip(),
        parent=entry.get("parent"),
        inclusion=tuple(entry.get("inclusion", ())),
        exclusion=tuple(entry.get("exclusion", ())),
        examples=_texts(entry, "examples"),
        patterns=_texts(entry, "patterns"),
        values=tuple(
            Value(
                value=given["value"],
                label=dict(given["label"]),
                definition=given.get("definition", "").strip(),
                examples=_texts(given, "examples"),
                patterns=_texts(given, "patterns"),
            )
            for given in entry.get("value", ())
        ),
    )


def _texts(entry: dict[str, Any], name: str) -> dict[str, tuple[str, ...]]:
    return {language: tuple(texts) for language, texts in entry.get(name, {}).items()}
