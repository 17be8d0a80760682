"""Codings of a corpus as ratings: what each coder made of each unit, and what each marked where."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from foedus.core.errors import FoedusError, unknown
from foedus.documents.coding.codebook import VALUED, Codebook, written
from foedus.documents.coding.coders import CODER_KINDS
from foedus.documents.coding.intervals import inside, merged, overlapping
from foedus.documents.coding.judgements import Said, coders_of, judgements
from foedus.documents.coding.places import places_of, spans_in
from foedus.documents.coding.table import codings, readings
from foedus.documents.coding.units import UnitKind
from foedus.documents.corpora.corpus import Corpus
from foedus.documents.reliability.spans import Spans, from_tables
from foedus.documents.reliability.words import NO_CODE

if TYPE_CHECKING:
    import pandas as pd

GIVEN = "given"
"""Value of a unit that has a code with values, whichever value it has."""


@dataclass(frozen=True)
class Variable:
    """One thing that coders can agree on.

    Parameters
    ----------
    code : str
        A code; "stance: value" for the value of a code where both gave it one.
    kind : {"flag", "scale", "category"}
    table : DataFrame
        `unit`, `document`, `language`, `coder`, `value`; a unit not read has no row.
    categories : tuple
        On offer, in order.
    """

    code: str
    kind: str
    table: pd.DataFrame
    categories: tuple[str | int | float, ...]


def variables(
    corpus: Corpus,
    codebook: Codebook,
    codes: Sequence[str] = (),
    *,
    unit: UnitKind = "sentence",
    coders: Sequence[str] = (),
    people: bool = True,
) -> list[Variable]:
    """Each code as a variable: applied or not; of scales and categories also which value.

    Whether a code was given and which value it was given are two questions. For the second a
    unit counts where the coder gave the code; "no code" is no point on a scale.

    Parameters
    ----------
    corpus
    codebook
        By which it was coded.
    codes
        Which; all that somebody gave where none is named.
    unit
    coders
        Which; all where none is named.
    people
        Whether only people count, where no coders are named.

    Raises
    ------
    FoedusError
        For a code or coder that is not there.
    """
    known = codings(corpus, codebook.name, version=codebook.version, coders=list(coders) or None)
    if people and not coders:
        known = known[known["kind"] == "human"]
    wanted = list(codes) or [c.id for c in codebook.codable if c.id in set(known["code"])]
    if not wanted:
        who = "people" if people else "coders"
        raise FoedusError(
            f"No code of {codebook.key!r} was given by {who}.",
            "Name coders with --coder, machines too; or see: "
            f"foedus texts codings {corpus.name} --who.",
        )
    places = places_of(corpus, unit, _numbers(corpus))
    known_by = {name: kind for kind in CODER_KINDS for name in coders_of(corpus, codebook, kind)}
    if absent := set(coders) - set(known_by):
        raise unknown("coder by this codebook", min(absent), sorted(known_by))
    chosen = coders or [name for name, kind in known_by.items() if kind == "human" or not people]
    if not chosen:
        raise _nobody(corpus, codebook, people)
    said = {
        name: judgements(corpus, codebook, name, wanted, places, unit) for name in sorted(chosen)
    }
    found: list[Variable] = []
    for name in wanted:
        code = codebook.code(name)
        table = _long(corpus, places, {coder: by_code[name] for coder, by_code in said.items()})
        if code.kind not in VALUED:
            found.append(Variable(name, "flag", table, (NO_CODE, "applied")))
            continue
        has = table["value"] != NO_CODE
        given = table.assign(value=np.where(has, GIVEN, NO_CODE))
        found.append(Variable(name, "flag", given, (NO_CODE, GIVEN)))
        values = tuple(v.value for v in code.values)
        found.append(Variable(f"{name}: value", code.kind, table[has], values))
    return found


def _nobody(corpus: Corpus, codebook: Codebook, people: bool) -> FoedusError:
    who = "person" if people else "coder"
    return FoedusError(
        f"No {who} has coded {corpus.name!r} by {codebook.key!r}.",
        "Let people code, or take machines too: --machines. Who did: "
        f"foedus texts codings {corpus.name} --who.",
    )


def marked(
    corpus: Corpus,
    codebook: Codebook,
    codes: Sequence[str] = (),
    *,
    coders: Sequence[str] = (),
    people: bool = True,
) -> tuple[Spans, dict[int, str]]:
    """Coded passages, and the language of each document.

    A document counts for a coder who read all of it with all these codes in mind: only there
    does a passage that is not marked say "nothing here".

    Parameters
    ----------
    corpus, codebook, codes, coders, people
        As for `variables`. Values of a code are labels of their own: "stance=1".

    Raises
    ------
    FoedusError
        If nobody read a whole document.
    """
    given = codings(corpus, codebook.name, version=codebook.version, codes=list(codes) or None)
    given = _of(given, coders, people)
    wanted = list(codes) or sorted(set(given["code"]))
    places = places_of(corpus, "document", _numbers(corpus))
    sentences = places_of(corpus, "sentence", _numbers(corpus))
    seen: pd.DataFrame | None = None
    for code in wanted:
        read = _of(
            readings(corpus, codebook.name, version=codebook.version, code=code), coders, people
        )
        own = _whole(read, places, sentences)
        seen = own if seen is None else seen.merge(own, on=["document", "coder"])
    if seen is None or seen.empty:
        raise FoedusError(
            "Nobody read a whole document by these codes, so that unmarked passages say nothing.",
            "Take sentences or paragraphs: --unit sentence.",
        )
    inside_read = given.merge(seen, on=["document", "coder"])
    labels = [
        code if value is None else f"{code}={written(value)}"
        for code, value in zip(inside_read["code"], inside_read["value"], strict=True)
    ]
    table = inside_read.rename(columns={"stop": "end"}).assign(label=labels)
    lengths = places.rename(columns={"stop": "length"})[["document", "length"]]
    kept = lengths[lengths["document"].isin(seen["document"])]
    spans = from_tables(table[["document", "coder", "start", "end", "label"]], kept, seen)
    with corpus.reading() as connection:
        languages = dict(connection.execute("SELECT id, language FROM document").fetchall())
    return spans, languages


def _long(corpus: Corpus, places: pd.DataFrame, said: dict[str, Said]) -> pd.DataFrame:
    """One row for each unit and coder that read it."""
    import pandas as pd

    with corpus.reading() as connection:
        languages = dict(connection.execute("SELECT id, language FROM document").fetchall())
    parts = []
    for coder, values in said.items():
        read = np.flatnonzero([v is not None for v in values])
        rows = places.iloc[read]
        parts.append(
            pd.DataFrame(
                {
                    "unit": rows["unit"],
                    "document": rows["document"],
                    "language": rows["document"].map(languages),
                    "coder": coder,
                    "value": values[read],
                }
            )
        )
    return pd.concat(parts, ignore_index=True)


def _of(table: pd.DataFrame, coders: Sequence[str], people: bool) -> pd.DataFrame:
    if coders:
        if absent := set(coders) - set(table["coder"]):
            raise unknown("coder who read by these codes", min(absent), sorted(set(table["coder"])))
        return table[table["coder"].isin(coders)]
    return table[table["kind"] == "human"] if people else table


def _whole(read: pd.DataFrame, places: pd.DataFrame, sentences: pd.DataFrame) -> pd.DataFrame:
    """Documents that each coder read from end to end, or sentence by sentence."""
    import pandas as pd

    parts = []
    for coder, own in read.groupby("coder", sort=True):
        runs = merged(spans_in(own))
        whole = inside(spans_in(places), runs)
        spans = spans_in(sentences)
        sentence, place, _ = overlapping(spans, spans_in(places))
        done = inside(spans, runs)[sentence]
        total = np.bincount(place, minlength=len(places))
        whole |= (np.bincount(place, weights=done, minlength=len(places)) == total) & (total > 0)
        parts.append(pd.DataFrame({"document": places["document"][whole], "coder": coder}))
    return pd.concat(parts) if parts else pd.DataFrame({"document": [], "coder": []})


def _numbers(corpus: Corpus) -> list[int]:
    with corpus.reading() as connection:
        return [n for (n,) in connection.execute("SELECT id FROM document ORDER BY id")]
