"""Python examples of README and documentation run and print what they show."""

from __future__ import annotations

import doctest
import re
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
FENCE = re.compile(r"^```(?P<language>pycon|python)\n(?P<code>.*?)^```$", re.DOTALL | re.MULTILINE)
PAGES = [
    page
    for page in (
        ROOT / "README.md",
        ROOT / "CONTRIBUTING.md",
        *sorted((ROOT / "docs").rglob("*.md")),
    )
    if FENCE.search(page.read_text(encoding="utf-8"))
]


@pytest.mark.parametrize("page", PAGES, ids=lambda p: str(p.relative_to(ROOT)))
def test_examples_run(page: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    names: dict[str, object] = {"__name__": "example"}
    flags = doctest.ELLIPSIS | doctest.NORMALIZE_WHITESPACE
    for match in FENCE.finditer(page.read_text(encoding="utf-8")):
        if match["language"] == "python":
            exec(compile(match["code"], str(page), "exec"), names)
            continue
        example = doctest.DocTestParser().get_doctest(match["code"], names, page.name, str(page), 0)
        runner = doctest.DocTestRunner(optionflags=flags, verbose=False)
        said: list[str] = []
        runner.run(example, out=said.append, clear_globs=False)
        names.update(example.globs)
        assert runner.summarize(verbose=False).failed == 0, "".join(said)
