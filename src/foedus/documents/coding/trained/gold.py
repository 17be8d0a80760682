"""Labels to learn from: people's codings in a corpus, or a file."""

from __future__ import annotations

import csv
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

from foedus.core.errors import FoedusError, unknown
from foedus.documents.coding.codebook import Codebook
from foedus.documents.coding.codebooks_used import used_codebook
from foedus.documents.coding.trained.answers import Kind
from foedus.documents.coding.trained.coder import TrainedCoder
from foedus.documents.coding.trained.features import Embed
from foedus.documents.coding.trained.surroundings import Surroundings
from foedus.documents.coding.trained.training import train
from foedus.documents.coding.units import Several, units
from foedus.documents.corpora.corpus import Corpus
from foedus.documents.embedding.encoder import ENCODER, encode

if TYPE_CHECKING:
    import pandas as pd


def from_corpus(
    corpus: Corpus,
    codebook: str,
    code: str,
    *,
    coders: Sequence[str] | None = None,
    version: str | None = None,
    unit: Literal["sentence", "paragraph"] = "sentence",
    several: Several = "refuse",
    context: bool = True,
    seed: int = 0,
    embed: Embed = encode,
    model: str = ENCODER,
) -> TrainedCoder:
    """Learn a code from what people coded in a corpus; documents, with their copies, are groups.

    Where people disagree on a passage, most of them decide; a passage with a tie is left out.

    Parameters
    ----------
    corpus
    codebook, version
        By which rules; the version last entered if none is named.
    code
        Id of the code.
    coders
        People whose codes are taken as right; None: all.
    unit
        What is labelled and will be coded.
    several
        As in `units`.
    context
        Whether what stands around a passage counts.
    seed, embed, model
        As in `train`.

    Returns
    -------
    TrainedCoder
        Bound to the corpus.

    Raises
    ------
    NotEnoughLabels
        As `train`.
    FoedusError
        For a codebook, code or coder that is not there, or a coder that is a machine.
    """
    book = used_codebook(corpus, codebook, version)
    judged = units(corpus, codebook, code, version=book.version, unit=unit, several=several)
    judged = _people(judged, coders)
    label, tied = _most(judged)
    place = Surroundings(corpus, unit)
    table = corpus.documents().set_index("document")
    rows = [(d, start, text) for d in dict.fromkeys(judged["document"])
            for start, text in zip(*place.texts(int(d)), strict=True)]  # fmt: skip
    at = _numbers(corpus, unit)
    copy = table["copy_of"]
    own = {d: d if copy.isna()[d] else int(copy[d]) for d in table.index}
    notes = {
        "coders": ", ".join(sorted(set(judged["coder"]))),
        "unit": unit,
        "left out for a tie": str(tied),
    }
    coder = train(
        [text for _, _, text in rows],
        [label.get(at[int(d), start]) for d, start, _ in rows],
        [own[d] for d, _, _ in rows],
        documents=[d for d, _, _ in rows],
        code=code,
        codebook=book,
        context=context,
        seed=seed,
        embed=embed,
        model=model,
        notes=notes,
    )
    return coder.beside(corpus, unit)


def from_csv(
    path: Path | str,
    *,
    text: str = "text",
    label: str = "label",
    group: str | None = None,
    document: str | None = None,
    code: str = "label",
    kind: Kind | None = None,
    codebook: Codebook | None = None,
    context: bool = True,
    seed: int = 0,
    embed: Embed = encode,
    model: str = ENCODER,
) -> TrainedCoder:
    """Learn a code from a CSV file in UTF-8 with a header.

    Parameters
    ----------
    path
    text, label, group, document
        Columns; passages of a document in their order. An empty label: nobody looked.
    code, kind, codebook, context, seed, embed, model
        As in `train`.

    Raises
    ------
    NotEnoughLabels
        As `train`.
    FoedusError
        If the file cannot be read, or has no such column.
    """
    try:
        with Path(path).open(encoding="utf-8-sig", newline="") as stream:
            reader = csv.DictReader(stream)
            table, columns = list(reader), list(reader.fieldnames or [])
    except OSError as error:
        raise FoedusError(f"{path} cannot be read: {error.strerror}.", "Check the path.") from error
    except (UnicodeDecodeError, csv.Error) as error:
        raise FoedusError(f"{path} is no CSV in UTF-8: {error}.", "Save it as such.") from error
    for name in (text, label, group, document):
        if name is not None and name not in columns:
            raise unknown(f"column of {Path(path).name}", name, columns)

    def column(name: str | None) -> list[Any] | None:
        return None if name is None else [row[name] or "" for row in table]

    return train(
        column(text) or [],
        column(label) or [],
        column(group),
        documents=column(document),
        code=code,
        kind=kind,
        codebook=codebook,
        context=context,
        seed=seed,
        embed=embed,
        model=model,
        notes={"file": Path(path).name},
    )


def _people(judged: pd.DataFrame, coders: Sequence[str] | None) -> pd.DataFrame:
    human = judged["kind"] == "human"
    if coders is None:
        return judged[human]
    machines = set(judged.loc[~human, "coder"])
    for name in coders:
        if name in machines:
            raise FoedusError(
                f"{name!r} is a machine: what it coded is not taken as right.",
                "Name people, or leave the coders out for all of them.",
            )
        if name not in set(judged["coder"]):
            raise unknown("coder with this code", name, sorted(set(judged.loc[human, "coder"])))
    return judged[judged["coder"].isin(coders)]


def _most(judged: pd.DataFrame) -> tuple[dict[int, object], int]:
    """What most say of each unit; and how many units have a tie."""
    count = judged.groupby(["unit", judged["value"].astype(object)], sort=False).size()
    table = count.rename("n").reset_index()
    top = table[table["n"] == table.groupby("unit")["n"].transform("max")]
    tie = top.duplicated("unit", keep=False)
    clear = top[~tie]
    label = dict(zip(clear["unit"].astype(int), clear["value"], strict=True))
    return label, int(top.loc[tie, "unit"].nunique())


def _numbers(corpus: Corpus, unit: str) -> dict[tuple[int, int], int]:
    """Number of the segment that begins at a place of a document."""
    from foedus.documents.corpora.corpus import KINDS

    with corpus.reading() as connection:
        rows = connection.execute(
            "SELECT document, start, id FROM segment WHERE kind = ?", (KINDS[unit],)
        ).fetchall()
    return {(document, start): number for document, start, number in rows}
