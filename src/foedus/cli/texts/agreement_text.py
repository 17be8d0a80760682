"""Agreement as people read it: a block for each code and language, a line for each coefficient."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import TYPE_CHECKING, Any

from foedus.cli.listing import paragraph
from foedus.cli.texts.options import plural

if TYPE_CHECKING:
    from foedus.core.interval import Interval
    from foedus.documents.reliability.figures import Figure
    from foedus.documents.reliability.result import Reliability
    from foedus.documents.reliability.span_report import SpanReport

_NAME, _VALUE, _BOUNDS = 43, 6, 14
TOO_FEW = "Not assessable: "


def shown(found: Sequence[Reliability]) -> str:
    """The whole text."""
    parts = []
    for (code, language), group in groupby(found, lambda one: (one.code, one.language)):
        results = list(group)
        head = ", ".join(part for part in (code, language) if part)
        parts.append("\n".join(_block(head, results)) + "\n")
    level = next((one.interval.level for one in found if one.interval), 0.95)
    documents = any(one.n_documents is not None for one in found)
    return "\n".join(parts) + "\n" + paragraph(
        f"First brackets: {level:.0%} interval that takes units as independent; second: from "
        f"resampled {'documents' if documents else 'units, since no documents are named'}. "
        "Bias: how differently two coders spread their codings, 0 to 1."
    ) + "\n"  # fmt: skip


def _block(head: str, results: Sequence[Reliability]) -> Iterator[str]:
    first = results[0]
    if head:
        yield head
    yield paragraph(_basis(first))
    if all(one.value is None for one in results):
        yield paragraph(f"{TOO_FEW}{first.why_null}.")
        return
    for one in results:
        if one.value is None:
            yield paragraph(f"{_named(one)}: not assessable, {one.why_null}", "", "    ")
        else:
            analytic, resampled = _bounds(one.interval), _bounds(one.resampled)
            line = f"{_named(one):<{_NAME}}{_short(one.value):>{_VALUE}} {analytic:>{_BOUNDS}}"
            yield f"{line} {resampled:>{_BOUNDS}}".rstrip()
    notes = dict.fromkeys(one.why_not_resampled for one in results if one.value is not None)
    for note in filter(None, notes):
        yield paragraph(f"No resampled interval: {note}.")
    if not first.declared:
        yield paragraph("Categories are those that occur; name all on offer with --categories.")


def _named(one: Reliability) -> str:
    """The coefficient with its metric or weights, short enough for a line of 80."""
    name = one.name.partition(" (")[0].removesuffix(" coefficient")
    return f"{name}, {one.scale}{' (PABAK)' if 'PABAK' in one.name else ''}"


def _basis(one: Reliability) -> str:
    said = plural(one.n_coders, "coder")
    said += f", {one.n_paired:,} of {one.n_units:,} units read by two or more"
    if one.n_documents is not None:
        said += f", {one.n_documents:,} documents"
    if one.missing:
        said += f"; {one.missing:,} of {one.n_units * one.n_coders:,} codings missing"
    shares = ", ".join(f"{category} {share:.0%}" for category, share in one.prevalence.items())
    bias = "" if one.n_coders < 2 else f"; bias {_short(one.bias)}"
    return f"{said}. Prevalence: {shares or '-'}{bias}."


def rows(found: Sequence[Reliability]) -> list[dict[str, Any]]:
    """One row a coefficient, flat, for tables."""
    return [
        {
            "code": one.code,
            "language": one.language,
            "coefficient": one.name,
            "value": _rounded(one.value),
            "standard_error": _rounded(one.standard_error),
            "low": one.interval.bounds()[0] if one.interval else None,
            "high": one.interval.bounds()[1] if one.interval else None,
            "resampled_low": one.resampled.bounds()[0] if one.resampled else None,
            "resampled_high": one.resampled.bounds()[1] if one.resampled else None,
            "why_none": one.why_null or one.why_not_resampled,
            "coders": one.n_coders,
            "units": one.n_units,
            "units_by_two": one.n_paired,
            "documents": one.n_documents,
            "missing": one.missing,
            "prevalence": "; ".join(f"{c}: {p:.4f}" for c, p in one.prevalence.items()),
            "bias": _rounded(one.bias),
        }
        for one in found
    ]


def spans_shown(found: Sequence[SpanReport]) -> str:
    """Agreement on marked passages: position and label apart."""
    parts = []
    for report in found:
        head = ", ".join(part for part in (report.label, report.language) if part)
        family = report.unitising
        lines = [
            head,
            f"{len(family.coders)} coders, {family.n_documents:,} documents read by two or more",
        ]
        lines += [_figure(f) for f in (family.position, family.position_and_label, family.label)]
        for pair in report.pairs:
            lines.append(
                paragraph(
                    f"{pair.first} ({pair.n_first:,} passages) and {pair.second} "
                    f"({pair.n_second:,}), {pair.n_matched:,} matched by the rule '{pair.rule}':"
                )
            )
            lines += [f"  {_figure(f)}" for f in (*pair.position, *pair.labels)]
        parts.append("\n".join(lines) + "\n")
    return "\n".join(parts)


def span_rows(found: Sequence[SpanReport]) -> list[dict[str, Any]]:
    """One row a figure."""
    out: list[dict[str, Any]] = []
    for report in found:
        family = report.unitising
        groups: list[tuple[str, Sequence[Figure]]] = [
            ("all coders", (family.position, family.position_and_label, family.label))
        ]
        groups += [(f"{p.first}, {p.second}", (*p.position, *p.labels)) for p in report.pairs]
        for coders, figures in groups:
            out += [
                {
                    "label": report.label,
                    "language": report.language,
                    "coders": coders,
                    "figure": f.name,
                    "value": _rounded(f.value),
                    "low": f.interval.bounds()[0] if f.interval else None,
                    "high": f.interval.bounds()[1] if f.interval else None,
                    "why_none": f.why_null,
                }
                for f in figures
            ]
    return out


def _figure(figure: Figure) -> str:
    if figure.value is None:
        return paragraph(f"{figure.name}: not assessable, {figure.why_null}", "", "    ")
    note = f"  ({figure.why_null})" if figure.why_null else ""
    # Distances in characters are no shares.
    value = f"{figure.value:.1f}" if abs(figure.value) > 1 else _short(figure.value)
    return f"{figure.name:<{_NAME}}{value:>{_VALUE}} {_bounds(figure.interval):>{_BOUNDS}}{note}"


def _bounds(interval: Interval | None) -> str:
    if interval is None:
        return ""
    wide = max(abs(interval.low), abs(interval.high)) > 1.5
    low, high = (f"{v:.1f}" if wide else _short(v) for v in (interval.low, interval.high))
    return f"[{low}, {high}]"


def _short(value: float | None) -> str:
    if value is None:
        return "-"
    text = f"{value:.3f}"
    return ("0.000" if text == "-0.000" else text).replace("-", "\N{MINUS SIGN}")


def _rounded(value: float | None) -> float | None:
    return None if value is None else round(value, 6)
