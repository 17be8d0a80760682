"""The outcome of a fan of slices: its rows, what they say of two conclusions, in a sentence."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from foedus.rollcalls.positions.settings import Settings
from foedus.rollcalls.slices.slice_rows import Row, Verdict, verdict

if TYPE_CHECKING:
    import pandas as pd


@dataclass(frozen=True)
class Fan:
    """A conclusion about a pair on many slices of a record.

    Parameters
    ----------
    names : tuple of str
        Of the two.
    ends : tuple of int
        Periods compared.
    settings : Settings
        With which every slice is estimated.
    rows : tuple of Row
        The base first.
    than : float
        Share of the other pairs in the second conclusion.
    offset : int
        Added to a period to print it; 1945 for sessions of the UN.
    title, record : str
        What the votes are, and the name of their record.
    notes, sources : tuple of str
        What to know of the votes, and their sources, as `foedus cite` takes them.
    """

    names: tuple[str, str]
    ends: tuple[int, int]
    settings: Settings
    rows: tuple[Row, ...]
    than: float = 0.5
    offset: int = 0
    title: str = "UN General Assembly"
    record: str = ""
    notes: tuple[str, ...] = ()
    sources: tuple[str, ...] = ()

    @property
    def base(self) -> Row:
        """All votes."""
        return self.rows[0]

    def label(self, period: int) -> str:
        """A period as printed."""
        return str(period + self.offset)

    def on_change(self, row: Row) -> Verdict:
        """Whether the direction of the change is that of the base."""
        return verdict(row.change, self.base.change[0] >= 0)

    def on_last(self, row: Row) -> Verdict:
        """Whether the pair is nearer than `than` of the other pairs, or not, as in the base."""
        return verdict(row.further_last, self.base.further_last[0] >= self.than, self.than)

    def frame(self) -> pd.DataFrame:
        """One row a slice: what it is, its figures, and whether the conclusions hold."""
        import pandas as pd

        found = pd.DataFrame([row.flat() for row in self.rows])
        found[["from", "to"]] += self.offset
        found.insert(len(found.columns) - 1, "direction", [self.on_change(r) for r in self.rows])
        found.insert(len(found.columns) - 1, "standing", [self.on_last(r) for r in self.rows])
        return found

    def sentence(self) -> str:
        """The conclusions, on how many slices they hold, and which slices turn them."""
        from foedus.rollcalls.slices.slice_words import sentence

        return sentence(self)
