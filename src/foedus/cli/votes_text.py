"""What `foedus votes` prints to read: a table by year, a list, what moved a pair."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any

from foedus.cli.listing import entry, paragraph
from foedus.report.exporters.vote_records import (
    codes_text,
    influence_lead,
    influence_lists,
    lead,
    records,
    title,
    years_text,
)
from foedus.rollcalls.records.vote_record import VOTED
from foedus.sources.registry import origin

if TYPE_CHECKING:
    from foedus.measures.vote_influence import VoteInfluence
    from foedus.rollcalls.pairs.pair_result import PairVotes

AGENDA = 150
"""Characters of an agenda shown in the terminal; files have it whole."""

CREDIT = "Votes: United Nations, Dag Hammarskjöld Library (`foedus cite undl_ga_votes`)."


def years_table(found: PairVotes) -> str:
    """Votes by calendar year, a total, and what to ask next."""
    lines = [title(found), ""]
    if not len(found):
        return _closed([*lines, paragraph(lead(found))], found)
    lines.append(
        f"{'Year':<11}{'Votes':>6}{'Same':>8}{'One abstained':>16}{'Opposite':>11}{'Share':>8}"
    )
    rows = records(found.by_year())
    lines += [_row(str(r["year"]), r) for r in rows]
    if len(rows) > 1:
        whole: dict[str, Any] = {
            n: sum(r[n] for r in rows) for n in ("votes", "same", "one_abstained", "opposite")
        }
        whole["share_same"] = whole["same"] / whole["votes"]
        lines.append(_row(years_text((rows[0]["year"], rows[-1]["year"])), whole))
    lines += ["", paragraph("Share: identical votes among those of both. One abstained: the other "
                            "voted yes or no. Opposite: one yes, one no."), _hints(found)]  # fmt: skip
    return _closed(lines, found)


def _row(label: str, r: dict[str, Any]) -> str:
    share = f"{r['share_same']:.3f}"
    return (
        f"{label:<11}{r['votes']:>6}{r['same']:>8}{r['one_abstained']:>16}{r['opposite']:>11}"
        f"{share:>8}"
    )


def _hints(found: PairVotes) -> str:
    asked = f"foedus votes {' '.join(found.short_names)}{_asked(found)}"
    return "\n".join(
        (
            f"  {asked} --differ",
            "      the resolutions on which they differed, with links",
            f"  {asked} --influence",
            "      which resolutions and subjects moved the two",
            f"  {asked} --all -o votes.html",
            "      every resolution as a page",
        )
    )


def _asked(found: PairVotes) -> str:
    """The options that ask for the same votes again."""
    first, last = found.span
    start, end = origin(VOTED).coverage
    if first == last:
        years = f" --year {first}"
    else:
        years = f" --from {first}" * (first != start) + f" --to {last}" * (last != end)
    only = " --coded-only" * found.asked.coded_only
    return years + (f" --issue {found.asked.issue}{only}" if found.asked.issue else "")


def votes_list(found: PairVotes) -> str:
    """One entry a resolution."""
    lines = [title(found), paragraph(lead(found)), ""]
    lines += [_resolution(r, found.short_names) for r in records(found.table)]
    if len(found) < found.of:
        lines.append(
            f"{len(found)} of {found.of:,} shown; --limit {found.of} or -o FILE has them all."
        )
    return _closed(lines, found)


def _resolution(r: dict[str, Any], states: tuple[str, str]) -> str:
    votes = f"{states[0]} {r['vote1']}, {states[1]} {r['vote2']}"
    if r["relation"] == "opposite":
        votes += ": opposite"
    totals = f"{r['yes']} yes, {r['no']} no, {r['abstentions']} abstaining"
    issues = f"{codes}. " if (codes := codes_text(r)) else ""
    agenda = textwrap.shorten(r["agenda"].replace("|", "; "), AGENDA, placeholder=" ...")
    return entry(
        paragraph(f"{r['date']}  {r['symbol']}  {r['title']}", "", "    "),
        f"{votes}. {totals}; most: {r['majority']}.",
        r.get("moved") or f"{issues}{agenda}",
        r["url"],
    )


def influence_text(found: VoteInfluence, most: int) -> str:
    """What drove the two apart and what held them together: resolutions, then subjects."""
    votes = found.votes
    lines = [title(votes), paragraph(influence_lead(found)), ""]
    for name, rows in influence_lists(found, most).items():
        lines.append(name)
        lines += [_resolution(r, votes.short_names) for r in rows] or ["    none\n"]
    return _closed([*lines, *_subjects(found, most)], votes)


def _subjects(found: VoteInfluence, most: int) -> Iterator[str]:
    from foedus.measures.vote_subjects import subject_influence
    from foedus.rollcalls.issues.subject_words import subjects

    table = found.votes.table
    headed = sum(bool(subjects(text)) for text in table["agenda"])
    if not headed:
        return
    rows = [r for r in records(subject_influence(found.votes)) if r["votes"] > 1]
    apart = [r for r in rows if (r["kappa_influence"] or 0) < 0][:most]
    held = [r for r in rows if (r["kappa_influence"] or 0) > 0][::-1][:most]
    yield f"{'Subject, all its votes left out':<50}{'Votes':>6}{'Same':>7}{'On kappa':>10}"
    for r in [*apart, *reversed(held)]:
        name = textwrap.shorten(r["subject"], 48, placeholder="...")
        yield f"{name:<50}{r['votes']:>6}{r['share_same']:>7.2f}{r['kappa_influence']:>+10.4f}"
    yield paragraph(
        f"Subjects are the Library's headings, on {headed:,} of {len(table):,} resolutions "
        "(from about 1984)."
    )


def _closed(lines: Sequence[str], found: PairVotes) -> str:
    """The lines, then what to know before reading them, set apart by one empty line."""
    notes = "\n".join(paragraph(note) for note in (*found.notes, CREDIT))
    return "\n".join(lines).rstrip() + f"\n\n{notes}\n"
