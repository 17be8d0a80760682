"""A language model on a server, played by a stub: prompts, answers, retries, costs, the cache."""

import json
from dataclasses import replace

import pytest
from tests.documents.coding.made_up import BOOK, SMALL, segments
from tests.documents.coding.stub_server import chat, labels, passage_of, serving

from foedus.core.errors import FoedusError
from foedus.documents.coding.answers import Answer, Answers
from foedus.documents.coding.codebook_file import parse_codebook
from foedus.documents.coding.endpoint import EndpointCoder, Limits, Price
from foedus.documents.coding.interface import Coder, Excerpt, Label
from foedus.documents.coding.machine import code_corpus
from foedus.documents.coding.posting import Patience, checked_address
from foedus.documents.coding.prompts import instructions, judgement, schema
from foedus.documents.coding.table import codings

USED = {"prompt_tokens": 1000, "completion_tokens": 10}
THREAT = Excerpt("🤝 Both face a threat.", "en")


@pytest.fixture(autouse=True)
def _alone(monkeypatch):
    """No key and no proxy of this machine."""
    monkeypatch.delenv("FOEDUS_API_KEY", raising=False)
    monkeypatch.setenv("no_proxy", "127.0.0.1")


def coder(stub, tmp_path, **options):
    options = {"patience": Patience(tries=3, seconds=5, first_wait=1)} | options
    waits = options.pop("waits", [])
    address = getattr(stub, "address", stub)
    return EndpointCoder(
        SMALL, address, "stub", Answers(tmp_path / "answers.sqlite"), sleep=waits.append, **options
    )


def test_it_asks_with_the_codebook_and_reads_the_labels(tmp_path):
    entry = {"code": "threat", "value": None, "confidence": 0.9, "quote": "a threat"}
    with serving(lambda body, n: chat(labels(entry, ("stance", "+1")), usage=USED)) as stub:
        made = coder(stub, tmp_path)
        (found,) = made.code([THREAT])
    assert found.labels == (Label("threat", None, 0.9, (12, 20)), Label("stance", 1, 0.5))
    assert THREAT.text[12:20] == "a threat"
    assert isinstance(made, Coder)
    (body,) = stub.bodies
    assert stub.paths == ["/v1/chat/completions"]
    assert (body["model"], body["temperature"]) == ("stub", 0)
    assert "A threat that both face." in body["messages"][0]["content"]
    assert passage_of(body) == THREAT.text
    form = body["response_format"]["json_schema"]
    codes = form["schema"]["properties"]["labels"]["items"]["properties"]["code"]["enum"]
    assert (form["strict"], codes) == (True, ["threat", "trade", "stance", "forecast"])
    assert "Authorization" not in stub.headers[0]


def test_an_answer_is_asked_for_once_and_by_whom_and_when_is_kept(tmp_path):
    with serving(lambda body, n: chat(labels("threat"), usage=USED)) as stub:
        first = coder(stub, tmp_path, price=Price(2.0, 10.0))
        assert first.code([THREAT, THREAT]) == coder(stub, tmp_path).code([THREAT]) * 2
    assert len(stub.bodies) == 1
    spent = first.answers.spent(first.prompt_hash)
    assert (spent.answers, spent.tokens_in, spent.tokens_out) == (1, 1000, 10)
    assert spent.cost == pytest.approx(0.0021)
    assert first.answers.spent("another prompt").answers == 0
    key = next(k for k in _requests(first.answers))
    kept = first.answers.find(key)
    assert kept.answered_by == "stub-2026-11"
    assert kept.at.endswith("Z")


def _requests(answers):
    import sqlite3

    connection = sqlite3.connect(answers.path)
    rows = connection.execute("SELECT request, prompt, model FROM answer").fetchall()
    connection.close()
    return [request for request, _, _ in rows]


def test_the_prompt_and_the_model_make_another_request(tmp_path):
    with serving(lambda body, n: chat(labels())) as stub:
        plain = coder(stub, tmp_path)
        changed = replace(plain, codebook=parse_codebook(BOOK.replace("Trade as", "Commerce as")))
        for made in (plain, changed, replace(plain, model="other")):
            made.code([THREAT])
        assert len(stub.bodies) == 3
        names = {plain.name, changed.name, replace(plain, model="other").name}
    assert len(names) == 3
    assert plain.name.endswith(plain.prompt_hash[:12])


def test_unknown_costs_are_unknown_and_not_nothing(tmp_path):
    with serving(lambda body, n: chat(labels(), usage=USED if n else None)) as stub:
        made = coder(stub, tmp_path, price=Price(1, 1))
        made.code([THREAT, Excerpt("b")])
    spent = made.answers.spent()
    assert (spent.answers, spent.unknown) == (2, 1)


def test_the_key_goes_into_the_header_and_nowhere_else(tmp_path, monkeypatch):
    monkeypatch.setenv("FOEDUS_API_KEY", "s3cret")
    with serving(lambda body, n: chat(labels())) as stub:
        made = coder(stub, tmp_path)
        made.code([THREAT])
    assert stub.headers[0]["Authorization"] == "Bearer s3cret"
    assert b"s3cret" not in made.answers.path.read_bytes()
    assert "s3cret" not in json.dumps(dict(made.detail)) + repr(made)
    with pytest.raises(FoedusError, match="unencrypted"):
        coder("http://example.org/v1", tmp_path)


def test_passing_troubles_are_waited_out_within_bounds(tmp_path):
    waits = []

    def reply(body, n):
        return ((429, {"Retry-After": "7"}, b""), (503, {}, b""), chat(labels("trade")))[n]

    with serving(reply) as stub:
        (found,) = coder(stub, tmp_path, waits=waits).code([THREAT])
    assert [x.code for x in found.labels] == ["trade"]
    assert waits == [7.0, 2.0]


def test_a_server_may_not_ask_for_more_than_a_minute(tmp_path):
    waits = []
    busy = (429, {"Retry-After": "86400"}, b"")
    with (
        serving(lambda body, n: busy if n == 0 else chat(labels())) as stub,
    ):
        coder(stub, tmp_path, waits=waits).code([THREAT])
    assert waits == [60.0]


def test_lasting_trouble_ends_the_run_and_keeps_what_was_answered(tmp_path):
    def reply(body, n):
        return chat(labels("trade")) if passage_of(body) == "a" else (0, {}, b"")

    with serving(reply) as stub:
        made = coder(stub, tmp_path)
        with pytest.raises(FoedusError, match="did not answer in 3 tries"):
            made.code([Excerpt("a"), Excerpt("b")])
        assert len(stub.bodies) == 4
    assert made.answers.spent().answers == 1


@pytest.mark.parametrize(
    ("reply", "said"),
    [
        ((401, {}, b'{"error": "bad key"}'), "401 .*bad key"),
        ((404, {}, b"\x1b[31mno"), "refused: 404"),
        ((302, {"Location": "http://127.0.0.1:9/"}, b""), "302"),
        ((200, {}, b"<html>"), "other than a JSON object"),
        ((200, {}, b"[1]"), "other than a JSON object"),
    ],
)
def test_what_will_not_pass_is_not_tried_again(tmp_path, reply, said):
    with serving(lambda body, n: reply) as stub:
        with pytest.raises(FoedusError, match=said) as caught:
            coder(stub, tmp_path).code([THREAT])
        assert len(stub.bodies) == 1
    assert "\x1b" not in str(caught.value)


@pytest.mark.parametrize(
    ("content", "problem", "illegal"),
    [
        ("I cannot help.", "the answer is no JSON", ()),
        ('{"label": []}', "the answer has no list of labels", ()),
        ("", "the model gave no answer", ()),
        (labels("mood"), "no label of the answer is legal", ("mood",)),
        (labels("basis"), "no label of the answer is legal", ("basis",)),
        (labels("threat", ("stance", 9), ("threat", "x")), "", ("stance=9", "threat=x")),
        (labels(("stance", 1), ("stance", -1)), "", ("stance=-1",)),
        ("```json\n" + json.dumps(labels("threat")) + "\n```", "", ()),
        ("[" * 90_000, "the answer is no JSON", ()),
    ],
)
def test_answers_that_cannot_be_used_are_a_problem_not_no_code(tmp_path, content, problem, illegal):
    with serving(lambda body, n: chat(content)) as stub:
        (found,) = coder(stub, tmp_path).code([THREAT])
    assert (found.problem, found.illegal) == (problem, illegal)
    assert bool(found.labels) is not bool(problem)


def test_limits_stop_asking_and_leave_the_rest_unread(tmp_path, corpus):
    with serving(lambda body, n: chat(labels("trade"), usage=USED)) as stub:
        made = coder(stub, tmp_path, limits=Limits(requests=2))
        run = code_corpus(corpus, made, segments(corpus))
        assert (run.passages, run.problems) == (2, {"not asked: limit of 2 requests": 5})
        again = code_corpus(corpus, replace(made, limits=Limits(requests=3)), segments(corpus))
        assert (again.before, again.passages) == (2, 3)
        assert len(stub.bodies) == 5
    assert codings(corpus)["score"].tolist() == [0.5] * 5


def test_a_limit_of_cost(tmp_path):
    many = [Excerpt(letter) for letter in "abcde"]
    with serving(lambda body, n: chat(labels(), usage=USED if n < 9 else None)) as stub:
        dear = coder(stub, tmp_path, price=Price(1000, 0), limits=Limits(cost=1.5))
        assert [bool(j.problem) for j in dear.code(many)] == [False, False, True, True, True]
        with pytest.raises(FoedusError, match="needs a price"):
            coder(stub, tmp_path, limits=Limits(cost=1.0))
    with serving(lambda body, n: chat(labels())) as stub:
        blind = coder(stub, tmp_path, price=Price(1, 1), limits=Limits(cost=1.0))
        assert "counts no tokens" in blind.code(many)[1].problem


def test_a_run_over_a_corpus_is_a_models(tmp_path, corpus):
    with serving(lambda body, n: chat(labels("threat", ("forecast", "closer")))) as stub:
        run = code_corpus(corpus, coder(stub, tmp_path), segments(corpus)[:2])
    table = codings(corpus)
    assert run.codings == len(table) == 4
    assert set(table["kind"]) == {"model"}


@pytest.mark.parametrize("address", ["file:///etc/passwd", "localhost:8080", "ftp://x/v1", ""])
def test_addresses_that_are_none(address):
    with pytest.raises(FoedusError, match="no address of a server"):
        checked_address(address, key=False)
    with pytest.raises(FoedusError, match="holds a password"):
        checked_address("https://a:b@host/v1", key=False)


def test_ways_to_hold_a_server_to_json(tmp_path):
    with serving(lambda body, n: chat(labels())) as stub:
        for structure in ("object", "none"):
            coder(stub, tmp_path, structure=structure).code([THREAT])
        with pytest.raises(FoedusError, match="Unknown structure"):
            coder(stub, tmp_path, structure="yaml")
    assert stub.bodies[0]["response_format"] == {"type": "json_object"}
    assert "response_format" not in stub.bodies[1]


def test_the_instructions_tell_all_a_coder_needs():
    told = instructions(SMALL)
    for text in (
        "threat (flag)",
        "Counts: A rival of both.",
        "Does not count: A rival of one.",
        "Value -1: against",
    ):
        assert text in told
    values = schema(SMALL)["properties"]["labels"]["items"]["properties"]["value"]["enum"]
    assert values == ["-1", "0", "1", "closer", "looser", None]


def test_a_quote_that_is_not_there_leaves_the_whole_passage():
    said = json.dumps(labels({"code": "threat", "quote": "a danger", "confidence": 7}))
    assert judgement(said, THREAT, SMALL).labels == (Label("threat"),)


def test_the_file_of_answers_is_shared_versioned_and_damaged_plainly(tmp_path):
    import sqlite3

    path = tmp_path / "deep" / "answers.sqlite"
    answers = Answers(path)
    assert (answers.find("x"), answers.spent().answers) == (None, 0)
    answers.keep("x", "s", "m", "p", Answer("first"))
    answers.keep("x", "s", "m", "p", Answer("second"))
    assert Answers(path).find("x").content == "first"
    connection = sqlite3.connect(path)
    connection.execute("PRAGMA user_version = 99")
    connection.close()
    with pytest.raises(FoedusError, match="has layout 99"):
        answers.find("x")
    path.write_bytes(b"not a database, but something else entirely")
    with pytest.raises(FoedusError, match="cannot be used"):
        answers.find("x")
