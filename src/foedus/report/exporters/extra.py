"""Packages that only Word and PDF files need: the extra ``foedus[report]``."""

from __future__ import annotations

from importlib.util import find_spec

from foedus.core.errors import FoedusError
from foedus.core.vocabulary import Format

EXTRA = 'pip install "foedus[report]"'
PACKAGES = {"typst": "typst", "docx": "python-docx"}
"""Modules, and the packages that hold them."""

MODULES: dict[Format, tuple[str, ...]] = {"pdf": ("typst",), "docx": ("docx", "typst")}
"""What a format needs; Typst counts the pages of a brief in Word."""


def check(form: Format) -> None:
    """Raise where a package that a format needs is missing.

    Raises
    ------
    FoedusError
        Names the package and the command that installs it.
    """
    for module in MODULES.get(form, ()):
        needed(module)


def needed(module: str) -> None:
    """Raise where a module of the extra is missing.

    Raises
    ------
    FoedusError
        Names the package and the command that installs it.
    """
    if find_spec(module) is None:
        raise FoedusError(
            f"Word and PDF files need the package {PACKAGES[module]!r}, which is not installed.",
            f"{EXTRA}, or write .html or .md, which need nothing more.",
        )
