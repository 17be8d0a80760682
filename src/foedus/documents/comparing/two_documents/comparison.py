"""Two documents, or two sets of documents, held against each other: all of it as one record."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from foedus.core.errors import FoedusError
from foedus.documents.comparing.keyness import Keyness
from foedus.documents.comparing.resampling import check_level
from foedus.documents.comparing.two_documents.about import (
    About,
    FirstPassage,
    about_states,
    first_passage,
)
from foedus.documents.comparing.two_documents.changes import Changes, changes
from foedus.documents.comparing.two_documents.marking_words import marking_words
from foedus.documents.comparing.two_documents.region_lists import Way
from foedus.documents.comparing.two_documents.region_section import (
    RegionPlaces,
    common_way,
    region_places,
)
from foedus.documents.comparing.two_documents.salience import Salience, StateSalience, salience
from foedus.documents.comparing.two_documents.sides import ReadSide, Side, read_side
from foedus.documents.mentions.mentions import Certainty
from foedus.states.table import systems

_SEVERAL = "not assessable: a set of documents has no order; compare two documents"


@dataclass(frozen=True, eq=False)
class Comparison:
    """What became of a state from one version to the next; made by `compare`.

    Parameters
    ----------
    old, new
        The two, with the mentions that count.
    focus, name
        COW number and short English name of the state asked about.
    salience
        Mentions, rates, shares and ranks of all states named.
    about
        Which blocks are about which state, in each; None for a set of documents.
    passages
        First passage about the focus, in each.
    places
        Its place in the list of regions, in each.
    changes
        Paragraphs kept, moved, rewritten, added, dropped.
    words
        Words that mark the new against the old; None where `why_no_words` says why.
    why_no_words
        Why not; empty otherwise.
    level, seed
        Nominal coverage of the intervals; seed of what is drawn.
    metonyms, least
        Which mentions count.
    """

    old: ReadSide
    new: ReadSide
    focus: int
    name: str
    salience: Salience
    about: tuple[About | None, About | None]
    passages: tuple[FirstPassage, FirstPassage]
    places: tuple[RegionPlaces, RegionPlaces]
    changes: Changes
    words: Keyness | None
    why_no_words: str
    level: float
    seed: int
    metonyms: bool
    least: Certainty

    @property
    def sides(self) -> tuple[ReadSide, ReadSide]:
        """Old and new."""
        return self.old, self.new

    @property
    def labels(self) -> tuple[str, str]:
        """What the two are called."""
        return self.old.side.label, self.new.side.label

    @cached_property
    def state(self) -> StateSalience:
        """The focus among all states."""
        return next(s for s in self.salience.states if s.ccode == self.focus)

    @property
    def one_language(self) -> bool:
        """Both are in one and the same language; rates are comparable only then."""
        return self.old.side.language is not None and (
            self.old.side.language == self.new.side.language
        )

    @property
    def way(self) -> Way | None:
        """How the lists of regions were read to hold them against each other, or None."""
        return common_way(*self.places)


def compare(
    old: Side,
    new: Side,
    focus: int,
    *,
    regions: str | tuple[str | None, str | None] | None = None,
    metonyms: bool = False,
    least: Certainty = "likely",
    least_words: int = 5,
    level: float = 0.95,
    draws: int = 2000,
    seed: int = 1,
) -> Comparison:
    """Hold two versions of a document, or two sets of documents, against each other.

    Rates, paragraphs and words are compared within one language only; shares and ranks of
    states, and places in lists, across languages too.

    Parameters
    ----------
    old, new
        What is compared (`foedus.documents.comparing.two_documents.reading`).
    focus
        COW number of the state asked about.
    regions
        Words of the heading of the section on regions, of both or of each; found otherwise.
    metonyms
        Whether capitals and seats of government count as mentions.
    least
        How sure a mention must be: doubtful, likely or certain.
    least_words
        Words with fewer tokens in both together are no marking words.
    level, draws, seed
        Nominal coverage of the intervals, resamplings, seed.

    Raises
    ------
    FoedusError
        If a side is empty or in no language that is read, the focus is the state whose
        documents they are, or the level is no share.

    Examples
    --------
    >>> from foedus.documents.comparing.two_documents.sides import Document
    >>> old, new = (
    ...     Side(n, (Document(n, text, "en"),))
    ...     for n, text in (("2016", "Ties with China and India."), ("2023", "China, China."))
    ... )
    >>> found = compare(old, new, 710)
    >>> found.state.rates.first.mentions, found.state.rates.second.mentions
    (1, 2)
    """
    check_level(level, draws)
    for side in (old, new):
        if own := sum(d.speaker == focus for d in side.documents):
            many = len(side.documents)
            holds = "is a document" if many == 1 else f"holds {own} of {many} documents by"
            raise FoedusError(
                f"{side.label} {holds}{' of' * (many == 1)} {systems().states[focus].short} itself.",
                "Name another state with --focus, or say `--speaker none` to count its mentions of "
                "itself.",
            )
    sides = tuple(read_side(side, metonyms=metonyms, least=least) for side in (old, new))
    one, two = sides
    headings = regions if isinstance(regions, tuple) else (regions, regions)
    read = [_treatment(side, focus, heading) for side, heading in zip(sides, headings, strict=True)]
    same = old.language is not None and old.language == new.language
    return Comparison(
        one,
        two,
        focus,
        systems().states[focus].short,
        salience(one, two, focus, level=level, draws=draws, seed=seed),
        (read[0][0], read[1][0]),
        (read[0][1], read[1][1]),
        (read[0][2], read[1][2]),
        changes(one, two, focus),
        marking_words(one, two, least=least_words, level=level, seed=seed) if same else None,
        "" if same else "not assessable: the two are not in one language",
        level,
        seed,
        metonyms,
        least,
    )


def _treatment(
    side: ReadSide, focus: int, heading: str | None
) -> tuple[About | None, FirstPassage, RegionPlaces]:
    """What a document is about, where the focus comes first, and its place among regions."""
    if side.alone is None:
        first = FirstPassage(None, 0, None, 0, -1, (), _SEVERAL)
        return None, first, RegionPlaces(None, {}, _SEVERAL)
    about = about_states(side)
    first = first_passage(about, side.outlines[0], focus)
    return about, first, region_places(side, about, focus, heading=heading)
