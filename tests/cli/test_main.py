"""The entry point: help, version, statuses, and no traceback."""

from __future__ import annotations

import os
import subprocess
import sys

import click
import pytest
from click.testing import CliRunner

from foedus import __version__
from foedus.cli.lazy import LazyGroup
from foedus.cli.main import BROKEN_PIPE, STOPPED, SUMMARIES, cli, run

ENTRY = "import sys; from foedus.cli.main import run; sys.exit(run())"
MODULES = "import sys; from foedus.cli.main import run; run(['--help']); print(*sys.modules)"


def process(*words: str, code: str = ENTRY, **options) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-c", code, *words],
        capture_output=True,
        text=True,
        encoding=options.pop("encoding", "utf-8"),
        check=False,
        **options,
    )


def groups() -> list[LazyGroup]:
    found = [cli, *(c for c in cli.commands.values() if isinstance(c, LazyGroup))]
    assert all(isinstance(g, LazyGroup) for g in found)
    return found


def test_help_lists_every_command_without_importing_it():
    done = process(code=MODULES)
    listed, modules = done.stdout.rsplit("\n", 2)[:2]
    for name, summary in SUMMARIES.items():
        assert f"  {name}" in listed
        assert summary in listed
        assert f"foedus.cli.{name}" not in modules.split()
    assert not {"pandas", "numpy", "duckdb", "jinja2", "rich"} & set(modules.split())


def test_every_listed_command_is_there_and_shows_an_example():
    for group in groups():
        for name in group.list_commands(click.Context(group)):
            command = group.commands[name]
            assert command.name == name
            assert group.summaries[name]
            assert "Examples:" in (command.help or ""), name


def test_version():
    assert CliRunner().invoke(cli, ["--version"]).output == f"foedus {__version__}\n"


@pytest.mark.parametrize("words", [["asess"], ["data", "biuld"]])
def test_an_unknown_command_names_the_nearest(refused, words):
    complaint = refused(*words)
    assert f"Unknown command {words[-1]!r}" in complaint
    assert "Did you mean '" in complaint


def test_an_unknown_option_and_a_missing_argument_point_to_the_help(refused):
    assert "--yaer" in refused("assess", "CHN", "RUS", "--yaer", "2015")
    assert "See `foedus assess --help`." in refused("assess", "CHN")


def test_a_fault_leaves_the_process_with_2_and_no_traceback():
    done = process("assess", "CHN", "Atlantis")
    assert done.returncode == 2
    assert done.stdout == ""
    assert done.stderr.startswith("foedus: ")
    assert "Next: " in done.stderr
    assert "Traceback" not in done.stderr


def test_stopping_from_the_keyboard_is_quiet(monkeypatch, capsys):
    def stop(**_options):
        raise KeyboardInterrupt

    monkeypatch.setattr(cli, "main", stop)
    assert run([]) == STOPPED
    assert capsys.readouterr().err == "foedus: stopped.\n"


@pytest.mark.skipif(os.name != "posix", reason="closing a pipe early is a matter of POSIX systems")
def test_a_reader_that_goes_away_is_no_fault():
    with subprocess.Popen(
        [sys.executable, "-c", ENTRY, "states"], stdout=subprocess.PIPE, stderr=subprocess.PIPE
    ) as running:
        assert running.stdout is not None
        running.stdout.close()
        assert running.wait() == BROKEN_PIPE
        assert running.stderr is not None
        assert running.stderr.read() == b""


def test_a_terminal_without_the_letters_gets_question_marks():
    done = process("states", "China", env=os.environ | {"PYTHONIOENCODING": "latin-1"})
    assert done.returncode == 0
    assert "Chinese       ??" in done.stdout
