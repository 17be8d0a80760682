"""A codebook written as the TOML file that `codebook_file` reads."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping

from foedus.documents.coding.codebook import Code, Codebook, Scalar, Texts, Value

_BARE = re.compile(r"[A-Za-z0-9_-]+")
_NARROW = 96


def codebook_text(codebook: Codebook) -> str:
    """The file of a codebook; reading it gives an equal one.

    Examples
    --------
    >>> made = Codebook("trade", "1.0", "Trade", (Code("growth", "flag", {"en": "Growth"}, "Up."),))
    >>> print(codebook_text(made))
    name = "trade"
    version = "1.0"
    title = "Trade"
    languages = ["en"]
    <BLANKLINE>
    [[code]]
    id = "growth"
    kind = "flag"
    label = { en = "Growth" }
    definition = "Up."
    <BLANKLINE>
    """
    top = [
        f"name = {text(codebook.name)}",
        f"version = {text(codebook.version)}",
        f"title = {text(codebook.title)}",
        *([f"about = {text(codebook.about)}"] if codebook.about else []),
        f"languages = {_list(codebook.languages)}",
    ]
    entries = ["[[code]]\n" + code_text(code) for code in codebook.codes]
    return "\n".join(top) + "\n\n" + "\n\n".join(entries) + "\n"


def code_text(code: Code, values: str = "code.value") -> str:
    """The entry of one code, without its header; its values under the header named."""
    lines = [f"id = {text(code.id)}", f"kind = {text(code.kind)}"]
    if code.parent:
        lines.append(f"parent = {text(code.parent)}")
    lines += [f"label = {_table(code.label)}", f"definition = {text(code.definition)}"]
    lines += [f"inclusion = {_list(code.inclusion)}"] if code.inclusion else []
    lines += [f"exclusion = {_list(code.exclusion)}"] if code.exclusion else []
    lines += _texts(code.examples, code.patterns)
    for value in code.values:
        lines += ["", f"[[{values}]]", value_text(value)]
    return "\n".join(lines)


def value_text(value: Value) -> str:
    """The entry of one value, without its header."""
    lines = [f"value = {scalar(value.value)}", f"label = {_table(value.label)}"]
    if value.definition:
        lines.append(f"definition = {text(value.definition)}")
    return "\n".join([*lines, *_texts(value.examples, value.patterns)])


def text(value: str) -> str:
    """A TOML string; JSON's escapes are TOML's, but for one control character.

    Examples
    --------
    >>> print(text('a "b"' + chr(127) + chr(10)))
    "a \\"b\\"\\u007f\\n"
    """
    return json.dumps(value, ensure_ascii=False).replace("\x7f", "\\u007f")


def scalar(value: Scalar) -> str:
    """A TOML number or string."""
    return text(value) if isinstance(value, str) else repr(value)


def _list(texts: Iterable[str]) -> str:
    parts = [text(t) for t in texts]
    flat = f"[{', '.join(parts)}]"
    return flat if len(flat) <= _NARROW else "[\n" + "".join(f"  {p},\n" for p in parts) + "]"


def _table(texts: Mapping[str, str]) -> str:
    inside = ", ".join(f"{_key(k)} = {text(v)}" for k, v in texts.items())
    return f"{{ {inside} }}" if inside else "{}"


def _texts(examples: Texts, patterns: Texts) -> list[str]:
    """Dotted keys: inline tables of long lists cannot be read."""
    lines = []
    for name, by_language in (("examples", examples), ("patterns", patterns)):
        lines += [f"{name}.{_key(k)} = {_list(v)}" for k, v in by_language.items()]
    return lines


def _key(name: str) -> str:
    return name if _BARE.fullmatch(name) else text(name)
