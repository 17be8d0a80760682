"""Tables that were built before are found; an assessment never builds them."""

from __future__ import annotations

from foedus.sources.tidy import build_tables, built_before

NAME = "undl_ga_votes"


def test_absent_then_here_then_built(raw, tmp_path):
    assert built_before([tmp_path], NAME) == (False, None)
    folder = raw(NAME)
    assert built_before([folder], NAME) == (True, None)
    build_tables([folder], [NAME])
    here, files = built_before([folder], NAME)
    assert here
    assert files["un_votes"].is_file()
    assert files["un_items"].is_file()


def test_changed_votes_are_not_built_yet(raw):
    folder = raw(NAME)
    build_tables([folder], [NAME])
    for path in folder.rglob("*votes*"):
        if path.is_file():
            path.write_bytes(path.read_bytes() + b"\n")
    assert built_before([folder], NAME) == (True, None)
