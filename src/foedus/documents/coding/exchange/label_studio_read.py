"""Codings from tasks that Label Studio exported (JSON)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Literal, get_args

from foedus.core.errors import FoedusError, unknown
from foedus.documents.coding.codebook import Codebook
from foedus.documents.coding.coders import Identity, tidy_name
from foedus.documents.coding.exchange.label_studio_tasks import source_of, tasks
from foedus.documents.coding.exchange.loose_json import (
    as_dict,
    as_dicts,
    as_score,
    spans_read,
)
from foedus.documents.coding.exchange.offsets import OUTSIDE, Counting, counted
from foedus.documents.coding.exchange.project import (
    Loaded,
    Log,
    Project,
    SourceText,
    SpanCoding,
    SpanRead,
)
from foedus.documents.coding.exchange.refi_users import marked, moment
from foedus.documents.coding.exchange.tags import JOIN, Tagged, coding_of, unlike

CountingOrWords = Literal["by the words", "code points", "UTF-16"]
"""How offsets are counted; "by the words": as makes the results read as they say."""
_ASSISTED = ("prediction", "prediction-changed")
"""Origins of regions that a model proposed and a person let stand or changed."""


@dataclass
class _Reading:
    codebook: Codebook
    users: Mapping[str, str]
    counting: CountingOrWords
    offered: tuple[str, ...]
    log: Log
    coders: dict[str, Identity] = field(default_factory=dict)
    codings: list[SpanCoding] = field(default_factory=list)
    readings: set[SpanRead] = field(default_factory=set)


def read_label_studio(
    path: Path,
    codebook: Codebook,
    *,
    users: Mapping[str, str] | None = None,
    offered: Sequence[str] = (),
    counting: CountingOrWords = "by the words",
) -> Loaded:
    """Read a JSON export.

    Parameters
    ----------
    path
        A .json file, a list of tasks.
    codebook
        A label is a code, "code=value", or a code's label in any language; a choice is a value
        of the code that its control is named after, or such a label.
    users
        Names of people by the number that Label Studio gives them; without it "Label Studio
        user 3", or the e-mail address where the export has it.
    offered
        Codes that people could give; all of the codebook where none is named. The export does
        not say, and a code that was not offered is not absent.
    counting

    Returns
    -------
    Loaded
        An annotation counts as the whole text read, a cancelled one as not read; of a model
        only what foedus wrote tells what it has read. An annotation that holds regions
        proposed by a model stands under "NAME with suggestions", as a model's: the person
        alone did not make it.

    Raises
    ------
    FoedusError
        If the file cannot be read or is no list of tasks with texts.
    """
    if counting not in get_args(CountingOrWords):
        raise unknown("way of counting", counting, get_args(CountingOrWords))
    log = Log()
    codes = tuple(sorted(codebook.code(code).id for code in offered))
    state = _Reading(codebook, users or {}, counting, codes, log)
    texts: dict[str, SourceText] = {}
    for task in tasks(path, log):
        data = task["data"]
        source = source_of(data, texts)
        if source is None:
            log.skip("tasks without a text")
            continue
        about = data.get("coders")
        known = about if isinstance(about, dict) else {}
        for made in as_dicts(task.get("annotations", task.get("completions"))):
            if made.get("was_cancelled"):
                log.skip("annotations that were cancelled")
                continue
            own = as_dict(known.get(str(_user(made))))
            _annotation(made, source, _person(made, own, state), own, state)
        for made in as_dicts(task.get("predictions")):
            name = tidy_name(str(made.get("model_version") or "unnamed model of Label Studio"))
            own = next((as_dict(k) for k in known.values() if as_dict(k).get("name") == name), {})
            coder = _entered(Identity(marked(name)[0] or "model", "model", _detail(own)), state)
            _annotation(made, source, coder, own, state)
    project = Project(
        path.stem,
        codebook,
        tuple(texts.values()),
        tuple(state.coders.values()),
        unlike(state.codings, log),
        tuple(sorted(state.readings)),
    )
    return log.loaded(project)


def _annotation(
    made: dict[str, Any], source: SourceText, coder: str, own: dict[str, Any], state: _Reading
) -> None:
    details = as_dict(own.get("details"))
    at = moment(made.get("created_at"))
    for region, results in _regions(made, state.log).items():
        kept = details.get(region)
        score, when = kept if isinstance(kept, list) and len(kept) == 2 else (None, at)
        for start, stop, shown in _labelled(results, source, state):
            given = Tagged(start, stop, shown, as_score(score), moment(when))
            if coding := coding_of(given, source, coder, state.codebook, state.log):
                state.codings.append(coding)
    if isinstance(read := own.get("read"), list):
        state.readings |= set(spans_read(read, source, coder, state.codebook))
    elif source.text and state.coders[coder].kind == "human":
        whole = SpanRead(source.key, 0, len(source.text), coder, state.offered, at)
        state.readings.add(whole)


def _labelled(
    results: list[dict[str, Any]], source: SourceText, state: _Reading
) -> Iterator[tuple[int, int, str]]:
    """Span and tag of each label of a region, with the value that a choice on it gives."""
    chosen = [(str(r.get("from_name")), c) for r in results for c in _names(r, "choices")]
    values = dict(chosen)
    used: set[str] = set()
    span: tuple[int, int] | None = (0, len(source.text))
    for result in results:
        value = as_dict(result.get("value"))
        if "start" in value:
            span = _span(value, source, state)
        for label in _names(result, "labels"):
            if span is not None:
                used |= {label} & set(values)
                yield *span, f"{label}{JOIN}{values[label]}" if label in values else label
    for name, choice in chosen:
        if name not in used and span is not None:
            valued = any(name == c.id and c.values for c in state.codebook.codable)
            yield *span, f"{name}{JOIN}{choice}" if valued else choice


def _span(value: dict[str, Any], source: SourceText, state: _Reading) -> tuple[int, int] | None:
    """The span of a result, in code points; None, and counted, where the text has none such."""
    given = [value.get("start"), value.get("end")]
    if not all(isinstance(n, int) for n in given):
        state.log.skip("results without offsets")
        return None
    ways: tuple[Counting, ...] = ("code points", "UTF-16")
    if state.counting != "by the words":
        ways = (state.counting,)
    found = [counted(source.text, [int(n or 0) for n in given], way).tolist() for way in ways]
    fitting = [f for f in found if OUTSIDE not in f and f[0] < f[1]]
    words = value.get("text")
    if isinstance(words, str):
        fitting = [f for f in fitting if _bare(source.text[f[0] : f[1]]) == _bare(words)]
    if not fitting:
        state.log.skip("spans outside their text, or with other words")
        return None
    if fitting[0] != found[0]:
        state.log.note("offsets count UTF-16 units, as the words show")
    start, stop = fitting[0]
    return start, stop


def _bare(words: str) -> str:
    """Words without spaces and line ends, which Label Studio writes as it shows them."""
    return "".join(words.replace("\\n", "").split())


def _regions(made: dict[str, Any], log: Log) -> dict[str, list[dict[str, Any]]]:
    """Results by region; a choice about the whole text is a region of its own."""
    out: dict[str, list[dict[str, Any]]] = defaultdict(list)
    for number, result in enumerate(as_dicts(made.get("result"))):
        if result.get("type") not in ("labels", "choices", "hypertextlabels"):
            log.skip(f"results of the type {str(result.get('type'))[:40]!r}")
            continue
        out[str(result.get("id") or f"result {number}")].append(result)
    return out


def _person(made: dict[str, Any], own: dict[str, Any], state: _Reading) -> str:
    """Who annotated; someone whom a model helped is a coder of its own."""
    user = made.get("completed_by")
    number = str(_user(made))
    email = user.get("email") if isinstance(user, dict) else None
    shown = own.get("name") or state.users.get(number) or email or f"Label Studio user {number}"
    name, kind = marked(str(shown))
    if any(r.get("origin") in _ASSISTED for r in as_dicts(made.get("result"))):
        state.log.note("annotations with regions that a model proposed stand as a model's")
        detail = {"method": "a person with suggestions of a model", "person": name}
        return _entered(Identity(f"{name} with suggestions", "model", detail), state)
    return _entered(Identity(name or f"user {number}", kind, _detail(own)), state)


def _entered(coder: Identity, state: _Reading) -> str:
    kept = state.coders.setdefault(coder.name, coder)
    if kept.kind != coder.kind:
        raise FoedusError(
            f"{coder.name!r} is a person in one task and a model in another.",
            "Give the person another name with `users`.",
        )
    return kept.name


def _user(made: dict[str, Any]) -> Any:
    user = made.get("completed_by")
    return user.get("id") if isinstance(user, dict) else user


def _names(result: dict[str, Any], kind: str) -> list[str]:
    names = as_dict(result.get("value")).get(kind)
    return [n for n in names if isinstance(n, str)] if isinstance(names, list) else []


def _detail(own: dict[str, Any]) -> dict[str, str]:
    return {str(k): str(v) for k, v in as_dict(own.get("detail")).items()}
