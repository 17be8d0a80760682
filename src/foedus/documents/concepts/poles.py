"""Who names which poles: states and regions named in sentences on multipolarity.

Two counts. Named: the sentence on multipolarity names the state or region, for whatever reason.
Beside a pole: the sentence also speaks of poles or centres of power; which of those it names
is the pole, the passage tells ("China sees Europe as a pole" names both). Neither tells whether
the speaker welcomes it.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from foedus.documents.comparing.rates import Share, share
from foedus.documents.concepts.concept import Concept
from foedus.documents.concepts.hits import ConceptHits, HitSentence, hit_sentences
from foedus.documents.concepts.speakers import NOBODY, iso3
from foedus.documents.corpora.corpus import Corpus
from foedus.documents.language.detect import LANGUAGES

if TYPE_CHECKING:
    import pandas as pd

OTHER = "other"
"""A state with no row of its own in the list of poles."""
COLUMNS = {
    "state": "State that speaks (ISO 3166)",
    "from": "First year",
    "to": "Last year",
    "pole": "State or region named",
    "sentences": "Sentences on the concept",
    "naming": "Those that name it",
    "share": "Share of the sentences",
    "low": "Lower bound of the share",
    "high": "Upper bound of the share",
    "beside_pole": "Those that name it and speak of poles or centres of power, whoever is the pole",
    "documents": "Documents with a sentence on the concept",
    "basis": "What the bounds rest on",
}


@dataclass(frozen=True, slots=True)
class Pole:
    """A state or region that may be named.

    Parameters
    ----------
    id, label
        Short name, and name in full.
    ccodes
        States whose mention counts.
    patterns
        Words whose mention counts, by language.
    """

    id: str
    label: str
    ccodes: frozenset[int]
    patterns: dict[str, re.Pattern[str]]


@dataclass(frozen=True)
class Poles:
    """Who names which poles.

    Parameters
    ----------
    columns
        Columns of `COLUMNS`, of equal length.
    sentences
        The sentences, with the poles each names and whether it speaks of poles.
    notes : tuple of str
    """

    columns: dict[str, list[Any]]
    sentences: tuple[tuple[HitSentence, tuple[str, ...], bool], ...]
    notes: tuple[str, ...]

    def frame(self) -> pd.DataFrame:
        """One row a state, period and pole."""
        import pandas as pd

        return pd.DataFrame(self.columns)


@cache
def poles() -> tuple[Pole, ...]:
    """The states and regions looked for.

    Examples
    --------
    >>> [p.id for p in poles()][:4]
    ['USA', 'CHN', 'RUS', 'Europe']
    """
    text = (files("foedus.documents.concepts") / "named.toml").read_text(encoding="utf-8")
    return tuple(
        Pole(
            row["id"],
            row["label"],
            frozenset(row["ccodes"]),
            {lang: re.compile("|".join(row[lang])) for lang in LANGUAGES if row.get(lang)},
        )
        for row in tomllib.loads(text)["pole"]
    )


def named_poles(
    sentences: Sequence[str],
    languages: Sequence[str],
    years: Sequence[int | None],
    speakers: Sequence[int | None],
) -> NDArray[np.bool_]:
    """Which poles each sentence names.

    Returns
    -------
    ndarray of bool, shape (sentences, poles + 1)
        In the order of `poles`; the last column is any other state.

    Examples
    --------
    >>> found = named_poles(["Europe and China are poles."], ["en"], [None], [None])
    >>> [p.id for p, named in zip(poles(), found[0]) if named]
    ['CHN', 'Europe']
    """
    from foedus.documents.mentions.mentions import find_all

    known = poles()
    out = np.zeros((len(sentences), len(known) + 1), bool)
    found = find_all(sentences, list(languages), years=list(years), speakers=list(speakers))
    found = found.only(least="likely")
    column = {c: k for k, pole in enumerate(known) for c in pole.ccodes}
    place = np.array([column.get(int(c), len(known)) for c in found.ccode], np.int64)
    out[found.document, place] = True
    for k, pole in enumerate(known):
        for n, (text, language) in enumerate(zip(sentences, languages, strict=True)):
            rule = pole.patterns.get(language)
            if rule is not None and rule.search(text):
                out[n, k] = True
    return out


def who_names_poles(
    corpus: Corpus,
    hits: ConceptHits,
    states: Sequence[int],
    years: tuple[int, int],
    *,
    every: int = 10,
    level: float = 0.95,
    draws: int = 2000,
    seed: int = 1,
) -> Poles:
    """Shares of the sentences on multipolarity that name each pole, by speaker and period.

    Parameters
    ----------
    hits
        Of the concept multipolarity.
    states
        COW numbers of the speakers.
    years
        First and last.
    every
        Years a period holds.
    level, draws, seed
        As for `foedus.documents.comparing.rates.share`.
    """
    there = hits.speeches
    every_one = [
        s
        for s in hit_sentences(corpus, hits)
        if there.ccode[s.row] in states and years[0] <= there.year[s.row] <= years[1]
    ]
    rows = np.array([s.row for s in every_one], np.int64)
    language = [there.language[r] for r in rows]
    year, speaker = there.year[rows], there.ccode[rows]
    named = named_poles(
        [s.text for s in every_one],
        language,
        [int(y) or None for y in year],
        [None if c == NOBODY else int(c) for c in speaker],
    )
    rules = {lang: _of_poles(hits.concept, lang) for lang in set(language)}
    beside_pole = np.array(
        [
            (rule := rules[lang]) is not None and rule.search(s.text) is not None
            for s, lang in zip(every_one, language, strict=True)
        ],
        bool,
    )
    ids = [*(p.id for p in poles()), OTHER]
    columns: dict[str, list[Any]] = {name: [] for name in COLUMNS}
    for code in states:
        for a in range(years[0], years[1] + 1, every):
            b = min(a + every - 1, years[1])
            own = (speaker == code) & (year >= a) & (year <= b)
            for k, pole in enumerate(ids):
                if own.any():
                    cell = _share(rows[own], named[own, k], level, draws, seed)
                    both = int((named[own, k] & beside_pole[own]).sum())
                    _append(columns, (iso3(code), a, b, pole), cell, both)
    kept = tuple(
        (s, tuple(i for i, on in zip(ids, named[n], strict=True) if on), bool(beside_pole[n]))
        for n, s in enumerate(every_one)
    )
    return Poles(columns, kept, _NOTES)


_NOTES = (
    "A state or region counts once a sentence, whatever is said of it; the speaker's own state "
    "counts where the sentence names it ('our country' too).",
    "Beside a pole: the sentence also speaks of poles or centres of power; which of the states it "
    "names is the pole, only the passage tells.",
    "Shares of one period do not add up to one: a sentence may name several or none.",
)


def _of_poles(concept: Concept, language: str) -> re.Pattern[str] | None:
    rules = concept.poles.get(language)
    return re.compile("|".join(rules), re.IGNORECASE) if rules else None


def _share(
    rows: NDArray[np.int64], naming: NDArray[np.bool_], level: float, draws: int, seed: int
) -> Share:
    _, place = np.unique(rows, return_inverse=True)
    of = np.bincount(place)
    return share(
        np.bincount(place, naming, len(of)).astype(np.int64),
        of.astype(np.int64),
        level=level,
        draws=draws,
        seed=seed,
    )


def _append(
    columns: dict[str, list[Any]], key: tuple[str, int, int, str], cell: Share, beside_pole: int
) -> None:
    shown = cell.by_documents or cell.exact
    values = (
        *key,
        cell.of,
        cell.mentions,
        None if cell.value is None else round(cell.value, 4),
        None if shown is None else round(shown.low, 4),
        None if shown is None else round(shown.high, 4),
        beside_pole,
        cell.documents,
        cell.why if shown is None else shown.basis,
    )
    for name, value in zip(COLUMNS, values, strict=True):
        columns[name].append(value)
