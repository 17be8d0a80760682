"""Writing to places that work and places that do not."""

from __future__ import annotations

import os
import stat

import pytest

from foedus.core.errors import NotWritable
from foedus.report.writing import check, write


def test_text_is_utf8_and_replaces_what_was_there(tmp_path):
    place = tmp_path / "报告.html"
    write(place, "first")
    assert write(place, "中国\n").read_bytes() == "中国\n".encode()
    assert [p.name for p in tmp_path.iterdir()] == ["报告.html"]


def test_bytes_are_written_as_they_are(tmp_path):
    assert write(tmp_path / "x.png", b"\x89PNG").read_bytes() == b"\x89PNG"


def test_a_new_file_has_the_usual_mode_and_an_old_one_keeps_its_own(tmp_path):
    mask = os.umask(0o022)
    try:
        new = write(tmp_path / "new", "x")
        assert stat.S_IMODE(new.stat().st_mode) == 0o644
        new.chmod(0o600)
        assert stat.S_IMODE(write(new, "y").stat().st_mode) == 0o600
    finally:
        os.umask(mask)


def test_a_link_is_followed(tmp_path):
    (tmp_path / "real").write_text("old")
    (tmp_path / "link").symlink_to(tmp_path / "real")
    write(tmp_path / "link", "new")
    assert (tmp_path / "link").is_symlink()
    assert (tmp_path / "real").read_text() == "new"


@pytest.mark.parametrize(
    ("name", "words"),
    [
        (".", "is a folder"),
        ("none/x.html", "does not exist"),
        ("file/x.html", "folder"),
        ("x" * 300, "Cannot write"),
        ("a\0b", "Cannot write"),
    ],
)
def test_places_that_cannot_be_written_name_the_next_step(tmp_path, name, words):
    (tmp_path / "file").write_text("x")
    with pytest.raises(NotWritable, match=words) as fault:
        write(tmp_path / name, "x")
    assert fault.value.remedy
    assert [p.name for p in tmp_path.iterdir()] == ["file"]


def test_a_file_that_may_not_be_written_is_left_alone(tmp_path, monkeypatch):
    place = tmp_path / "x.html"
    place.write_text("old")
    monkeypatch.setattr(os, "access", lambda *_: False)
    with pytest.raises(NotWritable, match="permission denied"):
        write(place, "new")
    assert place.read_text() == "old"


def test_a_device_is_written_to():
    write("/dev/null", "x")
    assert not os.path.isfile("/dev/null")


def test_a_failed_rename_leaves_neither_half_nor_rest(tmp_path, monkeypatch):
    place = tmp_path / "x.html"
    place.write_text("old")

    def refuse(*_):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("pathlib.Path.replace", refuse)
    with pytest.raises(NotWritable, match="no space left"):
        write(place, "new")
    assert [p.name for p in tmp_path.iterdir()] == ["x.html"]
    assert place.read_text() == "old"


def test_a_place_is_asked_about_before_any_work(tmp_path):
    check(tmp_path / "x.md")
    assert not (tmp_path / "x.md").exists()
    with pytest.raises(NotWritable, match="does not exist"):
        check(tmp_path / "none" / "x.md")
    with pytest.raises(NotWritable, match="is a folder"):
        check(tmp_path)
