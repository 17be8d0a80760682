"""Every command and option of `foedus` is in the reference."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import click


def _commands(command: click.Command, path: str) -> Iterator[tuple[str, click.Command]]:
    yield path, command
    if isinstance(command, click.Group):
        for name, inner in sorted(command.commands.items()):
            if not inner.hidden:
                yield from _commands(inner, f"{path} {name}")


def _tree() -> list[tuple[str, click.Command]]:
    from foedus.cli.main import cli

    return list(_commands(cli, "foedus"))


def test_every_command_has_its_help_in_the_reference(root: Path) -> None:
    text = (root / "docs/reference/cli.md").read_text(encoding="utf-8")
    absent = [path for path, _ in _tree() if f"<!-- output: {path} --help -->" not in text]
    assert not absent, f"add a section with an output block for: {absent}"


def test_the_reference_names_no_command_that_is_gone(root: Path) -> None:
    text = (root / "docs/reference/cli.md").read_text(encoding="utf-8")
    known = {path for path, _ in _tree()}
    shown = {
        line.removeprefix("<!-- output: ").removesuffix(" --help -->")
        for line in text.splitlines()
        if line.startswith("<!-- output: ") and line.endswith(" --help -->")
    }
    assert shown <= known


def test_every_command_and_option_says_what_it_does() -> None:
    for path, command in _tree():
        assert command.help, f"{path} has no help text"
        for option in command.params:
            if isinstance(option, click.Option):
                assert option.help, f"{path} {option.opts[0]} has no help text"
