"""A trained coder on disk: what it is as JSON, its numbers as plain arrays."""

from __future__ import annotations

import hashlib
import io
import json
import zipfile
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

import numpy as np
from numpy.typing import NDArray

from foedus.core.errors import FoedusError
from foedus.documents.coding.codebook_file import parse_codebook
from foedus.documents.coding.codebook_text import codebook_text
from foedus.documents.coding.trained.answers import Answers
from foedus.documents.coding.trained.features import Embed
from foedus.documents.coding.trained.ngrams import Weighing
from foedus.documents.coding.trained.quality import Figure, Quality
from foedus.documents.coding.trained.question import Question
from foedus.documents.coding.trained.view import View
from foedus.documents.corpora.corpus import Corpus
from foedus.documents.embedding.encoder import ENCODER, encode

if TYPE_CHECKING:
    from foedus.documents.coding.trained.coder import TrainedCoder

FORMAT = "foedus trained coder"
VERSION = 1
MODEL, WEIGHTS = "model.json", "weights.npz"
Arrays = dict[str, NDArray[Any]]


def save(coder: TrainedCoder, folder: Path) -> None:
    """Write a coder into a folder that is new, empty or another coder's."""
    if folder.exists() and not folder.is_dir():
        raise FoedusError(f"{folder} is a file.", "Name a folder.")
    if folder.is_dir() and any(folder.iterdir()) and not (folder / MODEL).is_file():
        raise FoedusError(
            f"{folder} holds other things than a trained coder.", "Name a new folder."
        )
    arrays: Arrays = {}
    views = {name: _view(view, name, arrays) for name, view in _views(coder).items()}
    packed = _packed(arrays)
    plain = {
        "format": FORMAT,
        "version": VERSION,
        "target": coder.target,
        "told": dict(coder.told),
        "quality_alone": asdict(coder.quality_alone),
        "quality_within": asdict(coder.quality_within) if coder.quality_within else None,
        "unit": coder.surroundings.unit if coder.surroundings else None,
        "views": views,
        "weights_sha256": hashlib.sha256(packed).hexdigest(),
        "codebook": codebook_text(coder.codebook),
    }
    folder.mkdir(parents=True, exist_ok=True)
    # The weights first: a folder with an old model.json and new weights is refused.
    for name, content in (
        (WEIGHTS, packed),
        (MODEL, json.dumps(plain, ensure_ascii=False, indent=1).encode()),
    ):
        fresh = folder / f"{name}.new"
        fresh.write_bytes(content)
        fresh.replace(folder / name)


def load(
    path: Path | str,
    corpus: Corpus | None = None,
    *,
    embed: Embed = encode,
    model: str = ENCODER,
) -> TrainedCoder:
    """A coder that was kept with `save`.

    Parameters
    ----------
    path
        Its folder.
    corpus
        In which it looks around passages; None: each is seen by itself.
    embed, model
        As in `train`; the same as then.

    Raises
    ------
    FoedusError
        If there is none, it is damaged, or was made with another embedding or layout.
    """
    from foedus.documents.coding.trained.coder import TrainedCoder

    folder = Path(path)
    plain = _plain(folder)
    if plain["told"].get("embedding") != model:
        raise FoedusError(
            f"The coder in {folder} was trained on {plain['told'].get('embedding')!r}, "
            f"not {model!r}.",
            "Train it again.",
        )
    arrays = _arrays(folder, plain["weights_sha256"])
    try:
        views = {name: _read(told, name, arrays) for name, told in plain["views"].items()}
        coder = TrainedCoder(
            parse_codebook(plain["codebook"], MODEL),
            plain["target"],
            views["alone"],
            views.get("within"),
            _quality(plain["quality_alone"]),
            _quality(plain["quality_within"]) if plain["quality_within"] else None,
            plain["told"],
            embed,
        )
    except (KeyError, TypeError, IndexError) as error:
        raise _damaged(folder, f"{error} is missing") from error
    unit: Literal["sentence", "paragraph"] = plain.get("unit") or "sentence"
    return coder if corpus is None else coder.beside(corpus, unit)


def _views(coder: TrainedCoder) -> dict[str, View]:
    return {"alone": coder.alone} | ({"within": coder.within} if coder.within else {})


def _view(view: View, name: str, arrays: Arrays) -> dict[str, Any]:
    arrays[f"{name}/known"], arrays[f"{name}/unseen"] = view.known, view.unseen
    for k, weigh in enumerate(view.weighings):
        arrays[f"{name}/spelling{k}/buckets"] = weigh.buckets
        arrays[f"{name}/spelling{k}/rarity"] = weigh.rarity
    for k, question in enumerate(view.questions):
        arrays[f"{name}/question{k}/weights"] = question.weights
    return {
        "kind": view.answers.kind,
        "answers": list(view.answers.names),
        "pieces": view.pieces,
        "threshold": view.threshold,
        "spellings": len(view.weighings),
        "questions": [
            {"strength": q.strength, "slope": q.slope, "shift": q.shift} for q in view.questions
        ],
    }


def _read(told: dict[str, Any], name: str, arrays: Arrays) -> View:
    weighings = tuple(
        Weighing(arrays[f"{name}/spelling{k}/buckets"], arrays[f"{name}/spelling{k}/rarity"])
        for k in range(told["spellings"])
    )
    # What each question said of passages already learned from is in `unseen`, put together.
    questions = tuple(
        Question(arrays[f"{name}/question{k}/weights"], **q, unseen=np.zeros(0))
        for k, q in enumerate(told["questions"])
    )
    answers = Answers(told["kind"], tuple(told["answers"]))
    known, unseen = arrays[f"{name}/known"], arrays[f"{name}/unseen"]
    return View(answers, told["pieces"], weighings, questions, told["threshold"], known, unseen)


def _quality(told: dict[str, Any]) -> Quality:
    figures = tuple(Figure(**figure) for figure in told["figures"])
    return Quality(figures, told["passages"], told["groups"])


def _packed(arrays: Arrays) -> bytes:
    """Arrays in one file that is the same for the same arrays, whenever it is made."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as packed:
        for name, array in sorted(arrays.items()):
            part = io.BytesIO()
            np.lib.format.write_array(part, np.ascontiguousarray(array), allow_pickle=False)
            packed.writestr(zipfile.ZipInfo(f"{name}.npy"), part.getvalue(), zipfile.ZIP_DEFLATED)
    return out.getvalue()


def _plain(folder: Path) -> dict[str, Any]:
    try:
        plain: dict[str, Any] = json.loads((folder / MODEL).read_text(encoding="utf-8"))
    except OSError as error:
        raise FoedusError(
            f"There is no trained coder in {folder}.", "Train one, and save it there."
        ) from error
    except ValueError as error:
        raise _damaged(folder, f"{MODEL} is no JSON") from error
    if not isinstance(plain, dict) or plain.get("format") != FORMAT:
        raise _damaged(folder, f"{MODEL} is not a trained coder's")
    if plain.get("version") != VERSION:
        raise FoedusError(
            f"The coder in {folder} has layout {plain.get('version')}; this foedus reads "
            f"{VERSION}.",
            "Train it again.",
        )
    for key in ("told", "views", "weights_sha256", "codebook", "target", "quality_alone"):
        if key not in plain:
            raise _damaged(folder, f"{key} is missing")
    return plain


def _arrays(folder: Path, digest: str) -> Arrays:
    try:
        raw = (folder / WEIGHTS).read_bytes()
    except OSError as error:
        raise _damaged(folder, f"{WEIGHTS} is missing") from error
    if hashlib.sha256(raw).hexdigest() != digest:
        raise _damaged(folder, f"{WEIGHTS} is not the file that {MODEL} was written with")
    with np.load(io.BytesIO(raw), allow_pickle=False) as packed:
        return {name: packed[name] for name in packed.files}


def _damaged(folder: Path, how: str) -> FoedusError:
    return FoedusError(f"The trained coder in {folder} is damaged: {how}.", "Train it again.")
