"""The command line as a user meets it: words in; status, output and complaint out."""

from __future__ import annotations

import importlib.util
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from types import ModuleType

import pytest

SOURCES = Path(__file__).resolve().parents[1] / "sources"


@dataclass(frozen=True)
class Outcome:
    status: int
    out: str
    err: str


def _load(path: Path) -> ModuleType:
    spec = importlib.util.spec_from_file_location("source_samples", path)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


samples = _load(SOURCES / "conftest.py")


@pytest.fixture(autouse=True)
def own_cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A cache of the test's own, and no raw data unless the test names some."""
    cache = tmp_path / "cache"
    cache.mkdir()
    monkeypatch.setenv("XDG_CACHE_HOME", str(cache))
    monkeypatch.delenv("FOEDUS_DATA", raising=False)
    monkeypatch.chdir(tmp_path)
    return cache / "foedus"


@pytest.fixture
def foedus(capsys: pytest.CaptureFixture[str]) -> Callable[..., Outcome]:
    """Run a command in this process: ``foedus("assess", "CHN", "RUS")``."""
    from foedus.cli.main import run

    def call(*words: str) -> Outcome:
        capsys.readouterr()
        status = run(words)
        said = capsys.readouterr()
        return Outcome(status, said.out, said.err)

    return call


@pytest.fixture
def refused(foedus: Callable[..., Outcome]) -> Callable[..., str]:
    """Run a command that must be refused; its complaint, which names the next step."""

    def call(*words: str) -> str:
        outcome = foedus(*words)
        assert outcome.status == 2
        assert outcome.err.startswith("foedus: ")
        assert "\nNext: " in outcome.err
        assert "Traceback" not in outcome.err + outcome.out
        return outcome.err

    return call


@pytest.fixture
def raw(tmp_path: Path) -> Callable[..., Path]:
    """Lay out made-up raw files of sources: ``raw("atop", "undl_ga_votes") -> folder``."""
    from foedus.sources import registry

    def lay_out(*names: str, folder: str = "raw") -> Path:
        for name in names:
            source = registry.origin(name)
            for f in source.files:
                if f.layout == "shared":
                    text = samples.sample_of(source, f.path).read_text(encoding="utf-8")
                    samples.write_sample(text, tmp_path / folder / f.path)
        return tmp_path / folder

    return lay_out
