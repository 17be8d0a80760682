"""Passages of a corpus with the codes that people gave them, for coders that learn from them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from foedus.core.errors import FoedusError
from foedus.documents.coding.codebook import Codebook, Scalar
from foedus.documents.coding.codebooks_used import used_codebooks
from foedus.documents.coding.intervals import inside, merged, overlapping
from foedus.documents.coding.nearest import Labelled
from foedus.documents.coding.places import places_of, spans_in
from foedus.documents.coding.table import codings, readings
from foedus.documents.coding.units import UnitKind
from foedus.documents.corpora.corpus import Corpus

if TYPE_CHECKING:
    import pandas as pd


def labelled_passages(
    corpus: Corpus,
    codebook: Codebook,
    *,
    coders: Sequence[str] = (),
    unit: UnitKind = "sentence",
) -> list[Labelled]:
    """Passages that a person read with the whole codebook in mind, with that person's codes.

    Parameters
    ----------
    corpus
    codebook
    coders
        People; all who coded where none is named. Of a passage that several read, the codes
        of the first of them (in this order, or by name) are taken.
    unit
        Sentences or paragraphs.

    Raises
    ------
    FoedusError
        If no person has read a passage, or a model is named.
    """
    if codebook.key not in used_codebooks(corpus):
        raise _nobody(corpus, codebook)
    read = readings(corpus, codebook.name, version=codebook.version)
    read = read[read["kind"] == "human"]
    whole = read["codes"].str.len() == 0
    if len(read) and not whole.any():
        raise FoedusError(
            f"People read {corpus.name!r} with only some codes of {codebook.key!r} in mind, so that "
            "the others are not known to be absent.",
            f"Code some with all of them: foedus texts code {corpus.name} --codebook "
            f"{codebook.name} --coder NAME.",
        )
    read = read[whole]
    given = codings(corpus, codebook.name, version=codebook.version)
    given = given[given["kind"] == "human"]
    people = list(coders) or sorted(set(read["coder"]))
    if missing := set(people) - set(read["coder"]):
        raise FoedusError(
            f"{min(missing)!r} is no person who has read a passage by {codebook.key!r}.",
            f"People who have: {', '.join(sorted(set(read['coder']))) or 'nobody'}.",
        )
    places = places_of(corpus, unit)
    taken: dict[int, dict[str, Scalar | None]] = {}
    for name in people:
        own = places[inside(spans_in(places), merged(spans_in(read[read["coder"] == name])))]
        for segment, labels in _labels(own, given[given["coder"] == name]).items():
            taken.setdefault(segment, labels)
    if not taken:
        raise _nobody(corpus, codebook)
    return [Labelled(p.text, taken[p.segment]) for p in corpus.passages(sorted(taken))]


def _labels(places: pd.DataFrame, given: pd.DataFrame) -> dict[int, dict[str, Scalar | None]]:
    found: dict[int, dict[str, Scalar | None]] = {int(s): {} for s in places["unit"]}
    coding, place, _ = overlapping(spans_in(given), spans_in(places))
    numbers = places["unit"].to_numpy(int)[place]
    codes = given["code"].to_numpy()[coding]
    values = given["value"].to_numpy()[coding]
    for segment, code, value in zip(numbers, codes, values, strict=True):
        found[int(segment)].setdefault(str(code), value)
    return found


def _nobody(corpus: Corpus, codebook: Codebook) -> FoedusError:
    return FoedusError(
        f"No person has read a passage of {corpus.name!r} by {codebook.key!r}.",
        f"Code some: foedus texts code {corpus.name} --codebook {codebook.name} --coder NAME.",
    )
