"""Agreement in a table or a corpus, computed and handed over."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from foedus.cli.delivery import deliver
from foedus.cli.listing import ListFormat, written
from foedus.cli.texts.agreement_metrics import METRICS, asked_for, error_kind
from foedus.cli.texts.chosen import split
from foedus.core.errors import FoedusError, unknown

if TYPE_CHECKING:
    from foedus.documents.coding.codebook import Codebook
    from foedus.documents.coding.units import UnitKind
    from foedus.documents.corpora.corpus import Corpus
    from foedus.documents.reliability.result import Reliability
    from foedus.documents.reliability.span_matching import Rule


def of_table(
    path: Path,
    metric: str | None,
    coefficients: tuple[str, ...],
    coders: tuple[str, ...],
    codes: tuple[str, ...],
    by: str | None,
    columns: dict[str, Any],
    settings: dict[str, Any],
) -> list[Reliability]:
    """Coefficients of a table of ratings, by code and language where it has them."""
    from foedus.cli.texts.ratings import ratings_table
    from foedus.documents.reliability.report import report

    if metric is None:
        raise FoedusError(
            "No metric is named: which is right is a matter of what was coded.",
            f"Add --metric: {', '.join(METRICS)}.",
        )
    table, offered = ratings_table(path, columns, by)
    for column, wanted in (("coder", coders), ("code", split(codes))):
        if not wanted:
            continue
        if column not in table:
            raise FoedusError("The table has no column 'code'.", "Leave out --code.")
        known = sorted({str(v) for v in table[column]})
        if absent := [w for w in wanted if w not in known]:
            raise unknown(column, absent[0], known)
        table = table[table[column].astype(str).isin(wanted)]
    asked = asked_for(metric, coefficients, table["coder"].nunique())
    names = table["code"].unique() if "code" in table else [""]
    categories = {str(n): offered for n in names} if offered else None
    return list(
        report(
            table,
            asked,
            categories=categories,
            repeated=columns["repeated"],
            error=error_kind(table),
            **settings,
        )
    )


def of_corpus(
    corpus: Corpus,
    book: Codebook,
    codes: list[str],
    unit: UnitKind,
    coders: tuple[str, ...],
    people: bool,
    metric: str | None,
    coefficients: tuple[str, ...],
    by: str | None,
    settings: dict[str, Any],
) -> list[Reliability]:
    """Coefficients of each code of a corpus; of a scale also of its values."""
    from foedus.documents.reliability.corpus_ratings import variables
    from foedus.documents.reliability.report import report

    found: list[Reliability] = []
    made = variables(
        corpus,
        book,
        codes,
        unit=unit,
        coders=coders,
        people=people,
    )
    for variable in made:
        own = "ordinal" if variable.kind == "scale" else "nominal"
        # Whether a code was given is nominal whatever its values are.
        taken = (metric or own) if variable.kind == "scale" else "nominal"
        table = variable.table
        asked = asked_for(taken, coefficients, table["coder"].nunique())
        if by is None:
            table = table.drop(columns="language")
        if table.empty:
            continue
        one = report(
            table, asked, categories={"": variable.categories}, error=error_kind(table), **settings
        )
        found += [replace(result, code=variable.code) for result in one]
    return found


def of_spans(
    corpus: Corpus,
    book: Codebook,
    codes: list[str],
    coders: tuple[str, ...],
    people: bool,
    rule: Rule,
    by: str | None,
    settings: dict[str, Any],
    chosen: ListFormat,
    output: str | None,
) -> None:
    """Agreement on marked passages, handed over."""
    from foedus.cli.texts.agreement_text import span_rows, spans_shown
    from foedus.documents.reliability.corpus_ratings import marked
    from foedus.documents.reliability.span_report import span_report

    spans, languages = marked(corpus, book, codes, coders=coders, people=people)
    found = span_report(
        spans,
        rule,
        languages={d: languages[int(str(d))] for d in spans.documents} if by else None,
        **settings,
    )
    if chosen == "terminal":
        deliver(spans_shown(found), output)
    else:
        deliver(written(span_rows(found), chosen), output)


def deliver_results(found: list[Reliability], chosen: ListFormat, output: str | None) -> None:
    """Results on the screen or in a file."""
    from foedus.cli.texts.agreement_text import shown

    if chosen == "terminal":
        deliver(shown(found), output)
    elif chosen == "json":
        deliver(written([one.as_dict() for one in found], "json"), output)
    else:
        from foedus.cli.texts.agreement_text import rows

        deliver(written(rows(found), chosen), output)
