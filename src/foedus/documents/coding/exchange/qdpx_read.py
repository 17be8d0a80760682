"""Coded texts from a REFI-QDA project (.qdpx), of foedus or another tool."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from foedus.core.errors import FoedusError, unknown
from foedus.documents.coding.codebook import Codebook
from foedus.documents.coding.coders import Identity
from foedus.documents.coding.exchange.loose_json import as_dict, as_dicts, as_score
from foedus.documents.coding.exchange.offsets import COUNTINGS, OUTSIDE, Counting, counted
from foedus.documents.coding.exchange.project import (
    Loaded,
    Log,
    Project,
    SourceText,
    SpanCoding,
    SpanRead,
)
from foedus.documents.coding.exchange.qdc import note_form
from foedus.documents.coding.exchange.qdpx_texts import text_of
from foedus.documents.coding.exchange.refi import PROJECT, bare, described
from foedus.documents.coding.exchange.refi_codes import CodesRead, read_codes
from foedus.documents.coding.exchange.refi_users import moment, user_name, users
from foedus.documents.coding.exchange.safe_xml import (
    Element,
    child,
    children,
    local,
    parse_xml,
)
from foedus.documents.coding.exchange.safe_zip import Archive, open_archive
from foedus.documents.coding.exchange.tags import looked_for

_MEDIA = {
    "PictureSource": "pictures",
    "PDFSource": "PDF sources",
    "AudioSource": "audio sources",
    "VideoSource": "video sources",
}
_LEFT = {
    "Variables": "variables",
    "Cases": "cases",
    "Notes": "notes",
    "Links": "links",
    "Sets": "sets",
    "Graphs": "graphs",
}


@dataclass
class _Reading:
    """What is known while a project is read."""

    codes: CodesRead
    users: dict[str, Identity]
    counting: Counting
    file: str
    log: Log
    codings: dict[tuple[str, int, int, str, str], SpanCoding] = field(default_factory=dict)
    readings: set[SpanRead] = field(default_factory=set)


def read_qdpx(
    path: Path,
    codebook: Codebook | None = None,
    *,
    counting: Counting = "code points",
    models: Sequence[str] = (),
    language: str = "en",
) -> Loaded:
    """Read a project; whatever is not text, code, user or coding is counted and left out.

    Parameters
    ----------
    path
    codebook
        In whose terms codings are wanted: codes are matched by identifier, id or label, others
        are skipped. Without it, the file's own.
    counting
        How the tool that wrote the file counts offsets: the format says code points, some
        tools count UTF-16 units. They differ after 𠮷 and emoji.
    models
        Users of the file that are models. Those that foedus wrote are known.
    language
        Of the names of codes, in files of other tools without `codebook`.

    Returns
    -------
    Loaded
        Texts as they are in the file. A span read is known only of files that foedus wrote.

    Raises
    ------
    FoedusError
        If the file cannot be read, is no project, could be harmful, or has no code.
    """
    if counting not in COUNTINGS:
        raise unknown("way of counting", counting, COUNTINGS)
    archive = open_archive(path)
    inside = [n for n in archive.names if n.lower().endswith(".qde")]
    if not inside:
        raise FoedusError(
            f"{path.name} holds no project.qde.", "Export it as a REFI-QDA project (.qdpx)."
        )
    parsed = parse_xml(archive.read(inside[0]), f"{path.name}, {inside[0]}")
    root = parsed.root
    if local(root) != "Project":
        raise FoedusError(
            f"{path.name} holds <{local(root)}>, not <Project>.",
            "A codebook (.qdc) is read by read_qdc.",
        )
    log = Log()
    note_form(parsed, PROJECT, log)
    about = described(root)[0]
    codes = read_codes(
        child(child(root, "CodeBook"), "Codes"),
        as_dict(about.get("codebook")),
        log,
        name=path.stem,
        language=language,
        codebook=codebook,
    )
    known_users = users(child(root, "Users"), about, models)
    state = _Reading(codes, known_users, counting, path.stem, log)
    texts = list(_texts(child(root, "Sources"), archive, state))
    for name, what in _LEFT.items():
        found = child(root, name)
        count = 0 if found is None else len(found)
        if count:
            log.skip(what, count)
    readings = tuple(sorted(state.readings))
    codings = tuple(sorted(state.codings.values(), key=lambda c: c.place))
    used = {c.coder for c in codings} | {r.coder for r in readings}
    coders = tuple(u for u in known_users.values() if u.name in used or about.get("coder"))
    project = Project(
        root.get("name") or path.stem, codes.codebook, tuple(texts), coders, codings, readings
    )
    return log.loaded(project)


def _texts(sources: Element | None, archive: Archive, state: _Reading) -> Iterator[SourceText]:
    keys: set[str] = set()
    for element in sources if sources is not None else ():
        kind = local(element)
        if kind != "TextSource":
            state.log.skip(_MEDIA.get(kind, kind))
            continue
        name = element.get("name") or bare(element.get("guid"))
        text = text_of(element, archive, state.log)
        if text is None:
            continue
        about = described(element)[0]
        key = str(about.get("key") or bare(element.get("guid")) or name)
        if key in keys:
            state.log.skip("texts that are there twice")
            continue
        keys.add(key)
        _selections(element, key, text, state)
        yield SourceText(key, name, text, str(about.get("language") or "und"))


def _selections(source: Element, key: str, text: str, state: _Reading) -> None:
    whole = list(children(source, "Coding"))
    for coding in whole:
        if text:
            _coding(coding, source, key, (0, len(text)), {}, state)
    found = list(children(source, "PlainTextSelection"))
    spans = counted(
        text,
        [_whole(s.get(n)) for s in found for n in ("startPosition", "endPosition")],
        state.counting,
    ).reshape(-1, 2)
    for selection, (start, stop) in zip(found, spans.tolist(), strict=True):
        if OUTSIDE in (start, stop) or stop <= start:
            state.log.skip("selections outside their text")
            continue
        told = described(selection)[0]
        codings = list(children(selection, "Coding"))
        if not codings:
            state.log.skip("selections without a code")
        for coding in codings:
            _coding(coding, selection, key, (start, stop), told, state)


def _coding(
    coding: Element,
    selection: Element,
    key: str,
    span: tuple[int, int],
    told: dict[str, Any],
    state: _Reading,
) -> None:
    target = bare(next((r.get("targetGUID") for r in children(coding, "CodeRef")), ""))
    meaning = state.codes.meanings.get(target)
    user = bare(coding.get("creatingUser") or selection.get("creatingUser"))
    coder = _coder(user, state)
    at = moment(coding.get("creationDateTime") or selection.get("creationDateTime"))
    if meaning == "read":
        state.readings.add(SpanRead(key, *span, coder, at=at))
        return
    if meaning == "partly":
        _partly(as_dicts(told.get("read")), (key, *span, coder), state)
        return
    if meaning is None:
        name = state.codes.names.get(target)
        reason = f"codings with {name!r}" if name else "codings with a code that is not there"
        state.log.skip(f"{reason}, which the codebook lacks")
        return
    code, value = meaning
    try:
        value = state.codes.codebook.code(code).read(value)
    except FoedusError:
        state.log.skip(f"codings with {code!r} that lack its value")
        return
    place = (key, *span, coder, code)
    if place in state.codings:
        same = state.codings[place].value == value
        state.log.skip("codings that are there twice" if same else "second values of a code")
        return
    scores = told.get("scores")
    score = as_score(as_dict(scores).get(code))
    state.codings[place] = SpanCoding(key, *span, coder, code, value, score, at)


def _partly(
    entries: list[dict[str, Any]], place: tuple[str, int, int, str], state: _Reading
) -> None:
    """A span read for the codes that its description names; without them it says nothing."""
    named = [(looked_for(e.get("codes"), state.codes.codebook), e.get("at")) for e in entries]
    for codes, at in named:
        if codes:
            state.readings.add(SpanRead(*place, codes, moment(at)))
    if not any(codes for codes, _ in named):
        state.log.skip("spans read for codes that are not named, or not known")


def _coder(user: str, state: _Reading) -> str:
    if user not in state.users:
        state.log.note("codings without a known user stand under the name of the file")
        state.users[user] = Identity(user_name(f"unnamed user of {state.file}"), "human")
    return state.users[user].name


def _whole(given: str | None) -> int:
    try:
        return int(given or "")
    except ValueError:
        return OUTSIDE
