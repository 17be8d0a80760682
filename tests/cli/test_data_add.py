"""`foedus data add` and `status`: recognised, read, kept; or refused with nothing lost."""

from __future__ import annotations

import gzip
import json
import shutil
import stat
import zipfile
from pathlib import Path

import pytest

VOTES = "un_ga_votes/ga_votes.csv.gz"
POINTS = "ideal_points_published"


@pytest.fixture
def added(own_cache: Path) -> Path:
    return own_cache / "raw"


def kept(added: Path) -> list[str]:
    return sorted(str(p.relative_to(added)) for p in added.rglob("*") if p.is_file())


def zipped(folder: Path, target: Path) -> Path:
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as parcel:
        for path in sorted(p for p in folder.rglob("*") if p.is_file()):
            parcel.write(path, path.relative_to(folder).as_posix())
    return target


def test_a_folder_is_recognised_read_and_kept(foedus, raw, added):
    outcome = foedus("data", "add", str(raw("undl_ga_votes")))
    assert outcome.status == 0
    assert "recognised by its name; differs from the tested copy" in " ".join(outcome.out.split())
    assert "read whole by undl_ga_votes" in outcome.out
    assert kept(added) == ["un_ga_votes/ga_resolutions.csv.gz", VOTES]
    records = json.loads(foedus("data", "status", "--format", "json").out)
    state = next(r for r in records if r["name"] == "undl_ga_votes")
    assert (state["state"], state["layout"], state["folder"]) == ("present", "shared", str(added))


def test_a_dry_run_keeps_nothing(foedus, raw, added):
    outcome = foedus("data", "add", str(raw("atop")), "--dry-run")
    assert outcome.status == 0
    assert "nothing was changed" in outcome.out
    assert not added.exists()


def test_a_zip_whose_folders_are_called_otherwise(foedus, raw, added, tmp_path):
    parcel = zipped(raw("atop"), tmp_path / "download.zip")
    assert foedus("data", "add", str(parcel)).status == 0
    assert "atop_5_1/atop5_1m.csv" in kept(added)
    assert not list(tmp_path.glob("atop_5_1"))


def test_a_file_alone_waits_for_its_companions(foedus, raw, added):
    folder = raw("undl_ga_votes")
    first = foedus("data", "add", str(folder / VOTES))
    assert "cannot be read yet: it also needs" in first.out
    second = foedus("data", "add", str(folder / "un_ga_votes/ga_resolutions.csv.gz"))
    assert "read whole by undl_ga_votes" in second.out
    assert len(kept(added)) == 2


def test_an_unpacked_copy_with_a_browsers_name(foedus, raw, added, tmp_path):
    folder = raw("undl_ga_votes")
    text = gzip.decompress((folder / VOTES).read_bytes())
    copy = tmp_path / "ga_votes (1).csv"
    copy.write_bytes(text)
    assert foedus("data", "add", str(copy)).status == 0
    assert gzip.decompress((added / VOTES).read_bytes()) == text


def test_unknown_names_are_recognised_by_their_columns(foedus, raw, added, tmp_path):
    whole = raw("undl_ga_votes") / VOTES
    shutil.rmtree(whole.parent)
    sample = Path(__file__).parents[1] / "sources/samples/undl_ga_votes/ga_voting.csv"
    shutil.copyfile(sample, tmp_path / "mine.csv")
    outcome = foedus("data", "add", str(tmp_path / "mine.csv"))
    assert outcome.status == 0, outcome.err
    assert "recognised by its columns" in outcome.out
    assert kept(added) == ["un_ga_votes/ga_voting.csv"]


def test_what_no_source_reads_lists_what_they_expect(refused, tmp_path, added):
    (tmp_path / "shopping.csv").write_text("item,price\nmilk,1\n", encoding="utf-8")
    complaint = refused("data", "add", "shopping.csv")
    assert "shopping.csv" in complaint
    assert "atop: atop5_1a.csv + atop5_1aph.csv" in complaint
    assert "atopdata.org" in complaint
    assert not added.exists()


def cut_off(path: Path) -> None:
    path.write_bytes(path.read_bytes()[:-20])


def empty(path: Path) -> None:
    path.write_bytes(b"")


def wrong_columns(path: Path) -> None:
    path.write_bytes(gzip.compress(b"a,b\n1,2\n", mtime=0))


def wrong_encoding(path: Path) -> None:
    text = gzip.decompress(path.read_bytes()).decode()
    path.write_bytes(gzip.compress(text.encode("utf-16"), mtime=0))


def not_gzip(path: Path) -> None:
    path.write_bytes(b"\x1f\x8b" + b"no gzip at all" * 10)


def repeated_rows(path: Path) -> None:
    head, _, rows = gzip.decompress(path.read_bytes()).partition(b"\n")
    path.write_bytes(gzip.compress(head + b"\n" + rows + rows, mtime=0))


@pytest.mark.parametrize(
    "damage", [cut_off, empty, wrong_columns, wrong_encoding, not_gzip, repeated_rows]
)
def test_a_damaged_copy_is_refused_and_the_good_one_stays(foedus, refused, raw, added, damage):
    folder = raw("undl_ga_votes")
    foedus("data", "add", str(folder))
    before = {name: (added / name).read_bytes() for name in kept(added)}
    damage(folder / VOTES)
    complaint = refused("data", "add", str(folder / VOTES))
    assert "ga_votes" in complaint or "undl_ga_votes" in complaint
    assert {name: (added / name).read_bytes() for name in kept(added)} == before


def member(name: str, mode: int = stat.S_IFREG | 0o644) -> zipfile.ZipInfo:
    info = zipfile.ZipInfo(name)
    info.external_attr = mode << 16
    return info


@pytest.mark.parametrize(
    ("name", "mode", "complaint"),
    [
        ("../../evil.csv", stat.S_IFREG | 0o644, "outside itself"),
        ("/etc/evil.csv", stat.S_IFREG | 0o644, "outside itself"),
        ("..\\evil.csv", stat.S_IFREG | 0o644, "outside itself"),
        ("C:/evil.csv", stat.S_IFREG | 0o644, "outside itself"),
        ("atop5_1m.csv", stat.S_IFLNK | 0o777, "a link"),
    ],
)
def test_a_hostile_zip_is_refused(refused, tmp_path, added, name, mode, complaint):
    path = tmp_path / "a" / "b" / "hostile.zip"
    path.parent.mkdir(parents=True)
    with zipfile.ZipFile(path, "w") as parcel:
        parcel.writestr(member(name, mode), "/etc/passwd")
    assert complaint in refused("data", "add", str(path))
    assert not added.exists()
    assert not list(tmp_path.rglob("evil*"))


def test_a_zip_bomb_is_stopped_while_it_unpacks(refused, tmp_path, monkeypatch):
    monkeypatch.setattr("foedus.sources.parcel.MOST_BYTES", 2**20)
    path = tmp_path / "bomb.zip"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as parcel:
        parcel.writestr("atop5_1m.csv", b"0" * 2**22)
    assert "unpacks to more than" in refused("data", "add", str(path))


def test_a_gzip_bomb_is_stopped_before_it_is_parsed(refused, tmp_path, monkeypatch):
    monkeypatch.setattr("foedus.sources.adding.MOST_BYTES", 2**20)
    path = tmp_path / "ga_votes.csv.gz"
    path.write_bytes(gzip.compress(b"0" * 2**22))
    assert "unpacks to more than" in refused("data", "add", str(path))


def test_a_broken_zip_is_refused(refused, raw, tmp_path):
    parcel = zipped(raw("atop"), tmp_path / "broken.zip")
    parcel.write_bytes(parcel.read_bytes()[:-200])
    assert "cut off or not a zip" in refused("data", "add", str(parcel))


def test_nothing_there(refused):
    assert "nothing at 'nowhere.csv'" in refused("data", "add", "nowhere.csv")


def test_a_cache_that_cannot_be_written(refused, raw, monkeypatch, tmp_path):
    folder = raw("undl_ga_votes")
    (tmp_path / "file").write_text("in the way", encoding="utf-8")
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "file"))
    assert "Cannot keep a copy" in refused("data", "add", str(folder))


def test_status_tells_the_tested_copy_from_another(foedus, raw):
    folder = raw("undl_ga_votes")
    out = " ".join(foedus("data", "status", "--data", str(folder)).out.split())
    assert "Panel in use: shipped with foedus, 1946-" in out
    assert "layout shared; differs from the tested copy: ga_resolutions.csv.gz" in out
    assert "1 of 29 sources with raw files are here." in out


def test_status_of_the_makers_files(foedus, data):
    records = json.loads(foedus("data", "status", "--data", str(data), "--format", "json").out)
    shared = [r for r in records if r["files"]]
    assert {r["state"] for r in shared} == {"present"}
    assert {way for r in shared for way in r["likeness"]} == {"tested copy"}


def test_a_named_folder_must_be_there(refused, monkeypatch):
    assert "--data names 'nowhere'" in refused("data", "status", "--data", "nowhere")
    monkeypatch.setenv("FOEDUS_DATA", "gone")
    assert "FOEDUS_DATA names 'gone'" in refused("data", "status")
