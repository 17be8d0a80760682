"""Any roll-call file: what is accepted, what is refused and how plainly it is said."""

from __future__ import annotations

import gzip
from itertools import product
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from foedus.core.errors import FoedusError, SourceDamaged, SourceMissing
from foedus.rollcalls.records import file_rows
from foedus.rollcalls.records.read_file import read_file

HEAD = "item,actor,vote,date"
SMALL = [
    "b1,Ann,Y,2001-05-03",
    "b1,Bo,N,2001-05-03",
    "b1,Cy,A,2001-05-03",
    "b2,Ann,Y,2000-02-29",
    "b2,Bo,Y,2000-02-29",
    "b2,Cy,X,2000-02-29",
]


def text_of(rows: list[str], head: str = HEAD) -> str:
    return "\n".join([head, *rows]) + "\n"


@pytest.fixture
def reading(tmp_path: Path):
    """Write a file and read it."""

    def read(content: str | bytes, name: str = "votes.csv"):
        path = tmp_path / name
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
        return read_file(path)

    return read


@pytest.fixture
def refused(reading):
    """The complaint about a file."""

    def read(content: str | bytes, name: str = "votes.csv") -> str:
        with pytest.raises(FoedusError) as caught:
            reading(content, name)
        assert caught.value.remedy, "the error names no next step"
        assert name.removesuffix(".gz") in caught.value.problem
        return str(caught.value)

    return read


def cells(votes) -> set[tuple[object, object, int, int]]:
    """Who voted what on what, and when."""
    return {
        (votes.actors[a], votes.calls[c], int(v), int(votes.period[c]))
        for a, c, v in zip(votes.actor, votes.call, votes.vote, strict=True)
    }


def test_a_small_file(reading):
    found = reading(text_of(SMALL))
    assert cells(found.votes) == {
        ("Ann", "b1", 1, 2001),
        ("Bo", "b1", 3, 2001),
        ("Cy", "b1", 2, 2001),
        ("Ann", "b2", 1, 2000),
        ("Bo", "b2", 1, 2000),
    }
    report = found.report
    assert (report.rows, report.yes, report.abstain, report.no) == (6, 3, 1, 1)
    assert report.absent == {"X": 1}
    assert report.unanimous == 1
    assert found.votes.link.tolist() == [0, 1]
    assert "6 rows read" in report.lines()[0]


@pytest.mark.parametrize(
    ("yes", "abstain", "no"),
    [
        ("1", "2", "3"),
        ("1.0", "2.0", "3.0"),
        ("y", "a", "n"),
        ("YES", "Abstain", "no"),
        ("For", "ABSTENTION", "against"),
        ("Aye", "abstain", "Nay"),
        (" yea ", "A", "NAY"),
    ],
)
def test_spellings_of_votes(reading, yes, abstain, no):
    votes = reading(text_of([f"1,A,{yes},2000-01-01", f"1,B,{abstain},2000-01-01",
                             f"1,C,{no},2000-01-01"])).votes  # fmt: skip
    assert votes.vote.tolist() == [1, 2, 3]


@pytest.mark.parametrize("absent", ["X", "x", "absent", "", "NaN", "NA", " "])
def test_absence_is_no_row_and_is_counted(reading, absent):
    found = reading(text_of([*SMALL, f"b1,Dee,{absent},2001-05-03"]))
    assert "Dee" not in found.votes.actors
    assert found.report.actors_without_vote == 1
    assert sum(found.report.absent.values()) == 2


@pytest.mark.parametrize(
    ("head", "columns"),
    [
        ("RCID,Country,Choice,Session", ("RCID", "Country", "Choice", "Session")),
        ("resolution,STATE,vote,year", ("resolution", "STATE", "vote", "year")),
        ("bill,member,Vote,period", ("bill", "member", "Vote", "period")),
        ("Roll call, Name ,vote,YEAR", ("Roll call", "Name", "vote", "YEAR")),
        ("undl_id,ms_code,ms_vote,Session", ("undl_id", "ms_code", "ms_vote", "Session")),
    ],
)
def test_other_names_of_columns(reading, head, columns):
    found = reading(text_of(["7,A,1,60", "7,B,2,60", "7,C,3,60"], head))
    assert tuple(found.report.columns.values()) == columns
    assert found.votes.period.tolist() == [60]


def test_the_period_counts_before_the_date_and_the_date_before_the_year(reading):
    head = "item,actor,vote,date,year,session"
    rows = [f"1,{a},{v},1992-01-08,1950,46" for a, v in ("A1", "B3")]
    assert reading(text_of(rows, head)).votes.period.tolist() == [46]
    without = head.replace("session", "note")
    assert reading(text_of(rows, without)).votes.period.tolist() == [1992]


def test_cow_codes_are_numbers_and_come_before_names(reading):
    head = "rcid,ccode,member,country,vote,session"
    rows = ["9,710.0,1,China,1,50", "9,2,1,USA,3,50", "10,2,1,USA,1,50"]
    found = reading(text_of(rows, head))
    assert found.votes.actors == (2, 710)
    assert found.report.columns["actor"] == "ccode"


def test_times_after_a_date_and_other_separators(reading):
    rows = ["1;A;Y;2001-05-03 00:00:00", '1;"B; Ltd";N;2001-05-03T10:00:00Z']
    votes = reading(text_of(rows, HEAD.replace(",", ";"))).votes
    assert votes.actors == ("A", "B; Ltd")
    assert votes.period.tolist() == [2001]
    tabs = text_of(SMALL).replace(",", "\t")
    assert cells(reading(tabs).votes) == cells(reading(text_of(SMALL)).votes)


def test_gzip_byte_order_mark_blank_lines_and_windows_line_ends(reading):
    plain = cells(reading(text_of(SMALL)).votes)
    packed = gzip.compress(text_of(SMALL).encode())
    assert cells(reading(packed, "votes.csv.gz").votes) == plain
    assert cells(reading(packed, "packed but called.csv").votes) == plain
    marked = b"\xef\xbb\xbf\r\n" + text_of(SMALL).replace("\n", "\r\n").encode() + b"\r\n"
    assert cells(reading(marked).votes) == plain


def test_a_hundred_columns_of_which_four_count(reading):
    junk = ",".join(f"junk{k}" for k in range(96))
    rows = [f"{'x,' * 96}{row}" for row in SMALL]
    found = reading(text_of(rows, f"{junk},{HEAD}"))
    assert cells(found.votes) == cells(reading(text_of(SMALL)).votes)


def test_pieces_of_a_file_add_up(reading, monkeypatch):
    whole = reading(text_of(SMALL))
    monkeypatch.setattr(file_rows, "CHUNK", 2)
    pieces = reading(text_of(SMALL))
    assert cells(pieces.votes) == cells(whole.votes)
    assert pieces.report == whole.report


def test_items_nobody_voted_on_are_dropped_with_their_number(reading):
    found = reading(text_of([*SMALL, "b3,Ann,X,2002-01-01", "b3,Bo,,2002-01-01"]))
    assert found.votes.calls == ("b1", "b2")
    assert found.votes.period.tolist() == [2001, 2000]
    assert found.report.items_without_vote == 1
    assert any("1 items nobody voted on" in line for line in found.report.lines())


def test_a_blank_date_matters_only_where_it_gives_the_period(reading, refused):
    head = "item,actor,vote,session,date"
    rows = ["1,A,1,5,", "1,B,3,5,2001-01-01"]
    assert reading(text_of(rows, head)).votes.period.tolist() == [5]
    assert "1 row has a date that is none: nothing (1)" in refused(
        text_of(rows, head.replace("session", "note"))
    )


# What is refused


@pytest.mark.parametrize(
    ("head", "says"),
    [
        ("item,actor,votte,date", ["no column for the vote", "nearest 'votte'"]),
        ("itm,actr,vote,date", ["for the item", "nearest 'itm'", "for the actor", "'actr'"]),
        ("item,actor,vote,when", ["no column for the date or period", "session, year"]),
        ("item,actor,vote,Vote,date", ["two columns are called 'vote'"]),
    ],
)
def test_missing_columns_are_all_named(refused, head, says):
    complaint = refused(text_of(["1,2,3,4,5"], head))
    assert all(part in complaint for part in says), complaint


def test_a_hundred_columns_of_junk_are_not_all_listed(refused):
    head = ",".join(f"column with a rather long name number {k}" for k in range(100))
    complaint = refused(text_of(["1," * 99 + "1"], head))
    assert "(100 in all)" in complaint
    assert len(complaint) < 1500


def test_unknown_codes_are_listed_with_their_number(refused):
    rows = ["b1,Dee,Q,2001-05-03", "b1,Eve,perhaps,2001-05-03", "b2,Dee,Q,2000-02-29"]
    complaint = refused(text_of([*SMALL, *rows]))
    assert "3 rows have a vote that is not known: 'Q' (2), 'perhaps' (1)" in complaint
    assert "yes: 1, y, yes" in complaint


def test_voetens_codes_of_absence_are_explained(refused):
    rows = ["1,A,1,50", "1,B,8,50", "1,C,9,50", "1,D,3,50"]
    assert "8 is absent and 9 no member" in refused(text_of(rows, "rcid,ccode,vote,session"))
    assert "9 no member" not in refused(text_of([*SMALL, "b1,Dee,0,2001-05-03"]))


def test_the_same_actor_twice_on_an_item(refused):
    rows = ["b1,Ann,N,2001-05-03", "b2,Bo,Y,2000-02-29", "b2,Cy,Y,2000-02-29"]
    complaint = refused(text_of([*SMALL, *rows]))
    assert "3 rows have an actor and item that an earlier row has, 2 of them" in complaint
    assert "'Ann' on 'b1' (rows 1 and 7: yes and no)" in complaint
    assert "'Bo' on 'b2' (rows 5 and 8: both yes)" in complaint
    assert "'Cy' on 'b2' (rows 6 and 9: absent and yes)" in complaint


@pytest.mark.parametrize(
    ("rows", "says"),
    [
        (["1,Ann,Y,2000-01-01", "2,Ann,N,2000-01-01"], "only one actor votes, 'Ann'"),
        (["1,Ann,Y,2000-01-01", "1,Bo,X,2000-01-01"], "only one actor votes, 'Ann'"),
        (
            ["1,Ann,Y,2000-01-01", "1,Bo,Y,2000-01-01", "2,Bo,N,2000-01-01", "3,Bo,X,2000-01-01"],
            "all votes are equal on each of its 2 items",
        ),
        (["1,Ann,X,2000-01-01", "2,Bo,,2000-01-01"], "nobody votes on any of its 2 items"),
    ],
)
def test_a_file_in_which_nobody_can_differ(refused, rows, says):
    assert says in refused(text_of(rows))


def test_an_item_in_two_periods(refused):
    rows = ["1,A,1,5", "1,B,3,6", "2,A,1,5", "2,B,3,5"]
    complaint = refused(text_of(rows, "item,actor,vote,session"))
    assert "1 item has more than one period: '1' ('5', '6')" in complaint


def test_an_item_with_two_dates(refused):
    rows = ["1,A,1,5,2001-05-03", "1,B,3,5,2001-05-04"]
    complaint = refused(text_of(rows, "item,actor,vote,session,date"))
    assert "more than one date: '1' ('2001-05-03', '2001-05-04')" in complaint


@pytest.mark.parametrize("date", ["03/05/2001", "2001-02-30", "2001", "soon", "2001-5-3"])
def test_dates_that_are_none(refused, date):
    complaint = refused(text_of([*SMALL, f"b3,Ann,Y,{date}"]))
    assert f"1 row has a date that is none: {date!r} (1)" in complaint
    assert "YYYY-MM-DD" in complaint


@pytest.mark.parametrize("period", ["ES-7", "12.5", "20010503", "-1", ""])
def test_periods_that_are_none(refused, period):
    rows = ["1,A,1,5", "1,B,3,5", f"2,A,1,{period}"]
    complaint = refused(text_of(rows, "item,actor,vote,session"))
    assert f"1 row has a 'session' that is no period: {repr(period) if period else 'nothing'}" in (
        complaint
    )


def test_all_faults_at_once(refused):
    rows = ["b1,,Y,2001-05-03", ",Bo,Y,2001-05-03", "b1,Ann,Q,2001-05-03", "b2,Dee,Y,never"]
    complaint = refused(text_of([*SMALL, *rows]))
    assert "has 5 faults:" in complaint
    for part in ("no item (first: row 8)", "no actor (first: row 7)", "'Q' (1)", "'never' (1)",
                 "(rows 1 and 9: yes and unknown)"):  # fmt: skip
        assert part in complaint


def test_a_name_that_a_terminal_would_obey(refused):
    complaint = refused(text_of([*SMALL, "b1,Dee,\x1b[31mQ,2001-05-03"]))
    assert "\x1b" not in complaint


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (b"", "is empty"),
        (b"\n \n", "is empty"),
        (HEAD.encode() + b"\n", "header and no rows"),
        (text_of(SMALL).encode("utf-16"), "not UTF-8 text"),
        (text_of(SMALL).encode("utf-16-le"), "not UTF-8 text"),
        (text_of([*SMALL, "b1,Zoë,Y,2001-05-03"]).encode("latin-1"), "not UTF-8 text"),
        (b"PK\x03\x04\x14\x00\x06\x00\x08\x00\xff\xfe\x00", "not UTF-8 text"),
        (text_of([*SMALL, 'b1,"Dee,Y,2001-05-03']).encode(), "cannot be read as a table"),
    ],
)
def test_what_is_no_table(reading, content, says):
    with pytest.raises(SourceDamaged) as caught:
        reading(content)
    assert says in str(caught.value)
    assert caught.value.remedy


@pytest.mark.parametrize("keep", [0.2, 0.6, 0.95])
def test_a_gzip_that_was_cut_off(reading, keep):
    rows = [f"{i},Actor {a},{'YN'[(i + a) % 2]},2001-05-03"
            for i, a in product(range(300), range(20))]  # fmt: skip
    whole = gzip.compress(text_of(rows).encode())
    assert len(reading(whole, "votes.csv.gz").votes) == 6000
    with pytest.raises(SourceDamaged, match="cut off or damaged"):
        reading(whole[: int(len(whole) * keep)], "votes.csv.gz")


def test_no_such_file(tmp_path):
    with pytest.raises(SourceMissing, match="no such file"):
        read_file(tmp_path / "votes.csv")
    with pytest.raises(SourceMissing, match="directory"):
        read_file(tmp_path)


def written(path: Path, rows: list[tuple[int, str, str]]) -> Path:
    lines = [f"{item},{actor},{vote},{1990 + item % 3}-07-01" for item, actor, vote in rows]
    path.write_text(text_of(lines), encoding="utf-8")
    return path


RECORDS = st.dictionaries(
    st.tuples(st.integers(0, 12), st.sampled_from("ABCDEF")),
    st.sampled_from(["Y", "N", "A", "X", ""]),
    min_size=2,
).map(lambda d: [(i, a, v) for (i, a), v in d.items()])


@settings(max_examples=25)
@given(data=st.data(), record=RECORDS)
def test_order_of_rows_does_not_matter_and_new_names_permute(tmp_path_factory, data, record):
    # One item on which two differ, so that the file can be read.
    record = [*record, (90, "A", "Y"), (90, "B", "N")]
    folder = tmp_path_factory.mktemp("votes")
    found = read_file(written(folder / "as_is.csv", record)).votes
    mixed = read_file(written(folder / "mixed.csv", data.draw(st.permutations(record)))).votes
    assert (mixed.actors, mixed.calls) == (found.actors, found.calls)
    for name in ("period", "link", "actor", "call", "vote"):
        np.testing.assert_array_equal(getattr(mixed, name), getattr(found, name))

    renamed = dict(zip("ABCDEF", data.draw(st.permutations("ABCDEF")), strict=True))
    other = [(item, renamed[actor], vote) for item, actor, vote in record]
    again = read_file(written(folder / "renamed.csv", other)).votes
    assert cells(again) == {(renamed[a], c, v, t) for a, c, v, t in cells(found)}
    assert again.calls == found.calls
