"""The result of an assessment: verdict, findings, timelines, coverage, citations."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Literal, get_args

from foedus.assessment.change_record import Changes
from foedus.assessment.experts.experts_record import Experts
from foedus.assessment.programme.programme_record import Programme
from foedus.assessment.record import Record, Responses, Weakness
from foedus.assessment.voting_record import Voting
from foedus.core.errors import unknown
from foedus.core.finding import Figure, Finding
from foedus.core.interval import Interval
from foedus.core.vocabulary import Confidence, VerdictType

if TYPE_CHECKING:
    import pandas as pd

    from foedus.core.origin import Citation

SCHEMA = "foedus.assessment/1"

Part = Literal["criteria", "measures", "memberships", "history", "coverage"]
PARTS: tuple[Part, ...] = get_args(Part)


@dataclass(frozen=True, slots=True)
class Actor:
    """One of the two states, as named in the year asked about."""

    ccode: int
    iso3: str
    name: str
    name_zh: str
    name_ru: str

    def as_dict(self) -> dict[str, Any]:
        """Plain values for JSON."""
        return {"ccode": self.ccode, "iso3": self.iso3, "name": self.name}


@dataclass(frozen=True, slots=True)
class Membership:
    """How far the pair belongs to one type, and in what share of draws that type ranks first."""

    score: float
    interval: Interval
    first_in: float

    def as_dict(self) -> dict[str, Any]:
        """Plain values for JSON."""
        return {
            "score": round(self.score, 4),
            "interval": self.interval.bounds(),
            "first_in": round(self.first_in, 4),
        }


@dataclass(frozen=True, slots=True)
class Limit:
    """One of the four tested limits of a partnership; `met` is None where not assessable."""

    name: str
    met: bool | None
    text: str


@dataclass(frozen=True, slots=True)
class Verdict:
    """The type that ranks first, what stands beside it, and what would change it.

    Parameters
    ----------
    type
        The type in the closed vocabulary; None where nothing can be told.
    printed
        The type in words, with "limited" where that finding is True.
    sentence
        One sentence a reader can repeat; no clause rests on a criterion that is None.
    labels
        Further types that hold, and findings such as "paper pact".
    memberships
        Each type with its graded membership.
    ranks_first
        Share of draws in which `type` ranks first.
    runner_up, condition
        The next type, and the condition that separates the two.
    confidence, confidence_reason
        How good the inputs are, and why; apart from membership.
    flip
        The smallest change of the inputs that would change the type.
    against
        The strongest evidence against it.
    limited, limits
        The finding "limited" and the tests behind it; None for other types.
    draws
        Number of draws behind the intervals.
    """

    type: VerdictType | None
    printed: str
    sentence: str
    labels: tuple[str, ...]
    memberships: dict[VerdictType, Membership]
    ranks_first: float
    runner_up: VerdictType | None
    condition: str
    confidence: Confidence
    confidence_reason: str
    flip: str
    against: str
    limited: bool | None
    limits: tuple[Limit, ...]
    draws: int

    def as_dict(self) -> dict[str, Any]:
        """Plain values for JSON, in the documented order."""
        return {
            "type": self.type,
            "printed": self.printed,
            "sentence": self.sentence,
            "labels": list(self.labels),
            "memberships": {t: m.as_dict() for t, m in self.memberships.items()},
            "ranks_first": round(self.ranks_first, 4),
            "runner_up": self.runner_up,
            "condition": self.condition,
            "confidence": {"level": self.confidence, "reason": self.confidence_reason},
            "flip": self.flip,
            "against": self.against,
            "limited": self.limited,
            "limits": [{"name": x.name, "met": x.met, "text": x.text} for x in self.limits],
            "draws": self.draws,
        }


@dataclass(frozen=True, slots=True)
class Series:
    """One line of a timeline.

    `role` is ``joint`` (the pair, undirected), ``first`` (acts of the first state),
    ``second`` or ``comparison``; `carried` marks years whose value is carried forward.
    `low` and `high` are empty where no interval is known.
    """

    label: str
    role: str
    years: tuple[int, ...]
    values: tuple[float | None, ...]
    carried: tuple[bool, ...] = ()
    low: tuple[float | None, ...] = ()
    high: tuple[float | None, ...] = ()


@dataclass(frozen=True, slots=True)
class Timeline:
    """One dimension over the years, for the pair and the comparison pairs."""

    dimension: str
    title: str
    subtitle: str
    unit: str
    source_line: str
    series: tuple[Series, ...]
    domain: tuple[float, float] | None = None
    marks: tuple[tuple[int, str], ...] = ()
    steps: bool = False


@dataclass(frozen=True, slots=True)
class Reach:
    """How far one source reaches, and whether the year asked about lies inside."""

    source: str
    title: str
    version: str
    licence: str
    first: int
    last: int
    status: str
    note: str = ""

    def as_dict(self) -> dict[str, Any]:
        """Plain values for JSON."""
        return {
            "title": self.title,
            "version": self.version,
            "licence": self.licence,
            "first": self.first,
            "last": self.last,
            "status": self.status,
            "note": self.note,
        }


@dataclass(frozen=True, slots=True)
class YearVerdict:
    """The type of one year, for the pair's history and for the comparison pairs."""

    year: int
    type: VerdictType | None
    printed: str
    score: float | None
    carried: bool
    labels: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Comparison:
    """Another pair by the same rules, for the same year."""

    name: str
    printed: str
    answers: dict[str, bool | None]
    figures: tuple[Figure, ...]
    responses: tuple[Responses, ...] = ()


@dataclass(frozen=True, slots=True)
class Assessment:
    """Everything foedus says about one pair in one year, with its evidence."""

    pair: tuple[Actor, Actor]
    year: int
    verdict: Verdict
    criteria: tuple[Finding, ...]
    measures: tuple[Figure, ...]
    coverage: tuple[Reach, ...]
    citations: tuple[Citation, ...]
    timelines: tuple[Timeline, ...] = ()
    history: tuple[YearVerdict, ...] = ()
    comparisons: tuple[Comparison, ...] = ()
    thresholds: tuple[tuple[str, str, float, str], ...] = ()
    notes: tuple[str, ...] = ()
    version: str = ""
    record: Record | None = None
    weakest: tuple[Weakness, ...] = ()
    changes: Changes | None = None
    voting: Voting | None = None
    experts: Experts | None = None
    programme: Programme | None = None

    def frame(self, part: Part) -> pd.DataFrame:
        """One part as a table, with `ccode1`, `ccode2` and `year` in front.

        Parameters
        ----------
        part
            ``criteria``, ``measures``, ``memberships``, ``history`` or ``coverage``.

        Returns
        -------
        pandas.DataFrame
            One row a criterion, figure, type, year or source, in the document's order.

        Raises
        ------
        UnknownName
            For another part.

        Examples
        --------
        >>> import foedus
        >>> foedus.assess("USA", "GBR", 2015, draws=20).frame("criteria")["met"].tolist()[0]
        True
        """
        import pandas as pd

        if part not in PARTS:
            raise unknown("part of an assessment", part, PARTS)
        document = self.as_dict()
        rows = document["verdict"][part] if part == "memberships" else document[part]
        if isinstance(rows, dict):
            rows = [{"name": name, **about} for name, about in rows.items()]
        keys = {"ccode1": self.pair[0].ccode, "ccode2": self.pair[1].ccode}
        return pd.DataFrame([{**keys, "year": self.year, **row} for row in rows])

    def as_dict(self) -> dict[str, Any]:
        """The documented JSON document (`docs/reference/json-schema.md`)."""
        return {
            "schema": SCHEMA,
            "version": self.version,
            "pair": [a.as_dict() for a in self.pair],
            "year": self.year,
            "verdict": self.verdict.as_dict(),
            "criteria": [f.as_dict() for f in self.criteria],
            "measures": [f.as_dict() for f in self.measures],
            "history": [
                {
                    "year": y.year,
                    "type": y.type,
                    "printed": y.printed,
                    "carried": y.carried,
                    "labels": list(y.labels),
                }
                for y in self.history
            ],
            "comparisons": [
                {
                    "pair": c.name,
                    "type": c.printed,
                    "criteria": c.answers,
                    "responses": [r.as_dict() for r in c.responses],
                }
                for c in self.comparisons
            ],
            "weakest": [w.as_dict() for w in self.weakest],
            "changes": self.changes.as_dict() if self.changes else None,
            "voting": self.voting.as_dict() if self.voting else None,
            "experts": self.experts.as_dict() if self.experts else None,
            "programme": self.programme.as_dict() if self.programme else None,
            "ledger": self.record.as_dict() if self.record else None,
            "coverage": {r.source: r.as_dict() for r in self.coverage},
            "citations": [{"key": c.key, "text": c.plain()} for c in self.citations],
            "notes": list(self.notes),
        }
