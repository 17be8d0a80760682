"""A machine coder that asks a language model on any OpenAI-compatible server; never needed."""

from __future__ import annotations

import hashlib
import json
import math
import os
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any, Literal, get_args

from foedus.core.errors import FoedusError, unknown
from foedus.documents.coding.answers import Answer, Answers
from foedus.documents.coding.codebook import Codebook
from foedus.documents.coding.interface import Excerpt, Judgement
from foedus.documents.coding.posting import Patience, Sleep, checked_address, post
from foedus.documents.coding.prompts import instructions, judgement, question, schema
from foedus.documents.coding.records import now

Structure = Literal["schema", "object", "none"]
"""How the server is held to JSON: by a schema, as any JSON object, or by the prompt alone."""
KEY = "FOEDUS_API_KEY"
"""Environment variable with the key, if the server wants one; it is kept nowhere."""
_MILLION = 1e6


@dataclass(frozen=True)
class Price:
    """What a server charges for a million tokens.

    Parameters
    ----------
    tokens_in, tokens_out : float
    """

    tokens_in: float
    tokens_out: float

    def of(self, tokens_in: int | None, tokens_out: int | None) -> float | None:
        """Cost of an answer; None where a count is not known."""
        if tokens_in is None or tokens_out is None:
            return None
        return (tokens_in * self.tokens_in + tokens_out * self.tokens_out) / _MILLION


@dataclass(frozen=True)
class Limits:
    """When to stop asking; passages left are a problem, not "no code", and come next time.

    Parameters
    ----------
    requests : int or None
        Answers asked for in the life of this coder.
    cost : float or None
        Sum over those answers, in the unit of the price.
    """

    requests: int | None = None
    cost: float | None = None


@dataclass(frozen=True)
class EndpointCoder:
    """A language model that codes one passage a request, each answer kept on disk.

    The passages are sent to the server that is named. Its answers go by the hash of the whole
    request: the same passage under the same prompt and model is asked once.

    Parameters
    ----------
    codebook : Codebook
    server : str
        Address up to /v1, such as http://localhost:8080/v1.
    model : str
    answers : Answers
        Where answers are kept.
    structure : {"schema", "object", "none"}
    price : Price or None
        Without it costs are unknown, not nothing.
    limits : Limits
    patience : Patience
    key : str
        Environment variable with the server's key.
    sleep : callable

    Raises
    ------
    FoedusError
        For an address that is none, a key that would travel unencrypted, or a cost limit
        without a price.
    """

    codebook: Codebook
    server: str
    model: str
    answers: Answers
    structure: Structure = "schema"
    price: Price | None = None
    limits: Limits = field(default_factory=Limits)
    patience: Patience = field(default_factory=Patience)
    key: str = KEY
    sleep: Sleep = time.sleep
    _asked: list[float | None] = field(default_factory=list, init=False, repr=False)

    def __post_init__(self) -> None:
        if self.structure not in get_args(Structure):
            raise unknown("structure", self.structure, get_args(Structure))
        checked_address(self.server, key=bool(os.environ.get(self.key)))
        if not self.model.strip():
            raise FoedusError("No model is named.", "Name one that the server has.")
        if self.limits.cost is not None and self.price is None:
            raise FoedusError("A cost limit needs a price.", "Give the price of a million tokens.")

    @property
    def name(self) -> str:
        """Model and hash of the prompt."""
        return f"{self.model} {self.codebook.key} prompt {self.prompt_hash[:12]}"

    @property
    def kind(self) -> Literal["model"]:
        """Always "model"."""
        return "model"

    @property
    def detail(self) -> Mapping[str, str]:
        """Server, model, prompt hash and settings."""
        return {
            "method": "language model",
            "server": checked_address(self.server, key=False),
            "model": self.model,
            "prompt": self.prompt_hash,
            "structure": self.structure,
            "temperature": "0",
        }

    @cached_property
    def prompt_hash(self) -> str:
        """Hash of all that the model is told besides the passage."""
        told = json.dumps(self._request(Excerpt("")), ensure_ascii=False, sort_keys=True)
        return hashlib.sha256(told.encode()).hexdigest()

    def code(self, passages: Sequence[Excerpt]) -> list[Judgement]:
        """Judgements from kept answers, or from the server.

        Raises
        ------
        FoedusError
            If the server refuses or cannot be reached; answers so far are kept.
        """
        return [self._of(passage) for passage in passages]

    def _of(self, passage: Excerpt) -> Judgement:
        body = self._request(passage)
        told = json.dumps([self.detail["server"], body], ensure_ascii=False, sort_keys=True)
        request = hashlib.sha256(told.encode()).hexdigest()
        answer = self.answers.find(request)
        if answer is None:
            if stop := self._stop():
                return Judgement(problem=stop)
            answer = self._ask(body)
            self._asked.append(answer.cost)
            self.answers.keep(request, self.detail["server"], self.model, self.prompt_hash, answer)
        if not answer.content:
            return Judgement(problem="the model gave no answer")
        return judgement(answer.content, passage, self.codebook)

    def _stop(self) -> str:
        if self.limits.requests is not None and len(self._asked) >= self.limits.requests:
            return f"not asked: limit of {self.limits.requests} requests"
        if self.limits.cost is None:
            return ""
        if None in self._asked:
            return "not asked: the server counts no tokens, so the limit of cost cannot be kept"
        if math.fsum(c for c in self._asked if c is not None) >= self.limits.cost:
            return f"not asked: limit of cost {self.limits.cost:g}"
        return ""

    def _ask(self, body: dict[str, Any]) -> Answer:
        address = f"{checked_address(self.server, key=False)}/chat/completions"
        said = post(address, body, os.environ.get(self.key, ""), self.patience, self.sleep)
        used = said.get("usage")
        used = used if isinstance(used, dict) else {}
        read, wrote = _count(used.get("prompt_tokens")), _count(used.get("completion_tokens"))
        cost = self.price.of(read, wrote) if self.price else None
        return Answer(_content(said), str(said.get("model") or ""), read, wrote, cost, now())

    def _request(self, passage: Excerpt) -> dict[str, Any]:
        body: dict[str, Any] = {
            "model": self.model,
            "temperature": 0,
            "messages": [
                {"role": "system", "content": self._told},
                {"role": "user", "content": question(passage)},
            ],
        }
        if self.structure == "schema":
            form = {"name": "labels", "strict": True, "schema": schema(self.codebook)}
            body["response_format"] = {"type": "json_schema", "json_schema": form}
        elif self.structure == "object":
            body["response_format"] = {"type": "json_object"}
        return body

    @cached_property
    def _told(self) -> str:
        return instructions(self.codebook)


def _content(said: dict[str, Any]) -> str:
    """What the model wrote; empty where it refused or wrote nothing."""
    try:
        content = said["choices"][0]["message"]["content"]
    except (KeyError, IndexError, TypeError):
        return ""
    return content if isinstance(content, str) else ""


def _count(given: Any) -> int | None:
    return given if isinstance(given, int) and not isinstance(given, bool) else None
