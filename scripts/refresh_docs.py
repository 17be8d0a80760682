"""Refresh every output block of the README and the documentation from the true output.

A block looks like this; what stands between the fences is what the command prints::

    <!-- output: foedus assess CHN RUS -->
    ```text
    ...
    ```
    <!-- /output -->

A command may end in ``| head -N`` to show its first N lines, or in ``| section TITLE`` to show
the part under a heading in capitals. Commands run in a folder that
holds nothing but the made-up texts of ``docs/how-to/examples``, without raw data and 80 columns
wide, so that the text is the same on every machine.

Blocks do not see what other blocks did. What has to be there before all blocks of a page is
done by commands that print nothing there, in order::

    <!-- before: foedus texts add papers --corpus experts -->

A table shows rows of a file in ``benchmarks/results``: its name, which rows, which columns
under which headings::

    <!-- rows: competitors | case = session 74 | method as program, cpu_s as seconds -->
    ...
    <!-- /rows -->

    python scripts/refresh_docs.py            rewrite the blocks
    python scripts/refresh_docs.py --check    name the blocks that differ, change nothing
"""

from __future__ import annotations

import atexit
import csv
import os
import re
import shlex
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
BLOCK = re.compile(
    r"(?P<head><!-- output: (?P<command>[^\n]+?) -->\n```text\n)(?P<body>.*?)"
    r"(?P<tail>```\n<!-- /output -->)",
    re.DOTALL,
)
BEFORE = re.compile(r"<!-- before: (?P<command>[^\n]+?) -->")
TABLE = re.compile(
    r"(?P<head><!-- rows: (?P<query>[^\n]+?) -->\n)(?P<body>.*?)(?P<tail><!-- /rows -->)",
    re.DOTALL,
)
RESULTS = ROOT / "benchmarks" / "results"
EXAMPLES = ROOT / "docs" / "how-to" / "examples"
HEAD = re.compile(r"^(?P<command>.*?)\s*\|\s*head\s+-(?P<lines>\d+)$")
SECTION = re.compile(r"^(?P<command>.*?)\s*\|\s*section\s+(?P<title>[A-Z ]+)$")
FOEDUS = "import sys; from foedus.cli.main import run; sys.argv[0] = 'foedus'; sys.exit(run())"


def pages() -> list[Path]:
    """The Markdown files that can hold output blocks."""
    return [ROOT / "README.md", *sorted((ROOT / "docs").rglob("*.md"))]


def blocks(page: Path) -> Iterator[tuple[str, str]]:
    """Command and printed text of each output block of `page`."""
    for match in BLOCK.finditer(page.read_text(encoding="utf-8")):
        yield match["command"], match["body"]


def before(page: Path) -> tuple[str, ...]:
    """Commands that are run before each block of `page`."""
    return _before(page.read_text(encoding="utf-8"))


def _before(text: str) -> tuple[str, ...]:
    return tuple(match["command"] for match in BEFORE.finditer(text))


@cache
def true_output(command: str, earlier: tuple[str, ...] = ()) -> str:
    """What `command` prints on a machine without raw data, after some earlier ones.

    Raises
    ------
    SystemExit
        If it is not a `foedus` command, or leaves with an error.
    """
    cut = HEAD.match(command)
    part = SECTION.match(command)
    asked = cut or part
    with tempfile.TemporaryDirectory() as folder:
        shutil.copytree(_prepared(earlier), folder, dirs_exist_ok=True)
        printed = _run(asked["command"] if asked else command, folder)
    lines = [line.rstrip() for line in printed.strip("\n").splitlines()]
    if part:
        lines = _section(lines, part["title"])
    if cut and len(lines) > int(cut["lines"]):
        lines = [*lines[: int(cut["lines"])], "..."]
    return "\n".join(lines) + "\n"


def _section(lines: list[str], title: str) -> list[str]:
    """The lines from a heading to the empty line after which the next stands."""
    start = lines.index(title)
    ends = [k for k in range(start, len(lines)) if not lines[k]]
    return lines[start : ends[0] if ends else len(lines)]


@cache
def _prepared(earlier: tuple[str, ...]) -> str:
    """A folder with the made-up texts in which some commands were run."""
    folder = tempfile.mkdtemp(prefix="foedus-docs-")
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    shutil.copytree(EXAMPLES, folder, dirs_exist_ok=True)
    for command in earlier:
        _run(command, folder)
    return folder


def _run(command: str, folder: str) -> str:
    program, *arguments = shlex.split(command)
    if program != "foedus":
        raise SystemExit(f"An output block may only run foedus, not {program!r}.")
    done = subprocess.run(
        [sys.executable, "-c", FOEDUS, *arguments],
        cwd=folder,
        env=_environment(folder),
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )
    if done.returncode != 0:
        raise SystemExit(f"`{command}` left with {done.returncode}:\n{done.stderr}")
    return done.stdout


def _environment(empty: str) -> dict[str, str]:
    kept = {k: v for k, v in os.environ.items() if not k.startswith(("FOEDUS_", "XDG_"))}
    fixed = {"COLUMNS": "80", "NO_COLOR": "1", "TERM": "dumb", "PYTHONUTF8": "1"}
    return kept | fixed | {"XDG_CACHE_HOME": empty, "FOEDUS_CORPORA": "corpora"}


def true_table(query: str) -> str:
    """The Markdown table for `query`: ``file | column = value | column as heading, ...``.

    Raises
    ------
    SystemExit
        If the file has no such column, or no such row.
    """
    name, where, wanted = (part.strip() for part in query.split("|"))
    key, value = (part.strip() for part in where.split("="))
    columns = [part.strip().partition(" as ")[::2] for part in wanted.split(",")]
    with (RESULTS / f"{name}.csv").open(newline="", encoding="utf-8") as stream:
        reader = csv.DictReader(stream)
        absent = {key, *(c for c, _ in columns)} - set(reader.fieldnames or ())
        rows = [] if absent else [row for row in reader if row[key] == value]
    if not rows:
        raise SystemExit(f"No rows for `{query}`; unknown columns: {sorted(absent) or 'none'}.")
    lines = [[heading or column for column, heading in columns], ["---"] * len(columns)]
    lines += [[row[column] for column, _ in columns] for row in rows]
    return "\n" + "".join(f"| {' | '.join(line)} |\n" for line in lines) + "\n"


def refreshed(text: str) -> str:
    """`text` with every output block and every table replaced by the true one."""
    text = TABLE.sub(lambda m: m["head"] + true_table(m["query"]) + m["tail"], text)
    earlier = _before(text)
    return BLOCK.sub(lambda m: m["head"] + true_output(m["command"], earlier) + m["tail"], text)


def main(arguments: list[str]) -> int:
    """Rewrite the blocks, or with ``--check`` name the pages that would change."""
    check = arguments == ["--check"]
    stale = 0
    for page in pages():
        old = page.read_text(encoding="utf-8")
        new = refreshed(old)
        if new == old:
            continue
        stale += 1
        sys.stdout.write(f"{'stale' if check else 'refreshed'}: {page.relative_to(ROOT)}\n")
        if not check:
            page.write_text(new, encoding="utf-8")
    return int(check and stale > 0)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
