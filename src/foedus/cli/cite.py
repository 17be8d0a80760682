"""`foedus cite`: BibTeX of what foedus rests on."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

import click

from foedus.core.errors import unknown

if TYPE_CHECKING:
    from foedus.core.origin import Citation


@click.command()
@click.argument("names", nargs=-1, metavar="[SOURCE|MEASURE]...")
def cite_command(names: tuple[str, ...]) -> None:
    """Print BibTeX for the named sources and measures; for all where none is named.

    A measure brings the papers that define it and the sources it rests on.

    \b
    Examples:
      foedus cite > foedus.bib
      foedus cite atop kappa_votes
    """
    click.echo("\n\n".join(c.bibtex() for c in citations(names)))


def citations(names: Sequence[str]) -> list[Citation]:
    """The citations behind sources and measures, each once, by key.

    Raises
    ------
    UnknownName
        If a name is neither; names the nearest.
    """
    from foedus.measures.registry import measures
    from foedus.sources.registry import all_origins, origin

    sources = [o.name for o in all_origins()]
    known = measures()
    found: list[Citation] = []
    for name in names or [*sources, *known]:
        if name in sources:
            found += origin(name).citations
        elif name in known:
            found += _papers(known[name].paper)
            found += [c for s in known[name].sources for c in origin(s).citations]
        else:
            raise unknown("source or measure", name, [*sources, *known])
    return sorted({c.key: c for c in found}.values(), key=lambda c: c.key)


def _papers(keys: Iterable[str]) -> list[Citation]:
    from foedus.measures.papers import paper

    return [paper(key) for key in keys]
