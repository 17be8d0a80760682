"""`foedus data build`: whole or not at all, resumed where it stopped, the same every time."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import numpy as np
import pytest

from foedus.core.errors import SourceDamaged
from foedus.measures import kept, rebuild
from foedus.measures.registry import stored_groups
from foedus.store.reference import (
    MANIFEST,
    PANEL,
    ReferencePanel,
    current,
    shipped_folder,
    stands_in,
)

ENTRY = "import sys; from foedus.cli.main import run; sys.exit(run())"
YEARS = {"first": 2012, "last": 2016}
ESSENTIAL = ("undl_ga_votes", "atop")


@pytest.fixture
def made_up(raw) -> Path:
    return raw(*ESSENTIAL)


@pytest.fixture
def short(monkeypatch):
    """Builds of a few years, so that a test takes seconds."""
    monkeypatch.setattr(
        rebuild.rebuild, "__kwdefaults__", {**rebuild.rebuild.__kwdefaults__, **YEARS}
    )


def content(folder: Path) -> dict[str, bytes]:
    return {p.name: p.read_bytes() for p in folder.iterdir()}


@pytest.mark.usefixtures("short")
def test_a_build_says_what_it_made_and_half_the_sources_do_not_replace_the_shipped_one(
    foedus, made_up, own_cache
):
    outcome = foedus("data", "build", "--data", str(made_up))
    assert outcome.status == 0, outcome.err
    manifest = json.loads((own_cache / "reference" / MANIFEST).read_text(encoding="utf-8"))
    assert f"content {manifest['content_sha256']}" in outcome.out
    assert "peak memory" in outcome.out
    assert "The shipped panel rests on other raw files" in outcome.out
    assert "Not here: " in outcome.out
    assert "measures 1/" in outcome.err
    assert current().folder == shipped_folder()


def test_a_panel_from_no_fewer_sources_stands_in():
    shipped = current().manifest
    assert stands_in(dict(shipped), shipped)
    fewer = {**shipped, "inputs": {**shipped["inputs"], "atop": {"present": False}}}
    assert not stands_in(fewer, shipped)
    assert not stands_in({**shipped, "foedus": "0.0.1"}, shipped)
    older = {k: v for k, v in shipped.items() if k != "hazards"}
    assert not stands_in(older, shipped)


def test_two_builds_are_equal_byte_for_byte_with_or_without_the_cache(made_up, tmp_path, own_cache):
    one = rebuild.rebuild([made_up], tmp_path / "one", **YEARS)
    two = rebuild.rebuild([made_up], tmp_path / "two", **YEARS)
    assert not one.resumed
    assert len(two.resumed) > 10
    own_cache.rename(own_cache.with_name("elsewhere"))
    rebuild.rebuild([made_up], tmp_path / "three", **YEARS)
    assert content(tmp_path / "one") == content(tmp_path / "two") == content(tmp_path / "three")


@pytest.mark.parametrize("stage", ["tables", "measures", "panel"])
def test_stopped_at_any_stage_nothing_is_half_written_and_the_next_continues(
    made_up, tmp_path, own_cache, stage
):
    rebuild.rebuild([made_up], tmp_path / "whole", **YEARS)
    own_cache.rename(own_cache.with_name("elsewhere"))

    def stop(step: rebuild.Step) -> None:
        if step.stage == stage and step.done == (0 if stage == "panel" else 1):
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        rebuild.rebuild([made_up], tmp_path / "into", report=stop, **YEARS)
    assert not list((tmp_path / "into").iterdir())
    assert not list(own_cache.rglob("*.part"))
    again = rebuild.rebuild([made_up], tmp_path / "into", **YEARS)
    assert len(again.resumed) == {"tables": 0, "measures": 1, "panel": len(stored_groups())}[stage]
    assert content(tmp_path / "into") == content(tmp_path / "whole")


def test_stopped_while_writing_the_old_panel_stays(made_up, tmp_path, monkeypatch):
    into = tmp_path / "into"
    rebuild.rebuild([made_up], into, **YEARS)
    before = content(into)

    def stop(*_arguments):
        raise KeyboardInterrupt

    monkeypatch.setattr("foedus.measures.build.content_hash", stop)
    with pytest.raises(KeyboardInterrupt):
        rebuild.rebuild([made_up], into, **YEARS)
    assert content(into) == before


def test_a_changed_raw_file_makes_the_columns_anew(made_up, tmp_path, raw):
    rebuild.rebuild([made_up], tmp_path / "one", **YEARS)
    raw("voeten_ideal_points")
    assert not rebuild.rebuild([made_up], tmp_path / "one", **YEARS).resumed


def test_changed_code_changes_the_fingerprint(monkeypatch, tmp_path):
    from foedus.dyads.frame import DyadFrame

    frame = DyadFrame(2000, (np.array([2, 20]),))
    code = tmp_path / "measure.py"
    code.write_text("a = 1", encoding="utf-8")
    monkeypatch.setattr(kept, "_code", lambda: [code])
    one = kept.fingerprint({"atop": "x"}, frame)
    assert one == kept.fingerprint({"atop": "x"}, frame) != kept.fingerprint({"atop": "y"}, frame)
    code.write_text("a = 2", encoding="utf-8")
    assert kept.fingerprint({"atop": "x"}, frame) != one


def test_kept_columns_come_back_exactly_and_damaged_ones_are_not_used(tmp_path):
    columns = {"a": np.array([[0.1, np.nan], [1 / 3, -0.0]]), "b": np.arange(3, dtype=np.int8)}
    kept.save(columns, tmp_path / "c.npz")
    back = kept.load(tmp_path / "c.npz")
    assert back is not None
    for name, values in columns.items():
        assert back[name].dtype == values.dtype
        assert back[name].tobytes() == values.tobytes()
    (tmp_path / "c.npz").write_bytes((tmp_path / "c.npz").read_bytes()[:100])
    assert kept.load(tmp_path / "c.npz") is None
    assert kept.load(tmp_path / "none.npz") is None


@pytest.mark.parametrize("present", [[], ["atop"], ["undl_ga_votes"]], ids=str)
def test_without_an_essential_source_nothing_is_written(refused, raw, tmp_path, own_cache, present):
    (tmp_path / "raw").mkdir()
    folder = raw(*present)
    complaint = refused("data", "build", "--data", str(folder), "-o", str(tmp_path / "into"))
    for name in set(ESSENTIAL) - set(present):
        assert f"({name})" in complaint
    assert "it ships" in complaint
    assert not (tmp_path / "into").exists()
    assert not own_cache.exists()


def test_a_damaged_raw_file_stops_the_build(made_up, tmp_path):
    path = made_up / "un_ga_votes/ga_votes.csv.gz"
    path.write_bytes(path.read_bytes()[:-20])
    with pytest.raises(SourceDamaged, match="cut off"):
        rebuild.rebuild([made_up], tmp_path / "into", **YEARS)
    assert not list((tmp_path / "into").iterdir())


def test_a_folder_that_cannot_be_made(refused, made_up, tmp_path):
    (tmp_path / "file").write_text("in the way", encoding="utf-8")
    words = ("data", "build", "--data", str(made_up), "-o", str(tmp_path / "file" / "panel"))
    assert "Cannot write" in refused(*words)
    assert "two places" in refused(*words, "--into-package")


@pytest.mark.skipif(os.name != "posix", reason="sends the keyboard's signal")
def test_a_stopped_process_leaves_130_and_says_that_it_continues(made_up, own_cache):
    with subprocess.Popen(
        [sys.executable, "-c", ENTRY, "data", "build", "--data", str(made_up)],
        stderr=subprocess.PIPE,
        text=True,
    ) as running:
        assert running.stderr is not None
        for line in running.stderr:
            if line.startswith("measures 2/"):
                break
        time.sleep(0.3)
        running.send_signal(signal.SIGINT)
        said = running.stderr.read()
        assert running.wait() == 130, said
    assert "`foedus data build` continues from there" in said
    assert "Traceback" not in said
    assert not list(own_cache.rglob("*.part*"))
    assert not (own_cache / "reference" / PANEL).exists()


def test_the_shipped_panel_is_what_the_makers_files_give(data, tmp_path):
    """The determinism that CI checks: the whole build, compared with what ships."""
    shipped = ReferencePanel.open(shipped_folder()).manifest
    built = rebuild.rebuild([data], tmp_path / "panel", local=False)
    assert rebuild.same_inputs(built.manifest, shipped)
    assert built.manifest["content_sha256"] == shipped["content_sha256"]
    assert set(content(tmp_path / "panel")) == {PANEL, MANIFEST}
    assert built.size < 25e6
