"""The lock files pin every dependency by hash and name no host."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
PIN = re.compile(r"^(?P<name>[a-z0-9.-]+)==(?P<version>\S+)", re.MULTILINE)


def _pins(name: str) -> dict[str, str]:
    return {m["name"]: m["version"] for m in PIN.finditer((ROOT / name).read_text("utf-8"))}


def _declared(extra: str | None) -> set[str]:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    wanted = [*project["dependencies"], *(project["optional-dependencies"][extra] if extra else [])]
    return {re.split(r"[<>=~!;\[ ]", d)[0].lower().replace("_", "-") for d in wanted}


@pytest.mark.parametrize(
    ("lock", "extra"), [("requirements.lock", None), ("requirements-dev.lock", "dev")]
)
def test_lock_is_whole(lock: str, extra: str | None) -> None:
    text = (ROOT / lock).read_text("utf-8")
    assert not _declared(extra) - set(_pins(lock)), "run `make lock`"
    assert "hatchling" in _pins(lock)
    assert "://" not in text
    for requirement in re.split(r"^(?=[a-z0-9])", text, flags=re.MULTILINE)[1:]:
        assert "--hash=sha256:" in requirement, requirement.splitlines()[0]


def test_the_two_locks_agree() -> None:
    core, dev = _pins("requirements.lock"), _pins("requirements-dev.lock")
    assert {name: dev.get(name) for name in core} == core
