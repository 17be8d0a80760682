"""What was read from a roll-call file, and what was left out of it."""

from __future__ import annotations

from dataclasses import dataclass

from foedus.rollcalls.records.file_columns import Role


@dataclass(frozen=True, slots=True)
class FileReport:
    """What was read from a file, and what was left out.

    Parameters
    ----------
    columns
        The file's column for each role.
    rows
        Rows of the file.
    yes, abstain, no
        Votes cast.
    absent
        Rows without a vote, by what the file writes there.
    items_without_vote, actors_without_vote
        Dropped, since all their rows say absent.
    unanimous
        Items kept on which all votes are equal; estimators drop them (`RollCalls.divided`).
    """

    columns: dict[Role, str]
    rows: int
    yes: int
    abstain: int
    no: int
    absent: dict[str, int]
    items_without_vote: int
    actors_without_vote: int
    unanimous: int

    def lines(self) -> list[str]:
        """The report in sentences."""
        taken = ", ".join(f"{role} from {name!r}" for role, name in self.columns.items())
        absent = ", ".join(f"{label or 'blank'} {n:,}" for label, n in self.absent.items())
        said = [
            f"{self.rows:,} rows read: {taken}.",
            f"{self.yes:,} yes, {self.abstain:,} abstain, {self.no:,} no; "
            f"{sum(self.absent.values()):,} absent{f' ({absent})' if absent else ''}.",
        ]
        if self.items_without_vote or self.actors_without_vote:
            said.append(
                f"Dropped: {self.items_without_vote:,} items nobody voted on, "
                f"{self.actors_without_vote:,} actors who never voted."
            )
        if self.unanimous:
            said.append(f"{self.unanimous:,} items are unanimous and say nothing of who differs.")
        return said
