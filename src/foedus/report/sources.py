"""Numbers of the footnotes: each source once, in the order of the coverage."""

from __future__ import annotations

from collections.abc import Iterable

from foedus.assessment.result import Assessment, Reach


class SourceNumbers:
    """Numbers the sources of one assessment from 1.

    Sources that a figure names without a coverage entry come after those that have one.

    Parameters
    ----------
    assessment
        Coverage first, then criteria and measures are read.
    """

    def __init__(self, assessment: Assessment) -> None:
        names = [reach.source for reach in assessment.coverage]
        for finding in assessment.criteria:
            names += [*finding.sources, *(s for f in finding.figures for s in f.sources)]
        names += [s for f in assessment.measures for s in f.sources]
        names += [s for c in assessment.comparisons for f in c.figures for s in f.sources]
        self.names: tuple[str, ...] = tuple(dict.fromkeys(names))
        self._numbers = {name: i for i, name in enumerate(self.names, start=1)}
        self._reach = {reach.source: reach for reach in assessment.coverage}

    def of(self, names: Iterable[str]) -> list[int]:
        """Numbers of some sources, each once, in order."""
        return sorted({self._numbers[name] for name in names})

    def reach(self, name: str) -> Reach | None:
        """The coverage entry of a source, if there is one."""
        return self._reach.get(name)

    def title(self, number: int) -> str:
        """The title of a numbered source; its name where no coverage entry gives one."""
        name = self.names[number - 1]
        reach = self._reach.get(name)
        return reach.title if reach else name
