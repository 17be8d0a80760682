"""The start of a new case file: folders, names and fields, with nothing claimed yet."""

from __future__ import annotations

import json
from pathlib import Path

from foedus.core.errors import NotWritable
from foedus.ledger.episodes import Episode, episodes
from foedus.ledger.layout import ITEM
from foedus.ledger.schema import schemas
from foedus.states.state import State

_CODING = """[coding]
coder = ""        # your name; a model is named as one
made = "{today}"
how = ""          # how it was made, and from what
blind = true      # without sight of another coding of the pair
"""
_QUERIES = (
    "{A} military support {B} {W} troops arms ammunition intelligence",
    "{A} {B} {W} credit loan swap bank payments trade sanctions aid",
    "{A} {B} {W} Security Council vote veto statement support mediation recognition",
    "{B} asked {A} for help {W} refused declined request",
)
"""The four standard queries, the same for every pair."""


def start_case(one: State, two: State, place: Path, today: str) -> list[Path]:
    """Write the files of a new case: a grid of each direction, items, sources, schemas.

    Every cell of the grids is ``not_searched``.

    Parameters
    ----------
    one, two
        The two states.
    place
        Folder of case files; the pair's folder is made in it.
    today
        Day of the coding.

    Returns
    -------
    list of Path
        The files written.

    Raises
    ------
    NotWritable
        If the pair's folder exists already or cannot be made.
    """
    name = "-".join(sorted((one.iso3.lower(), two.iso3.lower())))
    folder = place / name
    texts = _texts(one, two, today)
    try:
        folder.mkdir(parents=True)
        for file, text in texts.items():
            (folder / file).write_text(text, "utf-8", newline="\n")
    except FileExistsError:
        raise NotWritable(
            f"{folder} exists already; nothing was changed.", "Edit it, or name another --folder."
        ) from None
    except OSError as fault:
        raise NotWritable(
            f"{folder} cannot be written: {fault.strerror}.", "Name another --folder."
        ) from None
    return [folder / file for file in texts]


def _texts(one: State, two: State, today: str) -> dict[str, str]:
    coding = _CODING.format(today=today)
    found = {
        f"grid-{a.iso3.lower()}-for-{b.iso3.lower()}.toml": "#:schema grid.schema.json\n"
        + coding
        + _rows(a, b, today)
        for a, b in ((one, two), (two, one))
    }
    found["items.toml"] = "#:schema items.schema.json\n" + coding + _item_help()
    found["sources.json"] = "[]\n"
    for kind in ("items", "grid"):
        found[f"{kind}.schema.json"] = json.dumps(schemas()[kind], indent=1) + "\n"
    return found


def _rows(actor: State, toward: State, today: str) -> str:
    parts = []
    for e in episodes(actor, toward):
        if e.need is None:
            parts.append(f"# {e.years[0]}-{e.years[1]}: {e.title}; list it as a need to code it.\n")
            continue
        queries = ",\n".join(
            f"  {_quoted(q.format(A=actor.name, B=toward.name, W=_need_words(e)))}"
            for q in _QUERIES
        )
        cells = "\n".join(f'{name} = "not_searched"' for name in e.bearing)
        parts.append(
            f'[[response]]\nneed = "{e.need.id}"  # {e.title}, {e.need.start} to {e.need.end}\n'
            f'asked = "unknown"\nqueries = [\n{queries}\n]\nextra = []\nsearched = "{today}"\n'
            f'summary = "Not searched yet."\n[response.cells]\n{cells}\n'
        )
    return "\n" + "\n".join(parts)


def _need_words(episode: Episode) -> str:
    first, last = episode.years
    return f"{episode.title} {first}" + ("" if first == last else f"-{last}")


def _quoted(text: str) -> str:
    """A TOML string; its escapes are those of JSON."""
    return json.dumps(text, ensure_ascii=False)


def _item_help() -> str:
    fields = "\n".join(
        f"# {f.name:<16}{f.meaning}{' (required)' if f.required else ''}" for f in ITEM
    )
    return f"\n# An item, in [[item]] tables below:\n{fields}\n"
