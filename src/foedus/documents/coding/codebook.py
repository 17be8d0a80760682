"""A codebook: what each code means, which values it takes, and examples in three languages."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Literal, get_args

from foedus.core.errors import FoedusError, unknown

CodeKind = Literal["theme", "flag", "scale", "category"]
Language = Literal["en", "zh", "ru"]
Scalar = int | float | str

CODE_KINDS: tuple[CodeKind, ...] = get_args(CodeKind)
"""A theme only groups codes; a flag is there or not; a scale has ordered numbers; of a
category exactly one value holds."""
LANGUAGES: tuple[Language, ...] = get_args(Language)
VALUED: tuple[CodeKind, ...] = ("scale", "category")
Texts = Mapping[str, tuple[str, ...]]
"""Texts by language."""


@dataclass(frozen=True)
class Value:
    """One value of a scale or category.

    Parameters
    ----------
    value : int, float or str
        A number on a scale, a name in a category.
    label : mapping
        By language.
    definition : str
    examples, patterns : mapping
        Sentences that have this value, and regular expressions that find it, by language.
    """

    value: Scalar
    label: Mapping[str, str]
    definition: str = ""
    examples: Texts = field(default_factory=dict)
    patterns: Texts = field(default_factory=dict)


@dataclass(frozen=True)
class Code:
    """One code.

    Parameters
    ----------
    id : str
        Small letters, digits and _; what codings are stored under.
    kind : {"theme", "flag", "scale", "category"}
    label : mapping
        By language.
    definition : str
    parent : str or None
        The theme that it belongs to.
    inclusion, exclusion : tuple of str
        What counts and what does not.
    examples, patterns : mapping
        As in `Value`; of a flag.
    values : tuple of Value
        Of a scale (ascending) or category.
    """

    id: str
    kind: CodeKind
    label: Mapping[str, str]
    definition: str
    parent: str | None = None
    inclusion: tuple[str, ...] = ()
    exclusion: tuple[str, ...] = ()
    examples: Texts = field(default_factory=dict)
    patterns: Texts = field(default_factory=dict)
    values: tuple[Value, ...] = ()

    def name(self, language: str = "en") -> str:
        """The label in a language, or in the first there is."""
        return label_in(self.label, language) or self.id

    def read(self, given: Scalar | None) -> Scalar | None:
        """A value as the codebook writes it; text is read as a number where the code is a scale.

        Raises
        ------
        FoedusError
            For a value that the code does not take, or none where it needs one.

        Examples
        --------
        >>> stance = Code("stance", "scale", {"en": "Stance"}, "Towards the partnership.",
        ...               values=(Value(-1, {}), Value(0, {}), Value(1, {})))
        >>> stance.read("+1"), stance.read("\N{MINUS SIGN}1"), stance.read(0.0)
        (1, -1, 0)
        """
        if self.kind not in VALUED:
            if given is None or given == "":
                return None
            raise FoedusError(
                f"Code {self.id!r} is a {self.kind} and takes no value; found {given!r}.",
                "Leave the value out.",
            )
        for value in self.values:
            if _same(value.value, given):
                return value.value
        allowed = ", ".join(str(v.value) for v in self.values)
        found = "no value" if given is None or given == "" else f"{given!r}"
        raise FoedusError(
            f"{found} is not a value of code {self.id!r}."
            if found != "no value"
            else f"Code {self.id!r} needs a value.",
            f"Values: {allowed}.",
        )


@dataclass(frozen=True)
class Codebook:
    """A version of a codebook.

    Parameters
    ----------
    name, version, title : str
    codes : tuple of Code
        In the order of the file; a theme before its codes.
    about : str
        For whom and what it is, and where it comes from.
    languages : tuple of {"en", "zh", "ru"}
        In which every code has a label.
    """

    name: str
    version: str
    title: str
    codes: tuple[Code, ...]
    about: str = ""
    languages: tuple[str, ...] = ("en",)

    @property
    def key(self) -> str:
        """Name and version, such as "partnerships 1.0"."""
        return f"{self.name} {self.version}"

    @cached_property
    def by_id(self) -> dict[str, Code]:
        """Codes by id."""
        return {code.id: code for code in self.codes}

    @cached_property
    def codable(self) -> tuple[Code, ...]:
        """Codes that can be given to a text: all but themes."""
        return tuple(code for code in self.codes if code.kind != "theme")

    def code(self, name: str) -> Code:
        """The code with this id.

        Raises
        ------
        FoedusError
            If there is none, or it is a theme, which no text can be given.
        """
        found = self.by_id.get(name)
        if found is None:
            raise unknown("code", name, [c.id for c in self.codable], of=f"codebook {self.key}")
        if found.kind == "theme":
            under = ", ".join(c.id for c in self.codes if c.parent == name) or "none"
            raise FoedusError(
                f"{name!r} is a theme of codebook {self.key!r}: no text can be given it.",
                f"Take one of its codes: {under}.",
            )
        return found


def label_in(label: Mapping[str, str], language: str) -> str:
    """The label in a language, or in the first there is; empty where there is none."""
    return label.get(language) or next(iter(label.values()), "")


def written(value: Scalar | None) -> str | None:
    """A value as it is stored and exchanged: text, None for none.

    Examples
    --------
    >>> written(-2), written(0.5), written("closer"), written(None)
    ('-2', '0.5', 'closer', None)
    """
    return None if value is None else str(value)


def _same(value: Scalar, given: Scalar | None) -> bool:
    if isinstance(value, str):
        return value == given
    if isinstance(given, str):
        try:
            given = float(given.strip().replace("\N{MINUS SIGN}", "-"))
        except ValueError:
            return False
    return given is not None and not isinstance(given, bool) and float(value) == float(given)
