"""The trained coder on criticism in Security Council speeches, against embedding and regression.

Clauses of UNSCon (Zaczynska, Bourgonje and Stede 2024), label `Binary_Conflict_score`. Two
validations: five folds of whole speeches, and each meeting by coders that saw only the others.
Penalty, calibration and threshold are chosen within the training part, in folds of whole
speeches. Intervals: speeches drawn again. Run with FOEDUS_DATA set: python -m
benchmarks.trained_coder
"""

from __future__ import annotations

import os
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from benchmarks.machine import report
from foedus.documents.coding import trained
from foedus.documents.coding.trained.folds import folds
from foedus.documents.coding.trained.logistic import Dense, fit, probability
from foedus.documents.coding.trained.quality import (
    Figure,
    auc,
    calibration_error,
    interval,
    weighted_f1,
)
from foedus.documents.embedding.encoder import encode

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]
Bools = NDArray[np.bool_]
BASELINE, TUNED, ALONE, CONTEXT = (
    "embedding + regression, threshold .5",
    "embedding + regression, threshold tuned",
    "trained coder, clauses by themselves",
    "trained coder, in context",
)
ALWAYS = "russian_federation"
_NAME = (
    r"SPV\.(?P<meeting>\d+)_(?P<speech>spch\d+)_(?P<country>.+?)(?:_(?P<part>\d\d))?(?:_GD)?\.txt"
)


@dataclass(frozen=True)
class Clauses:
    """Clauses in the order they were said, with speech, meeting, label and target."""

    text: NDArray[np.object_]
    speech: NDArray[np.object_]
    meeting: NDArray[np.object_]
    so: Bools
    target: NDArray[np.object_]


class Memory:
    """An encoder that reads each text once."""

    def __init__(self) -> None:
        self.known: dict[str, Floats] = {}
        self.seconds = 0.0

    def __call__(self, texts: Sequence[str]) -> Floats:
        """Vectors of texts."""
        new = [text for text in texts if text not in self.known]
        start = time.process_time()
        self.known.update(zip(new, encode(new), strict=True))
        self.seconds += time.process_time() - start
        return np.array([self.known[text] for text in texts])


def clauses(folder: Path) -> Clauses:
    """What is in the data set."""
    table = pd.read_csv(folder / "conflict_annotations.csv", keep_default_na=False)
    table = table.join(table["file_id"].str.extract(_NAME))
    table["first"] = table["EDU_char_offsets"].str.split("-").str[0].astype(int)
    table["speech"] = table["meeting"] + " " + table["speech"]
    table = table.sort_values(["speech", "part", "first"], kind="stable")
    whom = table["A4"].where(table["A0"] != "_", table["B3"])
    # Other states are criticised in too few speeches to be learned: the coder refuses.
    named = whom.where(whom == ALWAYS, "another or none named")
    so = table["Binary_Conflict_score"].to_numpy() == 1
    return Clauses(
        table["EDU_text"].to_numpy(object), table["speech"].to_numpy(object),
        table["meeting"].to_numpy(object), so, np.where(so, named, "no code").astype(object),
    )  # fmt: skip


def parts(given: Clauses, of: str) -> Iterator[tuple[Ints, Ints]]:
    """Rows to learn from and rows to judge."""
    if of == "speeches":
        group = np.unique(given.speech.astype(str), return_inverse=True)[1]
        fold = folds(np.zeros(len(group), np.int64), group)
    else:
        fold = np.unique(given.meeting.astype(str), return_inverse=True)[1]
    for k in range(int(fold.max()) + 1):
        yield np.flatnonzero(fold != k), np.flatnonzero(fold == k)


def simple(given: Clauses, seen: Ints, new: Ints, embed: Memory) -> tuple[Floats, float]:
    """Probabilities of the baseline, and the threshold that inner folds choose."""
    vectors, so = embed(given.text), given.so
    group = np.unique(given.speech[seen].astype(str), return_inverse=True)[1]
    fold = folds(so[seen].astype(int), group)
    inner = np.zeros(len(seen))
    for k in range(int(fold.max()) + 1):
        inner[fold == k] = _simple(vectors, so, seen[fold != k], seen[fold == k])
    told, one = so[seen].astype(np.int64), np.ones(len(seen))
    cuts = np.linspace(0.05, 0.95, 181)
    f1 = [weighted_f1((inner >= cut).astype(np.int64), told, one) for cut in cuts]
    return _simple(vectors, so, seen, new), float(cuts[int(np.argmax(f1))])


def _simple(vectors: Floats, so: Bools, seen: Ints, new: Ints) -> Floats:
    found = fit(Dense(vectors[seen].astype(float)), so[seen], 1.0)
    return probability(vectors[new] @ found[:-1] + found[-1])


def answers(
    given: Clauses, of: str, embed: Memory
) -> tuple[dict[str, Floats], dict[str, Bools], float]:
    """Probabilities and codes of unseen clauses by each coder; seconds to train one coder."""
    chance = {name: np.zeros(len(given.so)) for name in (BASELINE, TUNED, ALONE, CONTEXT)}
    code = {name: np.zeros(len(given.so), bool) for name in chance}
    seconds = []
    for seen, new in parts(given, of):
        first, cut = simple(given, seen, new, embed)
        chance[BASELINE][new] = chance[TUNED][new] = first
        code[BASELINE][new], code[TUNED][new] = first >= 0.5, first >= cut
        start = time.process_time()
        coder = trained.train(
            given.text[seen], given.so[seen], given.speech[seen], embed=embed, code="criticism"
        )
        seconds.append(time.process_time() - start)
        for name, where in ((ALONE, None), (CONTEXT, given.speech[new])):
            chance[name][new] = coder.probabilities(given.text[new], where)[:, 1]
            told = coder.decide(given.text[new], where)
            code[name][new] = [answer == "applied" for answer in told]
    return chance, code, float(np.mean(seconds))


def rows(
    given: Clauses, of: str, chance: dict[str, Floats], code: dict[str, Bools]
) -> list[dict[str, object]]:
    """Figures with intervals, and what is gained on the baseline."""
    so, group = given.so, np.unique(given.speech.astype(str), return_inverse=True)[1]
    answer = so.astype(np.int64)

    def f1(name: str, weight: Floats) -> float:
        return weighted_f1(code[name].astype(np.int64), answer, weight)

    out = []
    for name in chance:
        out.append(_row(f"{of}: {name}: macro-F1",
                        interval("", lambda w, n=name: f1(n, w), group, 0)))  # fmt: skip
        out.append(_row(f"{of}: {name}: AUC",
                        interval("", lambda w, n=name: auc(chance[n], so, w), group, 0)))  # fmt: skip
    out += [
        _row(f"{of}: gain of context on baseline: macro-F1",
             interval("", lambda w: f1(CONTEXT, w) - f1(BASELINE, w), group, 0)),
        _row(f"{of}: gain of context on baseline: AUC",
             interval("", lambda w: auc(chance[CONTEXT], so, w) - auc(chance[BASELINE], so, w),
                      group, 0)),
    ]  # fmt: skip
    error = calibration_error(chance[CONTEXT], so, np.ones(len(so)))
    mean = f"mean probability {chance[CONTEXT].mean():.3f}, share {so.mean():.3f}"
    out.append({"what": f"{of}: {CONTEXT}: calibration error", "value": round(error, 3),
                "unit": "share", "note": f"ten bins; {mean}"})  # fmt: skip
    for meeting in np.unique(given.meeting.astype(str)):
        at = given.meeting == meeting
        found = auc(chance[CONTEXT][at], so[at], np.ones(int(at.sum())))
        own = weighted_f1(code[CONTEXT][at].astype(np.int64), answer[at], np.ones(int(at.sum())))
        out.append({"what": f"{of}: {CONTEXT}: meeting {meeting}: macro-F1",
                    "value": round(own, 3), "unit": "",
                    "note": f"AUC {found:.3f}; {at.sum()} clauses, share {so[at].mean():.3f}"})  # fmt: skip
    return out


def targets(given: Clauses, embed: Memory) -> list[dict[str, object]]:
    """Whom a clause criticises, as a category."""
    told = np.full(len(given.so), "", object)
    for seen, new in parts(given, "speeches"):
        coder = trained.train(
            given.text[seen], given.target[seen], given.speech[seen],
            embed=embed, code="criticised", kind="category",
        )  # fmt: skip
        told[new] = coder.decide(given.text[new], given.speech[new])
    names = np.unique(given.target.astype(str))
    number = {name: k for k, name in enumerate(names)}
    answer = np.array([number[x] for x in given.target])
    found = np.array([number[x] for x in told])
    group = np.unique(given.speech.astype(str), return_inverse=True)[1]
    out = [_row("speeches: whom it criticises, in context: macro-F1 of three answers",
                interval("", lambda w: weighted_f1(found, answer, w), group, 0))]  # fmt: skip
    both = given.so & (told != "no code")
    right = float((found == answer)[both].mean())
    most = float((given.target[both] == ALWAYS).mean())
    out.append({"what": "speeches: whom, where criticism was found and is there: share right",
                "value": round(right, 3), "unit": "share",
                "note": f"{both.sum()} clauses; always Russia: {most:.3f}"})  # fmt: skip
    for name in names:
        hit = ((told == name) & (given.target == name)).sum()
        out.append({"what": f"speeches: whom: {name}: F1", "unit": "",
                    "value": round(2 * hit / ((told == name).sum() + (given.target == name).sum()), 3),
                    "note": f"{(given.target == name).sum()} clauses"})  # fmt: skip
    return out


def _row(what: str, figure: Figure) -> dict[str, object]:
    return {"what": what, "value": round(figure.value, 3), "unit": "score",
            "note": f"[{figure.low:.3f}, {figure.high:.3f}] speeches drawn again"}  # fmt: skip


def main() -> None:
    """Measure and report."""
    start = time.process_time()
    given = clauses(Path(os.environ["FOEDUS_DATA"]) / "unscon")
    embed = Memory()
    counts = f"{len(np.unique(given.speech.astype(str)))} speeches, 3 meetings"
    found: list[dict[str, object]] = [
        {"what": "clauses", "value": len(given.so), "unit": "clauses", "note": counts}
    ]
    for of in ("speeches", "meetings"):
        chance, code, seconds = answers(given, of, embed)
        found += rows(given, of, chance, code)
        found.append({"what": f"{of}: training one coder: processor time", "value": round(seconds, 1),
                      "unit": "s", "note": "both views, with new texts embedded"})  # fmt: skip
    found += targets(given, embed)
    found.append({"what": "embedding: processor time", "value": round(embed.seconds, 1), "unit": "s",
                  "note": f"{len(embed.known)} texts"})  # fmt: skip
    found.append(
        {"what": "all: processor time", "value": round(time.process_time() - start), "unit": "s"}
    )
    report("trained_coder", found)


if __name__ == "__main__":
    main()
