"""Numbers of all that a document cites: data sets and the ledger's sources in one list."""

from __future__ import annotations

from collections.abc import Iterable
from urllib.parse import urlsplit

from foedus.assessment.record import Seen
from foedus.assessment.result import Assessment
from foedus.report.documents.blocks import Entry, web

WORDS_OF_MEASURES = {
    "arms": "arms",
    "exercises": "exercises",
    "hostility": "hostility",
    "trade": "trade",
    "votes": "kappa",
    "threat": "shared_threat",
    "credit": "credit",
    "treaty": "obligations",
    "obligation": "obligations",
    "peace": "peace_years",
}
"""A word of a sentence, and the beginning of the names of the measures it speaks of."""


class Footnotes:
    """Numbers sources in the order in which they are first cited.

    Parameters
    ----------
    assessment
        Where data sets have their titles.
    known
        Data sets that take the first numbers, cited or not.
    """

    def __init__(self, assessment: Assessment, known: Iterable[str] = ()) -> None:
        self._assessment = assessment
        self._reach = {r.source: r for r in assessment.coverage}
        self._year = assessment.year
        self._figures = [
            *(f for c in assessment.criteria for f in c.figures),
            *assessment.measures,
        ]
        self._numbers: dict[tuple[str, str], int] = {}
        self._seen: dict[tuple[str, str], list[Seen]] = {}
        self._own: dict[str, str] = {}
        self.data(known)

    def data(self, names: Iterable[str]) -> tuple[int, ...]:
        """Numbers of data sets, each once, in order."""
        return self._of(("", name) for name in names)

    def seen(self, sources: Iterable[Seen], most: int | None = None) -> tuple[int, ...]:
        """Numbers of the ledger's sources; with `most`, of the first so many."""
        found: dict[tuple[str, str], list[Seen]] = {}
        for s in sources:
            found.setdefault((s.url or s.title, s.title), []).append(s)
        chosen = list(found)[:most]
        for key in chosen:
            self._seen.setdefault(key, []).extend(found[key])
        return self._of(chosen)

    def rules(self) -> tuple[int, ...]:
        """The number of the rules behind the type, its membership and its draws."""
        made = f"foedus {self._assessment.version}".strip()
        return self._made(
            f"{made}: type, membership and draws",
            "computed by written rules from the sources of the tests",
        )

    def case_file(self) -> tuple[int, ...]:
        """The number of the pair's case file, with how it was coded."""
        record = self._assessment.record
        coders = " ".join(record.coders) if record else ""
        pair = " and ".join(a.name for a in self._assessment.pair)
        return self._made(f"foedus, case file of {pair}", coders.rstrip(".") or "coders not named")

    def other_case_files(self) -> tuple[int, ...]:
        """The number of the case files behind the comparison pairs' rates."""
        return self._made("foedus, case files of the comparison pairs", "coded by the same rules")

    def _made(self, title: str, about: str) -> tuple[int, ...]:
        self._own[title] = about
        return self._of([("foedus", title)])

    def said(self, text: str) -> tuple[int, ...]:
        """Numbers of what a sentence rests on: the measures it names, the hours of need."""
        lower = text.lower()
        begin = tuple(m for word, m in WORDS_OF_MEASURES.items() if word in lower)
        named = [
            f
            for f in self._figures
            if begin and f.measure.removeprefix("domain_").startswith(begin)
        ]
        return tuple(
            sorted({*self.data(s for f in named for s in f.sources), *self.told_of_need(text)})
        )

    def told_of_need(self, text: str) -> tuple[int, ...]:
        """The number of the case file for a sentence that counts hours of need."""
        record = self._assessment.record
        coded = record is not None and record.coded
        return self.case_file() if coded and "hours of need" in text else ()

    def entries(self) -> tuple[Entry, ...]:
        """The list at the end of the document."""
        return tuple(self._entry(key, number) for key, number in self._numbers.items())

    def _of(self, keys: Iterable[tuple[str, str]]) -> tuple[int, ...]:
        found = {self._numbers.setdefault(key, len(self._numbers) + 1) for key in keys}
        return tuple(sorted(found))

    def _entry(self, key: tuple[str, str], number: int) -> Entry:
        if key in self._seen:
            return _ledger_entry(number, self._seen[key])
        if key[0] == "foedus":
            return Entry(number, key[1], self._own[key[1]])
        reach = self._reach.get(key[1])
        if reach is None:
            return Entry(number, key[1])
        about = f"version {reach.version or 'not stated'}, {reach.first} to {reach.last}"
        if not reach.first <= self._year <= reach.last:
            about += f" ({reach.status})"
        return Entry(number, reach.title, about)


def _ledger_entry(number: int, cited: list[Seen]) -> Entry:
    """Title, publisher, and every pair of grades it was given for an item."""
    grades = ", ".join(sorted({s.grades for s in cited if s.grades}))
    about = "; ".join(p for p in (cited[0].publisher, f"graded {grades}" if grades else "") if p)
    link = web(cited[0].url)
    site = urlsplit(link).netloc.removeprefix("www.") if link else ""
    return Entry(number, cited[0].title, about, link, site)
