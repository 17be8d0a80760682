"""Coded pieces by the name of their corpus: a user's own before one that came with foedus."""

from __future__ import annotations

from foedus.core.errors import FoedusError
from foedus.documents.corpora.corpus import corpora, open_corpus
from foedus.documents.views.own import views_of
from foedus.documents.views.shipped import FOLDERS, shipped_views
from foedus.documents.views.views import Views


def open_views(name: str, codebook: str) -> Views:
    """The coded pieces of a corpus.

    Parameters
    ----------
    name
        Of a corpus on this machine, or of one that came with foedus ("experts").
    codebook
        By which it is to be coded.

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
        return views_of(open_corpus(name), codebook)
    if name in FOLDERS:
        return shipped_views(name)
    known = ", ".join([*corpora(), *(n for n in FOLDERS if n not in corpora())])
    raise FoedusError(
        f"There is no corpus {name!r}.",
        f"There are: {known}. Make one: foedus texts add FOLDER --corpus {name}.",
    )
