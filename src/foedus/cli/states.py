"""`foedus states`: the state system, and what a name means."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from foedus.cli.listing import ListFormat, field, format_option, written

if TYPE_CHECKING:
    from foedus.states.state import State


@click.command()
@click.argument("name", required=False, metavar="[NAME]")
@click.option("--year", type=int, help="Only states in the system that year; names as of then.")
@format_option
def states_command(name: str | None, year: int | None, form: ListFormat) -> None:
    """List the states of the COW system, or say which one NAME means.

    NAME may be in English, Chinese or Russian, an ISO code, or a COW or Gleditsch-Ward
    number ("GW 365").

    \b
    Examples:
      foedus states --year 1950
      foedus states Россия
      foedus states Germany --year 1970
    """
    from foedus.states.resolve import resolve

    if name is not None:
        one = record(resolve(name, year), year)
        click.echo(_shown(one) if form == "terminal" else written([one], form), nl=False)
        return
    records = [record(state, year) for state in _listed(year)]
    click.echo(_table(records) if form == "terminal" else written(records, form), nl=False)


def _listed(year: int | None) -> list[State]:
    from foedus.states.system import members
    from foedus.states.table import systems

    states = systems().states
    codes = sorted(states) if year is None else members(year).tolist()
    return [states[code] for code in codes]


def record(state: State, year: int | None) -> dict[str, Any]:
    """What a list says of a state, in a year or at its last."""
    names = state.names if year is None else None
    return {
        "ccode": state.ccode,
        "gwcode": state.gwcode,
        "iso3": state.iso3 if year is None else state.iso3_in(year),
        "name": names.en if names else state.name_in(year or 0),
        "name_zh": names.zh if names else state.name_in(year or 0, "zh"),
        "name_ru": names.ru if names else state.name_in(year or 0, "ru"),
        "member": state.membership(),
    }


def _table(records: list[dict[str, Any]]) -> str:
    lines = [f"{'COW':<5}{'GW':<5}{'ISO':<5}{'Name':<36}In the system"]
    lines += [
        f"{r['ccode']:<5}{r['gwcode']:<5}{r['iso3']:<5}{r['name']:<36}{r['member']}"
        for r in records
    ]
    return "\n".join(lines) + "\n"


def _shown(found: dict[str, Any]) -> str:
    lines = [
        found["name"],
        field("Chinese", found["name_zh"]),
        field("Russian", found["name_ru"]),
        field("COW number", found["ccode"]),
        field("GW number", found["gwcode"]),
        field("ISO code", found["iso3"] or "none"),
        field("in the system", found["member"]),
    ]
    return "\n".join(lines) + "\n"
