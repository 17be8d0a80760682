"""What workers made ready, gathered until it is worth a transaction."""

from __future__ import annotations

import time
from collections.abc import Callable

from foedus.documents.corpora.corpus import Corpus
from foedus.documents.corpora.steps import Step
from foedus.documents.corpora.storing import WHOLE_FILE, Piece, Refusal, write
from foedus.documents.corpora.worker import Outcome

Progress = Callable[[int, int], None]
"""Called with the bytes done and all bytes."""
_CHARACTERS, _SECONDS = 6_000_000, 2.0
"""A transaction holds about as much, or what came in so long: that much a kill can lose."""


class Gathering:
    """Counts what workers give, and writes it some millions of characters at a time.

    Parameters
    ----------
    corpus : Corpus
    of : int
        Bytes in all, for the progress.
    progress : callable or None
    """

    def __init__(self, corpus: Corpus, of: int, progress: Progress | None) -> None:
        self.documents = self.sentences = self.characters = 0
        self.files: set[str] = set()
        self.refusals: list[Refusal] = []
        self.notes: list[tuple[str, str]] = []
        self._corpus, self.of, self._progress = corpus, of, progress
        self._pieces: list[Piece] = []
        self._waiting, self._since = 0, time.monotonic()
        self._done = 0
        self._of_file: dict[str, int] = {}

    def take(self, step: Step, outcome: Outcome | None) -> None:
        """Keep what a step gave; write when that is enough."""
        ready = outcome.ready if outcome is not None else []
        refusals, digest, whole = step.refusals, step.digest, step.whole
        if outcome is not None and outcome.problem:
            refusal = Refusal(step.file.name, step.first, outcome.problem, outcome.remedy)
            refusals = (*refusals, refusal)
            if step.first == WHOLE_FILE:
                digest, whole = "", False
        self._pieces.append(Piece(step.file, digest, step.how, ready, refusals, step.parts, whole))
        self.notes += ((step.file.name, note) for one in ready for note in one.notes)
        self._waiting += sum(len(one.prepared.text) for one in ready)
        self._done += step.done - self._of_file.get(step.file.name, 0)
        self._of_file = {step.file.name: step.done}
        late = time.monotonic() - self._since > _SECONDS
        if self._waiting >= _CHARACTERS or late:
            self.flush()
        if self._progress is not None:
            self._progress(min(self._done, self.of), self.of)

    def flush(self) -> None:
        """Write what waits, in one transaction."""
        if self._pieces:
            written = write(self._corpus, self._pieces)
            self.documents += written.documents
            self.sentences += written.sentences
            self.characters += written.characters
            self.refusals += written.refusals
            self.files |= {piece.file.name for piece in self._pieces if piece.digest}
        self._pieces, self._waiting, self._since = [], 0, time.monotonic()
