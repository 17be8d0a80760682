"""Coded pieces by the name of their corpus: a user's own before one that came with foedus."""

from __future__ import annotations

from collections.abc import Mapping

from foedus.core.errors import FoedusError, nearest
from foedus.documents.coding.codebooks_used import used_codebooks
from foedus.documents.coding.units import UnitKind
from foedus.documents.corpora.corpus import corpora, open_corpus
from foedus.documents.views.own import views_of
from foedus.documents.views.shipped import FOLDERS, shipped_views
from foedus.documents.views.views import Views


def open_views(name: str, codebook: str, *, unit: UnitKind = "document") -> Views:
    """The coded pieces of a corpus.

    Parameters
    ----------
    name
        Of a corpus on this machine, or of one that came with foedus ("experts").
    codebook
        By which it is to be coded.
    unit
        What becomes a piece of a corpus on this machine; one that came with foedus has its own.

    Raises
    ------
    FoedusError
        If there is no corpus of that name, or it is not coded by that codebook.

    Examples
    --------
    >>> open_views("experts", "partnerships").shipped
    True
    """
    if name in corpora():
        return views_of(open_corpus(name), codebook, unit=unit)
    if name in FOLDERS:
        views = shipped_views(name)
        if views.codebook.name == codebook:
            return views
        fitting = [n for n in FOLDERS if shipped_views(n).codebook.name == codebook]
        raise FoedusError(
            f"The corpus {name!r} that comes with foedus is coded by the codebook "
            f"{views.codebook.name!r}, not by {codebook!r}.",
            f"Take {', '.join(fitting) or 'a corpus of your own'}.",
        )
    raise _none(name)


def check_pair(views: Views, states: Mapping[int, str]) -> Views:
    """The same pieces, if they are about these two states or may be about any.

    Parameters
    ----------
    views
    states
        Name by COW number.

    Raises
    ------
    FoedusError
        If the corpus came with foedus and is about another pair.

    Examples
    --------
    >>> check_pair(open_views("experts", "partnerships"), {365: "Russia", 710: "China"}).shipped
    True
    """
    if views.pair is None or set(views.pair) == set(states):
        return views
    raise FoedusError(
        f"The corpus {views.corpus!r} that comes with foedus is not about "
        f"{' and '.join(states.values())}.",
        f"Name a corpus of your own that is coded by {views.codebook.name!r} (foedus texts "
        "corpora), or leave out --corpus.",
    )


def codebooks_of(name: str) -> tuple[str, ...]:
    """Names of the codebooks by which a corpus is coded.

    Raises
    ------
    FoedusError
        If there is no corpus of that name.

    Examples
    --------
    >>> codebooks_of("experts"), codebooks_of("statements")
    (('partnerships',), ('programme',))
    """
    if name in corpora():
        used = used_codebooks(open_corpus(name))
        return tuple(dict.fromkeys(key.rsplit(" ", 1)[0] for key in used))
    if name in FOLDERS:
        return (shipped_views(name).codebook.name,)
    raise _none(name)


def _none(name: str) -> FoedusError:
    known = ", ".join([*corpora(), *(n for n in FOLDERS if n not in corpora())])
    close = nearest(name, [*corpora(), *FOLDERS])
    meant = f"Did you mean {' or '.join(map(repr, close))}? " if close else ""
    return FoedusError(
        f"There is no corpus {name!r}.",
        f"{meant}There are: {known}. Make one: foedus texts add FOLDER --corpus {name}.",
    )
