"""Codings as a CSV table, both ways: one row a coding; a row without a code was read only."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence
from pathlib import Path

from foedus.core.errors import FoedusError, unknown
from foedus.documents.coding.codebook import Codebook, written
from foedus.documents.coding.coders import CODER_KINDS, CoderKind, Identity
from foedus.documents.coding.exchange.project import (
    Loaded,
    Log,
    Project,
    SourceText,
    SpanCoding,
    SpanRead,
    read_bytes,
    write_bytes,
)
from foedus.documents.coding.exchange.refi_users import marked, moment
from foedus.documents.coding.exchange.safe_xml import decoded
from foedus.documents.coding.exchange.tags import Tagged, coding_of, looked_for, tag, unlike

COLUMNS = (
    "text", "start", "stop", "coder", "kind", "code", "value", "score", "codes", "at", "passage",
)  # fmt: skip
NEEDED = ("text", "start", "stop", "coder", "code")
LARGEST = 500_000_000
_CELL = 10_000_000
_SHOWN_AS = {"person": "human", "machine": "model"}
"""What `foedus texts codings` calls the kinds: such a table may come back."""


def write_csv(project: Project, path: Path) -> None:
    """Write codings and readings, offsets in code points; UTF-8 with a mark for spreadsheets.

    Columns: key of the text, start, stop, coder, kind, code, value, score, codes that a reading
    had in mind (empty for all), time, and the passage for the eye. Details of coders do not
    come along.

    Raises
    ------
    NotWritable
        If the file cannot be written.
    """
    texts = {source.key: source.text for source in project.texts}
    kinds = {coder.name: coder.kind for coder in project.coders}
    out = io.StringIO()
    table = csv.writer(out, lineterminator="\n")
    table.writerow(COLUMNS)
    for c in project.codings:
        score = "" if c.score is None else repr(float(c.score))
        place = (c.text, c.start, c.stop, c.coder, kinds[c.coder])
        passage = texts.get(c.text, "")[c.start : c.stop]
        table.writerow((*place, c.code, written(c.value) or "", score, "", c.at, passage))
    for r in project.readings:
        place = (r.text, r.start, r.stop, r.coder, kinds[r.coder])
        passage = texts.get(r.text, "")[r.start : r.stop]
        table.writerow((*place, "", "", "", " ".join(r.codes), r.at, passage))
    write_bytes(path, out.getvalue().encode("utf-8-sig"))


def read_csv(path: Path, codebook: Codebook, texts: Sequence[SourceText]) -> Loaded:
    """Read codings of texts that are known.

    Parameters
    ----------
    path
        A table with at least the columns text, start, stop, coder and code; commas, semicolons
        or tabs between. Without a column kind, coders are people unless marked "[model]".
    codebook
    texts
        By their keys, as `source_texts` gives them.

    Returns
    -------
    Loaded
        Rows that name no known text, code or value, or whose column `passage` does not read as
        the text does, are counted and left out.

    Raises
    ------
    FoedusError
        If the file cannot be read, lacks a column, or gives a coder two kinds.
    """
    text, encoding, _ = decoded(read_bytes(path, LARGEST), declaration=False)
    log = Log()
    if encoding != "utf-8":
        log.note(f"read as {encoding}")
    rows = _rows(text, path.name)
    known = {source.key: source for source in texts}
    coders: dict[str, Identity] = {}
    codings: list[SpanCoding] = []
    readings: set[SpanRead] = set()
    for row in rows:
        source = known.get(row["text"])
        span = _span(row, source, log)
        if source is None or span is None:
            continue
        coder = _coder(row, coders)
        at = moment(row.get("at"))
        if not row["code"]:
            codes = looked_for((row.get("codes") or "").split(), codebook)
            if codes is None:
                log.skip("spans read with unknown codes in mind")
            else:
                readings.add(SpanRead(source.key, *span, coder, codes, at))
            continue
        given = Tagged(*span, tag(row["code"], row.get("value") or None), _score(row), at)
        if coding := coding_of(given, source, coder, codebook, log):
            codings.append(coding)
    used = {c.text for c in codings} | {r.text for r in readings}
    project = Project(
        path.stem,
        codebook,
        tuple(source for source in texts if source.key in used),
        tuple(coders.values()),
        unlike(codings, log),
        tuple(sorted(readings)),
    )
    return log.loaded(project)


def _rows(text: str, file: str) -> list[dict[str, str]]:
    head = text.split("\n", 1)[0]
    delimiter = max(",;\t", key=head.count)
    csv.field_size_limit(_CELL)
    try:
        table = csv.DictReader(io.StringIO(text, newline=""), delimiter=delimiter, restval="")
        names = [(name or "").strip().lower() for name in table.fieldnames or ()]
        table.fieldnames = names
        absent = [name for name in NEEDED if name not in names]
        if absent:
            raise FoedusError(
                f"{file} lacks the columns {', '.join(absent)}; it has {', '.join(names)}.",
                f"Needed: {', '.join(NEEDED)}; known besides: {', '.join(COLUMNS)}.",
            )
        return [{k: v for k, v in row.items() if isinstance(k, str)} for row in table]
    except csv.Error as error:
        raise FoedusError(f"{file} is no table: {error}.", "Save it as CSV in UTF-8.") from None


def _span(row: dict[str, str], source: SourceText | None, log: Log) -> tuple[int, int] | None:
    if source is None:
        log.skip("rows whose text is not known")
        return None
    try:
        start, stop = int(row["start"]), int(row["stop"])
    except ValueError:
        log.skip("rows without offsets")
        return None
    if not 0 <= start < stop <= len(source.text):
        log.skip("spans outside their text")
        return None
    passage = (row.get("passage") or "").replace("\r\n", "\n")
    if passage and passage != source.text[start:stop]:
        log.skip("passages that do not read as the text does")
        return None
    return start, stop


def _coder(row: dict[str, str], coders: dict[str, Identity]) -> str:
    name, kind = marked(row["coder"])
    said = (row.get("kind") or kind).strip().lower()
    said = _SHOWN_AS.get(said, said)
    if said not in CODER_KINDS:
        raise unknown("kind of coder", said, (*CODER_KINDS, *_SHOWN_AS))
    shown: CoderKind = "model" if "model" in (said, kind) else "human"
    own = coders.setdefault(name, Identity(name or "unnamed", shown))
    if own.kind != shown:
        raise FoedusError(
            f"{name!r} is a person in one row and a model in another.", "Give them two names."
        )
    return own.name


def _score(row: dict[str, str]) -> float | None:
    try:
        score = float(row.get("score") or "")
    except ValueError:
        return None
    return score if 0 <= score <= 1 else None
