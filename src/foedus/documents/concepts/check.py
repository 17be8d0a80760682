"""What somebody who read a sample of a concept's hits found: its precision, signed."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Check:
    """How many of a random sample of hits speak of the concept, as somebody read them.

    Parameters
    ----------
    corpus, language
        Where the hits were drawn.
    hits
        All hits there.
    read, right
        Hits drawn and read, and those among them that speak of the concept.
    seed
        Of the draw.
    by, date
        Who read them, and when.
    note
        What the wrong ones were.
    """

    corpus: str
    language: str
    hits: int
    read: int
    right: int
    seed: int
    by: str
    date: str
    note: str = ""

    def text(self) -> str:
        """The check in one line.

        Examples
        --------
        >>> Check("c", "ru", 40, 20, 19, 1, "a language model", "2026-11-22").text()
        'ru: 19 of 20 right (95% interval 75.1% to 99.9%) of 40 hits in c, read by a language \
model, 2026-11-22'
        """
        head = f"{self.language}: "
        if not self.read:
            return f"{head}not assessable: {self.hits} hits in {self.corpus}, none read"
        from foedus.documents.comparing.exact_bounds import clopper_pearson

        low, high = clopper_pearson(self.right, self.read)
        return (
            f"{head}{self.right} of {self.read} right (95% interval {low:.1%} to {high:.1%}) of "
            f"{self.hits:,} hits in {self.corpus}, read by {self.by}, {self.date}"
        )
