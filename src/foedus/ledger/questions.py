"""The questions analysts put to a case file, each answered with its search.

"None found" is an answer only together with what was searched; so every answer
carries the number of episodes, queries and cells behind it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass

from foedus.core.errors import unknown
from foedus.ledger.case_file import CaseFile
from foedus.ledger.records import Item, Row
from foedus.ledger.responses import DONE, TESTED, cells_searched, queries_run
from foedus.ledger.words import ANSWER_WORDS, RESPONSE_WORDS, RESPONSES, Answer, Response


@dataclass(frozen=True, slots=True)
class Unused:
    """A tool that was within reach in some hour of need and never used."""

    response: Response
    episodes: int
    answers: dict[Answer, int]

    @property
    def text(self) -> str:
        """The tool, and what was found in how many episodes."""
        parts = ", ".join(f"{n} {ANSWER_WORDS[a]}" for a, n in self.answers.items())
        return f"{RESPONSE_WORDS[self.response]}: within reach in {self.episodes} ({parts})"


@dataclass(frozen=True, slots=True)
class Reply:
    """The answer to a question about one direction.

    Parameters
    ----------
    question
        In words.
    items
        Items that answer it, latest first.
    unused
        Tools, for the question after unused ones.
    searched
        What was searched, in words; part of the answer when nothing was found.
    """

    question: str
    items: tuple[Item, ...]
    unused: tuple[Unused, ...]
    searched: str

    @property
    def text(self) -> str:
        """One sentence."""
        if self.unused:
            return "; ".join(u.text for u in self.unused) + "."
        if not self.items:
            found = f"None found, searched: {self.searched}."
            return found if self.searched else "Not searched: nothing is coded for this direction."
        latest = self.items[0]
        more = f" ({len(self.items)} in all)" if len(self.items) > 1 else ""
        return f"{latest.start}: {latest.summary}{more}"


def search_behind(case: CaseFile, actor: str) -> str:
    """What was searched for one direction, in words; empty where nothing was."""
    rows = [r for r in case.rows_of(actor) if cells_searched(r)]
    if not rows:
        return ""
    queries = sum(queries_run(r) for r in rows)
    cells = sum(cells_searched(r) for r in rows)
    last = max(r.searched for r in rows)
    return f"{queries} queries over {len(rows)} episodes and {cells} cells, last on {last}"


def unused_tools(case: CaseFile, actor: str) -> Reply:
    """Which available tools were never used?"""
    rows = case.rows_of(actor)
    found = [u for name in RESPONSES if (u := _unused(name, rows)) is not None]
    return Reply(
        f"Which tools within reach did {actor} never use?",
        (),
        tuple(found),
        search_behind(case, actor),
    )


def _unused(name: Response, rows: tuple[Row, ...]) -> Unused | None:
    answers = Counter(r.cells[name].answer for r in rows if name in r.cells)
    tested = {a: n for a, n in answers.items() if a in TESTED}
    if not tested or any(a in DONE for a in tested):
        return None
    return Unused(name, sum(tested.values()), dict(sorted(tested.items())))


def _items(case: CaseFile, actor: str, question: str, wanted: Callable[[Item], bool]) -> Reply:
    found = sorted(
        (i for i in case.acts_of(actor) if wanted(i)), key=lambda i: (i.start, i.id), reverse=True
    )
    return Reply(question, tuple(found), (), search_behind(case, actor))


def costs_borne(case: CaseFile, actor: str) -> Reply:
    """When did the actor last bear a cost for the other?"""
    return _items(
        case,
        actor,
        f"When did {actor} last bear a cost for the other?",
        lambda i: i.paid and i.actor == actor,
    )


def extracted(case: CaseFile, actor: str) -> Reply:
    """What did the actor take from the other, when, and on what terms?"""
    return _items(
        case,
        actor,
        f"What did {actor} take from the other, when, and on what terms?",
        lambda i: i.kind == "extraction" and i.actor == actor,
    )


def withheld(case: CaseFile, actor: str) -> Reply:
    """What did the actor hold back?"""
    return _items(
        case,
        actor,
        f"What did {actor} hold back?",
        lambda i: i.kind == "restraint" and i.actor == actor,
    )


def signals(case: CaseFile, actor: str) -> Reply:
    """Which signals were addressed to whom?"""
    return _items(
        case,
        actor,
        f"Which signals of {actor} were addressed to whom?",
        lambda i: i.kind == "signal" or bool(i.addressee),
    )


QUESTIONS: dict[str, Callable[[CaseFile, str], Reply]] = {
    "unused": unused_tools,
    "paid": costs_borne,
    "extracted": extracted,
    "withheld": withheld,
    "signals": signals,
}


def ask(case: CaseFile, actor: str, question: str) -> Reply:
    """Put one of the named questions.

    Raises
    ------
    UnknownName
        If there is no such question.
    """
    if question not in QUESTIONS:
        raise unknown("question", question, QUESTIONS)
    return QUESTIONS[question](case, actor)
