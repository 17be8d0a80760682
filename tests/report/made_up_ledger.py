"""An invented record of hours of need, weak spots and changes; no act in here happened."""

from __future__ import annotations

from foedus.assessment.change_record import Changes, Shift
from foedus.assessment.record import Act, Hour, Record, Responses, Seen, Share, Weakness
from foedus.ledger.responses import wilson

SEEN = Seen("A page 网页", "Issuer", "https://example.org/page", "B2", "excerpt")
UNSAFE = Seen('<b onclick="x">t</b>', "", "javascript:alert(1)", "F6", "not seen")


def share(done: int, of: int) -> Share:
    """A share with its interval."""
    return Share(done, of, wilson(done, of))


def act(name: str, actor: str, *, paid: bool = False, hostile: str = "") -> Act:
    """One invented act."""
    toward = "RUS" if actor == "CHN" else "CHN"
    return Act(
        f"chn-rus-{name}",
        actor,
        toward,
        False,
        "2022-03-01",
        "payment" if paid else "restraint",
        "economic",
        "Trade opened, kept or cut",
        "trade",
        2,
        f"{actor} did what was needed. {hostile}",
        paid,
        f"Some read it otherwise. {hostile}",
        (SEEN, UNSAFE) if hostile else (SEEN,),
        ("KAZ",),
    )


def record(hostile: str = "") -> Record:
    """Two hours of need one way, none the other."""
    paid, held = act("c001", "CHN", paid=True, hostile=hostile), act("c002", "CHN", hostile=hostile)
    hours = (
        _hour("RUS-2014-test", 2014, "Trade; in part: credit", "", (paid,), hostile),
        _hour("RUS-2022-test", 2022, "", "Arms", (held,), hostile),
    )
    return Record(
        True,
        hours,
        (paid, held),
        (
            _responses("CHN", "RUS", share(1, 2), share(1, 2)),
            _responses("RUS", "CHN", share(0, 0), share(0, 0)),
        ),
        (3, 4),
        2001,
        2025,
        ("model coder 1: One pass.",),
    )


def _hour(need: str, year: int, done: str, held: str, acts: tuple[Act, ...], hostile: str) -> Hour:
    return Hour(
        need,
        "CHN",
        "RUS",
        year,
        year + 1,
        f"A crisis of {year} {hostile}",
        "unknown",
        "What was needed and what was done.",
        done,
        held,
        "",
        acts,
        (SEEN,),
        True,
        True,
        "Asked and refused." if held else "",
        (SEEN,) if held else (),
    )


def _responses(actor: str, toward: str, material: Share, paid: Share) -> Responses:
    kept = {"honoured": 2, "partly": 0, "lapsed": 1, "reneged": 0, "untested": 0}
    return Responses(
        actor,
        toward,
        2,
        material,
        material,
        paid,
        share(1, 2),
        kept,
        0.95,
        8,
        share(0, 0),
        share(0, 0),
    )


def weakest(hostile: str = "") -> tuple[Weakness, ...]:
    """One weak spot for each side, one for both."""
    return (
        Weakness("CHN", "dependence", f"A leans on B. {hostile}", "2015", measure="trade_share"),
        Weakness("RUS", "refused", "A crisis: arms.", "2022", "RUS-2022-test", (SEEN,)),
        Weakness("", "at odds", "Hostility between the two.", "2025", measure="hostility"),
    )


def changes(hostile: str = "") -> Changes:
    """A change of type, of an answer, of a figure, a treaty and two acts."""
    return Changes(
        "2022-02-01",
        2021,
        "transactional tie",
        "limited strategic partnership",
        (Shift("commitment", "commitment", "Not assessable", "No", f"Why. {hostile}"),),
        (Shift("credit_line", "Credit line", "1", "0", "first to second"),),
        (Shift("90001", f"A treaty {hostile}", "", "in force", "Article 1"),),
        (act("c001", "CHN", paid=True), act("c002", "CHN", hostile=hostile)),
        ("chn-rus-c001",),
    )
