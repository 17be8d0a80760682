"""Gold labels and machine scores over the units of a sample of a corpus, for the estimators."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import numpy as np

from foedus.core.errors import FoedusError
from foedus.documents.coding.codebook import Codebook
from foedus.documents.coding.places import places_of
from foedus.documents.coding.units import UnitKind
from foedus.documents.corpora.corpus import Corpus
from foedus.documents.correction.coded import Coded
from foedus.documents.correction.coded_by import coded_by
from foedus.documents.correction.corpus_sample import drawn_units, origin
from foedus.documents.correction.gold_sample import GoldSample
from foedus.documents.correction.said import Said, asked_codes, said_of

if TYPE_CHECKING:
    import pandas as pd


def coded_for(
    corpus: Corpus,
    codebook: Codebook,
    codes: Sequence[str],
    gold: GoldSample,
    *,
    people: Sequence[str] = (),
    machine: str | None = None,
    partly: bool = False,
) -> dict[str, Coded]:
    """Scores and gold labels of each code over the units of a sample, for the estimators.

    Parameters and errors are those of `corpus_shares.corpus_shares`.
    """
    kind, table = units_for(corpus, gold, None, None)
    wanted = asked_codes(corpus, codebook, codes)
    said, *_ = said_of(corpus, codebook, wanted, table, kind, people, machine)
    return {
        code: coded_code(corpus, gold, kind, table, told, code, partly)
        for code, told in said.items()
    }


def units_for(
    corpus: Corpus,
    gold: GoldSample | None,
    unit: UnitKind | None,
    documents: Sequence[int] | None,
) -> tuple[UnitKind, pd.DataFrame]:
    """What shares are of, and all of these units: those of the sample where there is one."""
    if gold is None:
        kind = unit or "document"
        return kind, places_of(corpus, kind, documents)
    if documents is not None:
        raise FoedusError(
            "Shares corrected with a sample are of what it was drawn from.",
            "Leave out conditions on documents, or draw a sample with them.",
        )
    drawn = drawn_units(corpus, gold)
    own = origin(gold)[1]
    if unit in (None, own):
        return own, drawn
    if own != "document":
        raise FoedusError(
            f"The sample holds {own}s: shares of {unit}s cannot be corrected with it.",
            f"Leave out the unit, or draw a sample of {unit}s.",
        )
    return unit, places_of(corpus, unit, drawn["document"].tolist())


def coded_code(
    corpus: Corpus,
    gold: GoldSample,
    kind: UnitKind,
    table: pd.DataFrame,
    told: Said,
    code: str,
    partly: bool,
) -> Coded:
    """Scores and labels of one code, labels of drawn units only."""
    own = origin(gold)[1]
    of = table["unit" if own == kind else "document"].astype(str).tolist()
    place = {u: k for k, u in enumerate(gold.units)}
    drawn = gold.drawn[[place[u] for u in of]]
    labels = np.where(drawn, told.people, np.nan)
    lacking = int((drawn & np.isnan(labels)).sum())
    if lacking and not partly:
        raise FoedusError(
            f"{lacking} of {int(drawn.sum())} drawn {kind}s were not read by people with "
            f"{code!r} in mind.",
            f"Go on: foedus texts code {corpus.name} --sample FILE --coder NAME. Or say "
            "--partly-coded, if they were coded in the order given.",
        )
    # Without a machine every guess is as good: people's labels alone decide.
    machine = told.machine if told.read_by_machine else np.zeros(len(table))
    return coded_by(
        gold,
        machine,
        labels,
        uncoded="as random within strata" if partly else "refuse",
        of=of,
    )
