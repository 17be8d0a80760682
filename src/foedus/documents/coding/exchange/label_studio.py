"""Codings as Label Studio tasks (JSON), both ways.

A task is a text. A person's codings are an annotation, a model's a prediction: nothing made by
a model stands among people's work. Spans are `labels`; the value of a scale or category is a
`choices` on the same region; `choices` without a region are about the whole text. Offsets are
code points in present versions (label-studio-frontend pull request 308), UTF-16 units in older
ones (label-studio issues 1008 and 1347): each result repeats its words, which tells.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from xml.etree.ElementTree import Element as NewElement
from xml.etree.ElementTree import SubElement, indent, tostring

from foedus.documents.coding.codebook import Codebook, written
from foedus.documents.coding.coders import Identity
from foedus.documents.coding.exchange.project import (
    Project,
    SourceText,
    SpanCoding,
    SpanRead,
    grouped,
    write_bytes,
)
from foedus.documents.coding.exchange.refi import guid

LABELS = "codes"
"""Name of the control that spans are labelled with."""
TEXT = "text"


def write_label_studio(project: Project, path: Path) -> None:
    """Write tasks as Label Studio exports them and imports them; offsets in code points.

    Raises
    ------
    NotWritable
        If the file cannot be written.
    """
    by_place = grouped(project)
    tasks = []
    for number, source in enumerate(project.texts, 1):
        data: dict[str, Any] = {
            "text": source.text,
            "key": source.key,
            "name": source.name,
            "language": source.language,
            "coders": {},
        }
        annotations, predictions = [], []
        for user, coder in enumerate(project.coders, 1):
            codings, read = by_place.get((source.key, coder.name), ([], []))
            if not codings and not read:
                continue
            data["coders"][str(user)] = _about(coder, codings, read)
            made: dict[str, Any] = {
                "id": number * 1000 + user,
                "result": list(_results(codings, source)),
            }
            if coder.kind == "human":
                annotations.append(made | {"completed_by": user, "was_cancelled": False})
            else:
                predictions.append(made | {"model_version": coder.name})
        tasks.append(
            {"id": number, "data": data, "annotations": annotations, "predictions": predictions}
        )
    write_bytes(path, json.dumps(tasks, ensure_ascii=False, indent=1).encode())


def label_studio_config(codebook: Codebook) -> str:
    """The labelling interface for a codebook, to be pasted into a Label Studio project.

    Examples
    --------
    >>> from foedus.documents.coding.shipped import open_codebook
    >>> print(label_studio_config(open_codebook("partnerships"))[:44])
    <View>
      <Labels name="codes" toName="text">
    """
    view = NewElement("View")
    labels = SubElement(view, "Labels", {"name": LABELS, "toName": TEXT})
    for code in codebook.codable:
        SubElement(labels, "Label", {"value": code.id, "hint": code.name()})
    SubElement(view, "Text", {"name": TEXT, "value": f"${TEXT}"})
    for code in codebook.codable:
        if code.values:
            shown = {"name": code.id, "toName": TEXT, "perRegion": "true", "choice": "single"}
            shown |= {"whenTagName": LABELS, "whenLabelValue": code.id}
            choices = SubElement(view, "Choices", shown)
            for value in code.values:
                given = {"value": str(written(value.value)), "hint": value.label.get("en", "")}
                SubElement(choices, "Choice", given)
    indent(view)
    return tostring(view, encoding="unicode")


def _about(coder: Identity, codings: list[SpanCoding], read: list[SpanRead]) -> dict[str, Any]:
    """What Label Studio has no place for, kept in the task's data, which it leaves alone."""
    return {
        "name": coder.name,
        "kind": coder.kind,
        "detail": dict(coder.detail),
        "details": {_region(c): [c.score, c.at] for c in codings},
        "read": [[r.start, r.stop, list(r.codes), r.at] for r in read],
    }


def _results(codings: list[SpanCoding], source: SourceText) -> Iterator[dict[str, Any]]:
    for c in codings:
        where = {"id": _region(c), "to_name": TEXT}
        value = {"start": c.start, "end": c.stop, "text": source.text[c.start : c.stop]}
        manual = {"origin": "manual"}
        yield (
            where
            | manual
            | {
                "from_name": LABELS,
                "type": "labels",
                "value": value | {"labels": [c.code]},
            }
        )
        if c.value is not None:
            yield (
                where
                | manual
                | {
                    "from_name": c.code,
                    "type": "choices",
                    "value": value | {"choices": [written(c.value)]},
                }
            )


def _region(coding: SpanCoding) -> str:
    return guid("region", *coding.place)[:13]
