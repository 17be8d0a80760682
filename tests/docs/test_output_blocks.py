"""What README and documentation print is what the commands print."""

from __future__ import annotations

import importlib.util
from pathlib import Path
from types import ModuleType

import pytest

ROOT = Path(__file__).resolve().parents[2]


def _script() -> ModuleType:
    spec = importlib.util.spec_from_file_location(
        "refresh_docs", ROOT / "scripts" / "refresh_docs.py"
    )
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


refresh_docs = _script()
CASES = [
    pytest.param(
        command, refresh_docs.before(page), body, id=f"{page.relative_to(ROOT)}: {command}"
    )
    for page in refresh_docs.pages()
    for command, body in refresh_docs.blocks(page)
]


@pytest.mark.parametrize(("command", "earlier", "printed"), CASES)
def test_block_shows_the_true_output(command: str, earlier: tuple[str, ...], printed: str) -> None:
    assert printed == refresh_docs.true_output(command, earlier), "run `make docs` to refresh it"


def test_every_marker_belongs_to_a_whole_block() -> None:
    for page in refresh_docs.pages():
        whole = len(list(refresh_docs.blocks(page)))
        text = page.read_text(encoding="utf-8")
        assert text.count("<!-- output: ") == text.count("<!-- /output -->") == whole, page


def test_readme_shows_the_example_it_names() -> None:
    commands = [command for command, _ in refresh_docs.blocks(ROOT / "README.md")]
    assert "foedus assess CHN RUS" in commands


def test_refreshing_replaces_only_the_body(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(refresh_docs, "true_output", lambda command, earlier: f"[{command}]\n")
    text = "a\n<!-- output: foedus x -->\n```text\nold\n```\n<!-- /output -->\nb\n"
    assert refresh_docs.refreshed(text) == text.replace("old", "[foedus x]")


def test_commands_before_the_blocks_are_run_in_their_folder() -> None:
    earlier = ("foedus texts add papers/limits.txt --corpus one --processes 0",)
    assert "1 document" in refresh_docs.true_output("foedus texts list one", earlier)
    assert "No corpora" in refresh_docs.true_output("foedus texts corpora")


def test_only_foedus_may_run() -> None:
    with pytest.raises(SystemExit, match="only run foedus"):
        refresh_docs.true_output("rm -rf x")
