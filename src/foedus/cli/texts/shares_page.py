"""Shares of codes with the passages behind each cell, put together for a page."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import pairwise
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from foedus.cli.texts.shares_text import cell_text, lead, notes, percent
from foedus.report.exporters.share_page import Behind, Cell, share_page

if TYPE_CHECKING:
    import pandas as pd

    from foedus.documents.coding.codebook import Codebook
    from foedus.documents.corpora.corpus import Corpus
    from foedus.documents.correction.corpus_shares import CorpusShares, Share

_APART = " … "
_MOST = 5
"""Sentences with the code that a unit shows."""
Pieces = tuple[tuple[str, bool], ...]


def page_of(corpus: Corpus, book: Codebook, found: CorpusShares, most: int, seed: int) -> str:
    """The page.

    Parameters
    ----------
    corpus
    book
        By which it was coded.
    found
    most
        Passages behind a cell; where there are more they are drawn at random.
    seed
    """
    picked = {s: _picked(found, s, most, seed) for s in found.shares}
    texts = _Texts(corpus, book, found, picked)
    cells = []
    for share in found.shares:
        figure, bounds = cell_text(share)
        people, machine = found.passages(share.code, share.by, share.cell)
        cells.append(
            Cell(
                share.code,
                share.by,
                share.cell,
                _label(book, share.code),
                "" if share.value is None else figure,
                bounds,
                tuple(_said(found, share)),
                tuple(texts.behind(share.code, k) for k in picked[share]),
                len(people) + len(machine),
            )
        )
    title = f"{corpus.name}: codes of {book.key}"
    return share_page(title, lead(corpus.name, found), cells, list(notes(found)))


def _picked(found: CorpusShares, share: Share, most: int, seed: int) -> list[int]:
    """Units behind a cell, in the order of the corpus."""
    from foedus.documents.correction.gold_sample import numbers

    places = np.concatenate(found.passages(share.code, share.by, share.cell))
    if len(places) > most:
        ids = [str(u) for u in found.units["unit"].to_numpy()[places]]
        places = places[np.argsort(numbers(seed, ids, "shown"), kind="stable")[:most]]
    return sorted(places.tolist())


def _said(found: CorpusShares, share: Share) -> Iterator[str]:
    unit = f"{found.unit}s"
    if share.basis == "corrected":
        yield (
            f"Corrected: {share.gold:,} {unit} coded by people, of {share.units:,}; "
            f"{found.level:.0%} interval."
        )
    elif share.basis == "people":
        yield f"People read all {share.units:,} {unit}."
        if share.reason:
            yield f"No bounds: {share.reason}."
    else:
        yield f"Not assessable: {share.reason}."
    if share.machine is not None:
        yield f"The machine alone says {percent(share.machine)}, which is no estimate."


class _Texts:
    """Passages of the units that are shown, read once."""

    def __init__(
        self,
        corpus: Corpus,
        book: Codebook,
        found: CorpusShares,
        picked: Mapping[Share, list[int]],
    ) -> None:
        from foedus.documents.coding.places import places_of, spans_in
        from foedus.documents.coding.table import codings

        self.found = found
        self.units = spans_in(found.units)
        shown = sorted({k for places in picked.values() for k in places})
        documents = sorted({int(self.units[k, 0]) for k in shown})
        self.texts = {number: corpus.text(number) for number in documents}
        self.sentences = spans_in(places_of(corpus, "sentence", documents))
        about = corpus.documents().set_index("document")
        self.about: dict[int, dict[str, Any]] = {
            d: {str(k): v for k, v in about.loc[d].to_dict().items()} for d in documents
        }
        given = codings(corpus, book.name, version=book.version)
        self.given = given[given["document"].isin(documents)]

    def behind(self, label: str, place: int) -> Behind:
        """What stands behind a unit with a code."""
        document, start, stop = self.units[place].tolist()
        code, _, value = label.partition("=")
        human = not np.isnan(self.found.said[label].people[place])
        rows = self.given[
            (self.given["document"] == document)
            & (self.given["code"] == code)
            & (self.given["kind"] == ("human" if human else "model"))
            & (self.given["start"] < stop)
            & (self.given["stop"] > start)
        ]
        rows = rows[rows["coder"].isin(self.found.people if human else self.found.machines)]
        if value:
            rows = rows[rows["value"].astype(str) == value]
        return self._made(document, rows, human)

    def _made(self, document: int, rows: pd.DataFrame, human: bool) -> Behind:
        about = self.about[document]
        facts = [f"document {document}"]
        facts += [about[k] for k in ("date", "side", "institution", "author") if _told(about[k])]
        values = {str(v) for v in rows["value"] if v is not None}
        sure = rows["score"].dropna()
        coder = ", ".join(dict.fromkeys(rows["coder"]))
        if values:
            coder += f"; value {', '.join(sorted(values))}"
        if len(sure):
            coder += f"; score {float(sure.max()):.2f}"
        return Behind(
            "person" if human else "machine",
            coder,
            tuple(facts),
            str(about["title"] if _told(about["title"]) else about["file"]),
            str(about["url"] if _told(about["url"]) else ""),
            str(about["language"]),
            self._pieces(document, rows[["start", "stop"]].to_numpy(np.int64)),
        )

    def _pieces(self, document: int, spans: NDArray[np.int64]) -> Pieces:
        """The sentences that bear the code, the coded words marked where they are a part."""
        text = self.texts[document]
        own = self.sentences[self.sentences[:, 0] == document][:, 1:]
        marked = np.zeros(len(text), bool)
        for a, b in spans:
            marked[a:b] = True
        pieces: list[tuple[str, bool]] = []
        shown = [(a, b) for a, b in own.tolist() if marked[a:b].any()]
        for number, (a, b) in enumerate(shown[:_MOST]):
            if number and shown[number - 1][1] + 1 < a:
                pieces.append((_APART, False))
            elif number:
                pieces.append((" ", False))
            if marked[a:b].all():
                pieces.append((text[a:b], False))
                continue
            edges = [a, *(np.flatnonzero(np.diff(marked[a:b])) + a + 1).tolist(), b]
            pieces += [(text[x:y], bool(marked[x])) for x, y in pairwise(edges)]
        if len(shown) > _MOST:
            pieces.append((_APART, False))
        return tuple(pieces)


def _label(book: Codebook, name: str) -> str:
    """The code's label; of one value of it the value's too."""
    from foedus.documents.coding.codebook import label_in, written

    code, sign, value = name.partition("=")
    known = book.code(code)
    if not sign:
        return known.name()
    said = next((label_in(v.label, "en") for v in known.values if written(v.value) == value), value)
    return f"{known.name()}: {said or value}"


def _told(value: Any) -> bool:
    return isinstance(value, str) and bool(value)
