"""What to know before reading figures of profession and practice."""

from __future__ import annotations

from collections.abc import Sequence

from foedus.assessment.professed.conduct import COVERAGE, SOURCES, Conduct
from foedus.assessment.professed.norm_votes import SOURCE, NormVotes
from foedus.assessment.professed.sanctions import SOURCE as SANCTIONS


def notes(
    acts: Conduct, votes: NormVotes, window: int, languages: Sequence[str]
) -> tuple[str, ...]:
    """How the gap is defined, what its interval varies, and what weakens it."""
    told = [
        f"Every figure of a year holds that year and the {window - 1} before it."
        if window > 1
        else "Every figure holds one year.",
        "Gap: z of the square root of the rate, less z of practice. z of practice is taken over all "
        "state-years of the corpus in which it is assessable and the principle is professed, z of "
        "profession over those of them in which that practice is. "
        "Practice against conduct is -log(1 + force begun), the mean over the lists that cover "
        "the window; against votes, mean support over subjects; of both, the mean of the two. "
        "Above zero: professes more, compared with the others, than it practises.",
        "Interval: rates are drawn from their gamma distribution, widened by the scatter of "
        "documents; conduct is taken from one of the lists at random; subjects of votes are "
        "weighted at random. The standard (means and deviations) is held fixed.",
        "Weakness: a mention is not a promise, and a principle may be named against others only. "
        "States without the means to use force abroad look restrained. Lists say who used force "
        "first, not whether it was lawful, asked for or provoked, and nothing of what stays below "
        "force. A no may be meant for a text and not for the rule. Support has a "
        "ceiling: a state that always votes yes and names the principles more often than others "
        "still has a gap above zero. A gap in standard deviations is "
        "a place among these states, not a measure of sincerity.",
    ]
    for name, (first, last) in COVERAGE.items():
        told.append(
            f"{name}: not on this machine."
            if name in acts.absent
            else f"{name} covers {first} to {last}; later years are missing, not zero."
        )
    told.append(
        "Sanctions begun (GSDB, 1949 to 2019) stand among the events and are not counted: whether "
        "they are interference is contested."
    )
    if votes.why:
        told.append(f"Votes {votes.why}.")
    if len(set(languages)) > 1:
        told.append("The corpus has several languages; rates are not comparable across them.")
    return (*told, _sources())


def _sources() -> str:
    from foedus.sources.registry import origin

    known = [origin(name) for name in (*SOURCES, SANCTIONS, SOURCE)]
    listed = "; ".join(f"{o.title} {o.version} ({o.producer}; licence: {o.licence})" for o in known)
    return f"Sources beside the corpus: {listed}."
