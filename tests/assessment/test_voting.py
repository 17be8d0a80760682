"""The distance by UN votes beside the verdict: told with its interval, never scored."""

import re

import numpy as np
import pandas as pd
import pytest
from tests.rollcalls import made_up_points as made

import foedus
from foedus.assessment import drivers, voting
from foedus.rollcalls.positions import reference_points
from foedus.sources import tidy
from foedus.store import parquet
from foedus.store.reference import built_folder


@pytest.fixture
def nowhere(tmp_path, monkeypatch):
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    monkeypatch.delenv("FOEDUS_DATA", raising=False)
    monkeypatch.setattr(reference_points, "shipped_folder", lambda: tmp_path / "none")


@pytest.fixture
def built(nowhere):
    made.written(built_folder())
    return reference_points.current()


def asked(*pair, year=2025):
    return foedus.assess(*pair, year, compare=[], draws=20)


def test_without_estimates_it_says_how_to_make_them(nowhere):
    found = asked("CHN", "RUS")
    assert found.voting.why_null.startswith("Not assessable: the estimates")
    assert "foedus data build --estimates" in found.voting.why_null
    figure = next(f for f in found.measures if f.measure == "estimated_distance")
    assert (figure.value, figure.status) == (None, "missing")
    assert "foedus data build --estimates" in figure.note


def test_no_answer_hangs_on_the_estimates(nowhere, tmp_path):
    before = [asked(*pair, year=year) for pair, year in PAIRS]
    made.written(built_folder())
    after = [asked(*pair, year=year) for pair, year in PAIRS]
    for one, two in zip(before, after, strict=True):
        assert one.verdict == two.verdict
        assert [(f.met, f.score, f.text) for f in one.criteria] == [
            (f.met, f.score, f.text) for f in two.criteria
        ]
        assert two.voting.timeline is not None


PAIRS = ((("CHN", "RUS"), 2025), (("USA", "CUB"), 1985), (("USA", "CHN"), 2015))


def test_where_they_stand_and_how_that_moved(built):
    found = asked("CHN", "RUS")
    path = built.pair(made.CHINA, made.RUSSIA)
    since_1991, decade = (m for m in found.voting.moved if m.model == "foedus")
    assert (since_1991.first, since_1991.last, decade.first) == (1991, 2024, 2014)
    at = dict(zip(path.year.tolist(), path.distance.mean.tolist(), strict=True))
    assert since_1991.change == pytest.approx(at[2024] - at[1991])
    # From .36 to 1.4 with standard deviations of .1: settled.
    assert since_1991.settled
    assert "Since 1991 it grew by" in " ".join(found.voting.sentences)
    assert "they moved apart" in " ".join(found.voting.sentences)
    figure = next(f for f in found.measures if f.measure == "estimated_distance")
    assert figure.value == pytest.approx(at[2024])
    assert (figure.status, figure.data_year) == ("carried", 2024)  # session 80 has three votes
    assert figure.interval.low < figure.value < figure.interval.high
    assert figure in next(f for f in found.criteria if f.name == "norms").figures
    published = next(f for f in found.measures if f.measure == "faithful_distance")
    assert (published.status, published.data_year) == ("carried", 2019)


def test_a_small_change_is_not_settled(nowhere):
    made.written(built_folder(), sd=0.6)
    found = asked("CHN", "RUS")
    assert not any(m.settled for m in found.voting.moved if m.model == "foedus" and m.first == 2014)
    assert "whether it moved is not settled" in " ".join(found.voting.sentences)


def test_order_of_the_names_does_not_matter(built):
    one, two = asked("CHN", "RUS").voting, asked("RUS", "CHN").voting
    assert one.moved == two.moved
    assert "China and Russia stood" in one.sentences[0]
    assert "read it beside their agreement" in one.sentences[-1]
    assert "Russia and China stood" in two.sentences[0]


def test_the_chart_has_both_models_with_bands(built):
    ours, published = asked("CHN", "RUS").voting.timeline.series
    assert (ours.role, published.role) == ("joint", "comparison")
    assert (ours.years[-1], published.years[-1]) == (2024, 2019)
    for s in (ours, published):
        assert all(a <= v <= b for a, v, b in zip(s.low, s.values, s.high, strict=True))


def test_before_both_voted_it_is_not_assessable(built):
    found = asked("CHN", "RUS", year=1960).voting
    assert "no session up to 1960" in found.why_null
    assert found.timeline is None


def test_rank_among_all_pairs_by_brute_force(built):
    p = built.points("foedus")
    path = voting.Path(built.pair(made.CHINA, made.RUSSIA), p)
    states = [s for s in made.WHERE if s not in (made.CHINA, made.RUSSIA)]
    every = [
        built.pair(a, b).distance.mean[-1]
        for k, a in enumerate(made.WHERE)
        for b in list(made.WHERE)[:k]
    ]
    own = path.pair.distance.mean[-1]
    assert states
    assert path.nearer_than(len(path.pair) - 1) == pytest.approx(
        sum(d > own + 1e-9 for d in every) / (len(every) - 1)
    )


def made_up_votes():
    """Twelve votes: apart on torture, together on trade, mixed on the rest."""
    titles = ["Torture"] * 4 + ["The trade in grain"] * 3 + ["Trade in grain"] + ["Sport"] * 4
    agenda = ["A/1 1 Text. HUMAN RIGHTS"] * 4 + ["A/1 2 Text. TRADE--GRAIN"] * 4 + [""] * 4
    day = np.arange("2016-01-01", "2016-01-13", dtype="datetime64[D]")
    two = [2] * 4 + [0] * 4 + [0, 1, 0, 2]
    one = [0] * 4 + [0] * 4 + [0, 1, 1, 2]
    return pd.DataFrame(
        {"item": range(100, 112), "date": day, "title": titles, "agenda": agenda}
    ), np.array([one, two]).T


def test_what_drove_them_apart_and_together():
    items, choices = made_up_votes()
    rows = {c: items[c].to_numpy() for c in items} | {"choices": choices}
    found = drivers.found_in(rows, (2016, 2025))
    assert (found.votes, found.same) == (12, 7)
    assert [d.name for d in found.apart] == ["Torture"]
    assert (found.apart[0].votes, found.apart[0].same) == (4, 0)
    assert found.apart[0].last == "2016-01-04"
    assert found.apart[0].url.endswith("/103")
    # 7 of 12 alike with torture, 7 of 8 without.
    assert found.apart[0].agreement == pytest.approx(7 / 12 - 7 / 8)
    # Two spellings of a title are one, under the newer; a subject ends at its dash.
    assert found.together[0].name == "Trade in grain"
    assert found.together[0].votes == 4
    assert [d.name for d in found.subjects_apart] == ["HUMAN RIGHTS"]
    assert [d.name for d in found.subjects_together] == ["TRADE"]


@pytest.fixture
def votes_here(built, tmp_path, monkeypatch):
    """Tidy votes as a build leaves them."""
    items, choices = made_up_votes()
    cast = pd.concat(
        pd.DataFrame({"item": items["item"], "ccode": code, "vote": choices[:, k] + 1})
        for k, code in enumerate((made.CHINA, made.RUSSIA))
    )
    stray = pd.DataFrame({"item": [200], "ccode": [made.CHINA], "vote": [1]})
    folder = tmp_path / "tidy"
    parquet.write(
        pd.concat([cast, stray]).sample(frac=1, random_state=1), folder / "un_votes.parquet"
    )
    items["year"] = 2016
    parquet.write(items.sample(frac=1, random_state=2), folder / "un_items.parquet")
    files = {name: folder / f"{name}.parquet" for name in ("un_votes", "un_items")}
    answer = {"here": (True, files)}
    monkeypatch.setattr(tidy, "built_before", lambda folders, name: answer["here"])
    return answer


def test_votes_that_were_read_before_are_used(votes_here):
    found = asked("CHN", "RUS").voting
    assert found.why_no_drivers == ""
    assert (found.drivers.first, found.drivers.last, found.drivers.votes) == (2015, 2025, 12)
    assert found.drivers.apart[0].name == "Torture"
    few = asked("CHN", "RUS", year=2014).voting
    assert few.drivers is None
    assert "both voted on 0 resolutions only" in few.why_no_drivers


@pytest.mark.parametrize(
    ("here", "said"),
    [
        ((False, None), "foedus sources undl_ga_votes"),
        ((True, None), "not read yet. `foedus votes CHN RUS --from 2015 --to 2025 --influence`"),
    ],
)
def test_where_votes_are_not_at_hand_it_says_how_to_get_them(votes_here, here, said):
    votes_here["here"] = here
    found = asked("CHN", "RUS").voting
    assert found.drivers is None
    assert said in found.why_no_drivers


def test_the_command_it_names_is_one(votes_here):
    from foedus.cli.votes import votes_command

    votes_here["here"] = (False, None)
    why = asked("CHN", "RUS").voting.why_no_drivers
    words = re.search(r"`(foedus votes [^`]+)`", why)[1].split()
    known = {o for p in votes_command.params for o in p.opts}
    assert {w for w in words if w.startswith("--")} <= known
