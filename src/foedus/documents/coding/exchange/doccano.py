"""Codings as doccano JSONL (sequence labelling), both ways.

One line a text and coder: `text`, `label` as [start, stop, tag], and besides what doccano keeps
as it is: key, language, coder, kind, details of labels, what was read. doccano gives each user
a file; older ones have `labels` or `entities`. Offsets are code points; early versions counted
UTF-16 units (doccano pull request 99).
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from foedus.core.errors import FoedusError
from foedus.documents.coding.codebook import Codebook
from foedus.documents.coding.coders import Identity
from foedus.documents.coding.exchange.loose_json import (
    as_dict,
    as_lists,
    as_score,
    parsed_json,
    spans_read,
)
from foedus.documents.coding.exchange.offsets import OUTSIDE, Counting, counted
from foedus.documents.coding.exchange.project import (
    Group,
    Loaded,
    Log,
    Project,
    SourceText,
    SpanCoding,
    SpanRead,
    grouped,
    read_bytes,
    write_bytes,
)
from foedus.documents.coding.exchange.refi import guid
from foedus.documents.coding.exchange.refi_users import marked, moment
from foedus.documents.coding.exchange.safe_xml import decoded
from foedus.documents.coding.exchange.tags import Tagged, coding_of, tag, unlike

LARGEST = 1_000_000_000
_LABELS = ("label", "labels", "entities")


def write_doccano(project: Project, path: Path) -> None:
    """Write a line for each text and coder; a text that nobody coded gets one without labels.

    Raises
    ------
    NotWritable
        If the file cannot be written.
    """
    by_place = grouped(project)
    lines = [
        json.dumps(line, ensure_ascii=False)
        for source in project.texts
        for line in _lines(source, project, by_place)
    ]
    write_bytes(path, "".join(f"{line}\n" for line in lines).encode())


def read_doccano(
    path: Path,
    codebook: Codebook,
    *,
    coder: str = "",
    counting: Counting = "code points",
    seen: bool = False,
    offered: Sequence[str] = (),
) -> Loaded:
    """Read what doccano exported.

    Parameters
    ----------
    path
        A .jsonl file.
    codebook
        A label is a code, "code=value", or a code's label in any language.
    coder
        Who labelled, where the lines do not say: doccano names the file after the user, which
        is taken where nobody is named.
    counting
        How offsets were counted.
    seen
        Whether every text in the file counts as read from end to end, where the lines do not
        say; doccano exports texts that nobody has opened as well.
    offered
        Codes that the labeller could give, where texts count as read; all of the codebook where
        none is named.

    Raises
    ------
    FoedusError
        If the file cannot be read, or a line is no JSON object with a text.
    """
    text, encoding, _ = decoded(read_bytes(path, LARGEST), declaration=False)
    log = Log()
    if encoding != "utf-8":
        log.note(f"read as {encoding}")
    codes = tuple(sorted(codebook.code(code).id for code in offered))
    texts: dict[str, SourceText] = {}
    coders: dict[str, Identity] = {}
    codings: list[SpanCoding] = []
    readings: set[SpanRead] = set()
    for number, line in enumerate(text.split("\n"), 1):
        if not line.strip():
            continue
        entry = _entry(line, number, path.name)
        source = _source(entry, texts)
        labels: list[Any] = next((entry[k] for k in _LABELS if isinstance(entry.get(k), list)), [])
        known = isinstance(entry.get("coder"), str) and entry["coder"].strip()
        own = _coder(entry, coder or path.stem, coders) if labels or known or seen else None
        if own is None:
            continue
        for given in _tagged(labels, entry, source.text, counting, log):
            if coding := coding_of(given, source, own, codebook, log):
                codings.append(coding)
        readings |= set(spans_read(entry.get("read"), source, own, codebook))
        if seen and not known and source.text:
            readings.add(SpanRead(source.key, 0, len(source.text), own, codes))
    project = Project(
        path.stem,
        codebook,
        tuple(texts.values()),
        tuple(coders.values()),
        unlike(codings, log),
        tuple(sorted(readings)),
    )
    return log.loaded(project)


def _lines(
    source: SourceText, project: Project, by_place: dict[tuple[str, str], Group]
) -> Iterator[dict[str, Any]]:
    own = {"text": source.text, "key": source.key, "name": source.name, "language": source.language}
    coders = [c for c in project.coders if (source.key, c.name) in by_place]
    for coder in coders:
        codings, read = by_place[source.key, coder.name]
        labels = [[c.start, c.stop, tag(c.code, c.value)] for c in codings]
        details = [[*label, c.score, c.at] for label, c in zip(labels, codings, strict=True)]
        yield own | {
            "label": labels,
            "coder": coder.name,
            "kind": coder.kind,
            "detail": dict(coder.detail),
            "details": details,
            "read": [[r.start, r.stop, list(r.codes), r.at] for r in read],
        }
    if not coders:
        yield own | {"label": []}


def _entry(line: str, number: int, file: str) -> dict[str, Any]:
    entry = parsed_json(line, f"{file}, line {number},")
    if not isinstance(entry, dict) or not isinstance(entry.get("text", entry.get("data")), str):
        raise FoedusError(
            f"{file}, line {number}, has no text.", 'Each line is {"text": ..., "label": [...]}.'
        )
    return entry


def _source(entry: dict[str, Any], texts: dict[str, SourceText]) -> SourceText:
    text = str(entry.get("text", entry.get("data")))
    key = str(entry.get("key") or guid("text", text))
    name, language = str(entry.get("name") or ""), str(entry.get("language") or "und")
    return texts.setdefault(key, SourceText(key, name, text, language))


def _coder(entry: dict[str, Any], otherwise: str, coders: dict[str, Identity]) -> str:
    name, kind = marked(str(entry.get("coder") or otherwise))
    if entry.get("kind") == "model":
        kind = "model"
    given = {str(k): str(v) for k, v in as_dict(entry.get("detail")).items()}
    own = coders.setdefault(name, Identity(name or "unnamed", kind, given))
    if own.kind != kind:
        raise FoedusError(
            f"{name!r} is a person in one line and a model in another.", "Give them two names."
        )
    return own.name


def _tagged(
    labels: list[Any], entry: dict[str, Any], text: str, counting: Counting, log: Log
) -> Iterator[Tagged]:
    """Labels in any of doccano's forms: [start, stop, tag] or a record of offsets."""
    more = {json.dumps(d[:3]): d[3:] for d in as_lists(entry.get("details"), 5)}
    given: list[tuple[int, int, str]] = []
    for shown in labels:
        about = as_dict(shown)
        record = [about.get(k) for k in ("start_offset", "end_offset", "label")]
        match record if about else shown:
            case [int(start), int(stop), str(name)]:
                given.append((start, stop, name))
            case _:
                log.skip("labels without offsets or a name")
    spans = counted(text, [n for label in given for n in label[:2]], counting).reshape(-1, 2)
    for (start, stop), label in zip(spans.tolist(), given, strict=True):
        if OUTSIDE in (start, stop):
            log.skip("spans outside their text")
        else:
            score, at = more.get(json.dumps(label), (None, ""))
            yield Tagged(start, stop, label[2], as_score(score), moment(at))
