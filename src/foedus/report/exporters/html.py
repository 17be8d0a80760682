"""The report as one HTML file that loads nothing from anywhere."""

from __future__ import annotations

import os
from functools import cache
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemBytecodeCache, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from foedus.assessment.result import Assessment
from foedus.charts.elements import clean
from foedus.core.settings import cache_folder
from foedus.report.page_fonts import filled, font_faces
from foedus.report.sections import SECTIONS
from foedus.report.sources import SourceNumbers
from foedus.report.words import pair_title

ROOM = Path(__file__).resolve().parents[1]


def render(assessment: Assessment) -> str:
    """The page, self-contained: styles, fonts, drawings and figures are inside.

    Parameters
    ----------
    assessment
        May lack timelines, history, comparisons or any answer; the page says so in their place.

    Returns
    -------
    str
        A valid HTML document in which every text of the assessment is escaped.
    """
    sources = SourceNumbers(assessment)
    built = {
        _name(section.__name__): (section.TITLE, section.build(assessment, sources))
        for section in SECTIONS
    }
    kept = {name: (title, made) for name, (title, made) in built.items() if made is not None}
    first, second = assessment.pair
    page = (
        _environment()
        .get_template("page.html.j2")
        .render(
            title=pair_title(first.name, second.name),
            year=assessment.year,
            first=first,
            second=second,
            version=assessment.version,
            source_title=sources.title,
            sections={name: made for name, (_, made) in kept.items()},
            order=[(name, title, f"{name}.html.j2") for name, (title, _) in kept.items()],
            fonts=font_faces(),
            style=_style(),
        )
    )
    return filled(page)


def _name(module: str) -> str:
    return module.rpartition(".")[2]


def _plain(value: Any) -> Any:
    """Texts lose control characters on their way into the page; markup stays as it is."""
    return clean(value) if type(value) is str else value


@cache
def _environment() -> Environment:
    return Environment(
        loader=FileSystemLoader(ROOM / "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        finalize=_plain,
        bytecode_cache=_compiled(),
    )


def _compiled() -> FileSystemBytecodeCache | None:
    """Where compiled templates are kept between runs (a tenth of a second each run), if anywhere.

    Jinja checks them against the templates' own text, so a changed template is compiled anew.
    """
    folder = cache_folder() / "templates"
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError:
        return None
    return FileSystemBytecodeCache(str(folder)) if os.access(folder, os.W_OK) else None


@cache
def _style() -> Markup:
    return Markup((ROOM / "templates" / "page.css").read_text(encoding="utf-8"))
