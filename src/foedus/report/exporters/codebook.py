"""The codebook and the BibTeX file that go with a written panel."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from foedus.core.origin import Citation, Origin
from foedus.measures.assemble import KEY_LABELS, column_names
from foedus.measures.metadata import Measure
from foedus.measures.papers import paper
from foedus.measures.registry import measures

if TYPE_CHECKING:
    import pandas as pd

CODEBOOK_MARK = "<!-- Written by foedus; written again with each panel. -->"
CITATIONS_MARK = "% Written by foedus; written again with each panel."


def owners(frame: pd.DataFrame) -> dict[str, Measure]:
    """The measure behind each column of a panel, in column order; other columns are left out."""
    by_column = {
        c: m
        for m in measures().values()
        for d in ("undirected", "directed")
        for c in column_names(m, d)
    }
    return {str(c): by_column[str(c)] for c in frame.columns if str(c) in by_column}


def sources_of(used: Iterable[Measure]) -> list[Origin]:
    """The sources that some measures rest on, each once, by name."""
    from foedus.sources.registry import origin

    return [origin(name) for name in sorted({s for m in used for s in m.sources})]


def citations_of(used: Iterable[Measure]) -> tuple[list[Citation], dict[str, str]]:
    """What to cite for some measures: their papers and their sources, each work once.

    Returns
    -------
    citations, keys
        The entries by key; and for every key the one under which its work is listed (the
        paper of a measure may be that of a source under another key).
    """
    listed = list(used)
    papers = [paper(key) for key in sorted({key for m in listed for key in m.paper})]
    kept: dict[str, Citation] = {}
    keys: dict[str, str] = {}
    for citation in [c for o in sources_of(listed) for c in o.citations] + papers:
        works = [citation.fields[k].casefold() for k in ("doi", "title") if k in citation.fields]
        same = next((kept[w].key for w in [citation.key, *works] if w in kept), citation.key)
        keys[citation.key] = same
        if same == citation.key:
            kept |= dict.fromkeys([citation.key, *works], citation)
    return sorted({c.key: c for c in kept.values()}.values(), key=lambda c: c.key), keys


def citations_text(frame: pd.DataFrame) -> str:
    """BibTeX of all that the panel's columns rest on."""
    entries = [c.bibtex() for c in citations_of(owners(frame).values())[0]]
    return "\n\n".join([CITATIONS_MARK, *entries]) + "\n"


def codebook_text(frame: pd.DataFrame, name: str) -> str:
    """The codebook of a panel.

    Parameters
    ----------
    frame
        A panel of `foedus.panel`, whole or filtered.
    name
        Name of the file it describes.

    Returns
    -------
    str
        Markdown: rows and years, then each column with label, unit, range, coverage,
        share missing and distribution, then the sources with version and licence.
    """
    from foedus import __version__

    owner = owners(frame)
    used = list(dict.fromkeys(owner[c].name for c in owner))
    keys = citations_of(owner.values())[1]
    years = f", years {frame['year'].min()} to {frame['year'].max()}" if len(frame) else ""
    parts = [
        f"{CODEBOOK_MARK}\n\n# Codebook of {name}\n",
        f"{len(frame):,} rows of dyad-years{years}; made with foedus {__version__}. "
        "Keys are `ccode1`, `ccode2` and `year` (Correlates of War codes). Missing means that no "
        "source covers it; zero is a zero that a source covers. What to cite is in "
        "`citations.bib`.\n",
        "## Columns\n",
        _table(frame, owner),
        "## Measures\n",
        *(_measure(measures()[n], [c for c in owner if owner[c].name == n], keys) for n in used),
        "## Sources\n",
        *(_source(o, keys) for o in sources_of(owner.values())),
    ]
    return "\n".join(parts)


def _table(frame: pd.DataFrame, owner: dict[str, Measure]) -> str:
    labels = {**KEY_LABELS, **frame.attrs.get("labels", {})}
    rows = ["| column | label | missing | least | mean | most |", "|---|---|---:|---:|---:|---:|"]
    for column in map(str, frame.columns):
        label = labels.get(column) or (
            owner[column].label if column in owner else "not a measure of foedus"
        )
        rows.append(f"| `{column}` | {label} | {_spread(frame, column)} |")
    return "\n".join(rows) + "\n"


def _spread(frame: pd.DataFrame, column: str) -> str:
    from pandas.api.types import is_numeric_dtype

    values = frame[column]
    missing = f"{values.isna().mean():.1%}" if len(frame) else "-"
    known = values.dropna()
    if (column in KEY_LABELS and column != "year") or not is_numeric_dtype(values) or known.empty:
        return f"{missing} | | | "
    return f"{missing} | {known.min():.6g} | {known.mean():.6g} | {known.max():.6g}"


def _measure(m: Measure, columns: list[str], keys: dict[str, str]) -> str:
    low, high = ("open" if b is None else f"{b:g}" for b in m.bounds)
    kind = "of single states" if m.monadic else ("directed" if m.directed else "undirected")
    lines = [
        f"### {m.name}\n",
        f"{m.label}. {m.description}\n",
        f"- columns: {', '.join(f'`{c}`' for c in columns)} ({kind})",
        f"- unit: {m.unit}; range: {low} to {high}",
        f"- covers {m.coverage[0]} to {m.coverage[1]}; other years are missing",
        f"- sources: {', '.join(m.sources)}",
    ]
    if m.paper:
        lines.append(f"- defined in: {_cited(m.paper, keys)}")
    return "\n".join(lines) + "\n"


def _source(o: Origin, keys: dict[str, str]) -> str:
    lines = [
        f"### {o.name}\n",
        f"{o.title}. {o.producer}. Version: {o.version}.\n",
        f"- covers {o.coverage[0]} to {o.coverage[1]}",
        f"- licence: {o.licence}",
        f"- where to get it: {o.where_to_get}",
        f"- cite: {_cited((c.key for c in o.citations), keys)}",
        *(f"- caveat: {c}" for c in o.caveats),
    ]
    return "\n".join(lines) + "\n"


def _cited(names: Iterable[str], keys: dict[str, str]) -> str:
    return ", ".join(f"@{k}" for k in dict.fromkeys(keys[n] for n in names))
