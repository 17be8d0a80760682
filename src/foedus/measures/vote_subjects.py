"""Which subjects moved a pair: agreement and kappa without all votes on each.

Subjects are the UN Library's own headings of the agenda, to their first dash: it gives them
from about 1984 on. A resolution may stand under several, and the Library's spelling
changes now and then ("zone", "zones").
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from foedus.measures.similarity_forms import similarities
from foedus.measures.vote_influence import FIGURES, LEVELS
from foedus.rollcalls.issues.subject_words import subjects

if TYPE_CHECKING:
    import pandas as pd

    from foedus.rollcalls.pairs.pair_result import PairVotes


def subject_influence(votes: PairVotes) -> pd.DataFrame:
    """Influence of each subject: a figure with its resolutions less the figure without them.

    Parameters
    ----------
    votes
        Of `foedus.rollcalls.pairs.pair_votes.pair_votes`, not limited.

    Returns
    -------
    pandas.DataFrame
        ``subject, votes, share_same, agreement_influence, kappa_influence``; what drove the
        two apart most first. NaN where nothing is left without the subject, or the figure is
        then undefined. Resolutions without a heading are in no row.
    """
    import pandas as pd

    headings = [subjects(text) for text in votes.table["agenda"]]
    names, at = np.unique([h for hs in headings for h in hs], return_inverse=True)
    row = np.repeat(np.arange(len(votes)), [len(hs) for hs in headings])
    one, two = votes.choices[row].T
    tables = np.zeros((len(names), LEVELS, LEVELS))
    np.add.at(tables, (at, one, two), 1)
    whole = np.zeros((LEVELS, LEVELS))
    np.add.at(whole, tuple(votes.choices.T), 1)
    with_all, without = similarities(whole, FIGURES), similarities(whole - tables, FIGURES)
    n = tables.sum(axis=(1, 2))
    found = pd.DataFrame(
        {
            "subject": names.astype(object),
            "votes": n.astype(np.int64),
            "share_same": np.trace(tables, axis1=1, axis2=2) / n,
            **{f"{f}_influence": with_all[f] - without[f] for f in FIGURES},
        }
    )
    order = found.round({"kappa_influence": 12, "agreement_influence": 12})
    by = ["kappa_influence", "agreement_influence", "subject"]
    return found.loc[order.sort_values(by, kind="stable").index].reset_index(drop=True)
