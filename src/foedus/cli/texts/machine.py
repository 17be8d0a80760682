"""Machine coders from the options of a command; each is named after what made it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal, TypeVar, get_args

import click

from foedus.cli.texts.chosen import one_of
from foedus.core.errors import FoedusError

if TYPE_CHECKING:
    from foedus.documents.coding.codebook import Codebook
    from foedus.documents.coding.interface import Coder
    from foedus.documents.corpora.corpus import Corpus

Method = Literal["patterns", "nearest", "trained", "endpoint"]
METHODS: tuple[Method, ...] = get_args(Method)
ANSWERS = "answers.sqlite"
"""File in a corpus's folder in which answers of servers are kept."""
Made = TypeVar("Made", bound=Callable[..., Any])
GOES_WITH: dict[str, tuple[Method, ...]] = {
    "url": ("endpoint",),
    "model": ("endpoint", "trained"),
    "price": ("endpoint",),
    "max_cost": ("endpoint",),
    "max_requests": ("endpoint",),
    "learn_from": ("nearest",),
}
"""Options that only some methods have a use for."""
_OPTIONS = (
    click.option("--url", metavar="URL", help="Of an OpenAI-compatible server, up to /v1."),
    click.option(
        "--model",
        metavar="M",
        help="A model that the server has; or the FOLDER of a trained coder.",
    ),
    click.option(
        "--key-from",
        metavar="VARIABLE",
        default="FOEDUS_API_KEY",
        show_default=True,
        help="Environment variable with the server's key, if it wants one. Kept nowhere.",
    ),
    click.option(
        "--structure",
        metavar="S",
        default="schema",
        show_default=True,
        help="How the server is held to JSON: schema, object or none.",
    ),
    click.option(
        "--price",
        nargs=2,
        type=float,
        metavar="IN OUT",
        help="Of a million tokens read and written; without it costs are unknown.",
    ),
    click.option("--max-cost", type=float, metavar="C", help="Stop there; needs --price."),
    click.option("--max-requests", type=int, metavar="N", help="Stop after so many requests."),
    click.option(
        "--learn-from",
        multiple=True,
        metavar="NAME",
        help="People whose codings are taken as right (nearest); left out: all. Repeatable.",
    ),
)


def machine_options(command: Made) -> Made:
    """Options that say how a machine coder works."""
    for option in reversed(_OPTIONS):
        command = option(command)
    return command


@dataclass(frozen=True)
class Machine:
    """What the options ask for.

    Parameters
    ----------
    method
    url, model, key_from, structure, price, max_cost, max_requests
        Of a server; `model` may be the folder of a trained coder.
    learn_from
        People whose codings `nearest` takes as right.
    unit
        What passages are: sentences or paragraphs.
    """

    method: Method
    url: str | None
    model: str | None
    key_from: str
    structure: str
    price: tuple[float, float] | None
    max_cost: float | None
    max_requests: int | None
    learn_from: tuple[str, ...]
    unit: Literal["sentence", "paragraph"] = "sentence"

    def maker(self, corpus: Corpus) -> Callable[[Codebook], Coder]:
        """What makes the coder for a codebook.

        Raises
        ------
        FoedusError
            If something the method needs is missing.
        """
        for name, methods in GOES_WITH.items():
            if getattr(self, name) and self.method not in methods:
                raise FoedusError(
                    f"--{name.replace('_', '-')} goes with --with {' or '.join(methods)}, "
                    f"not {self.method!r}.",
                    "Leave it out.",
                )
        if self.method == "endpoint":
            return self._endpoint(corpus)
        if self.method == "patterns":
            from foedus.documents.coding.patterns import PatternCoder

            return PatternCoder
        return self._nearest(corpus) if self.method == "nearest" else self._trained(corpus)

    def _endpoint(self, corpus: Corpus) -> Callable[[Codebook], Coder]:
        from foedus.documents.coding.answers import Answers
        from foedus.documents.coding.endpoint import EndpointCoder, Limits, Price, Structure

        if self.url is None or self.model is None:
            raise FoedusError(
                "An endpoint needs the address of its server and a model.",
                "Add --url http://localhost:8080/v1 --model NAME.",
            )
        url, model = self.url, self.model
        price = Price(*self.price) if self.price else None
        limits = Limits(self.max_requests, self.max_cost)

        def make(codebook: Codebook) -> Coder:
            return EndpointCoder(
                codebook,
                url,
                model,
                Answers(corpus.folder / ANSWERS),
                structure=one_of("structure", self.structure, get_args(Structure)),
                price=price,
                limits=limits,
                key=self.key_from,
            )

        return make

    def _nearest(self, corpus: Corpus) -> Callable[[Codebook], Coder]:
        from foedus.documents.coding.labelled import labelled_passages
        from foedus.documents.coding.nearest import NearestCoder
        from foedus.documents.embedding.encoder import ENCODER, encode

        def make(codebook: Codebook) -> Coder:
            told = labelled_passages(corpus, codebook, coders=self.learn_from, unit=self.unit)
            return NearestCoder(codebook, encode, told, model=ENCODER)

        return make

    def _trained(self, corpus: Corpus) -> Callable[[Codebook], Coder]:
        from foedus.documents.coding.trained import load

        coder = load(trained_file(self.model), corpus)

        def make(codebook: Codebook) -> Coder:
            if coder.codebook != codebook:
                raise FoedusError(
                    f"The coder was trained by {coder.codebook.key!r}, not by {codebook.key!r} "
                    "as it is here.",
                    "Name that codebook with --codebook and --version, or train it again.",
                )
            return coder

        return make


def checked_method(name: str) -> Method:
    """The method of that name.

    Raises
    ------
    UnknownName
        If there is none.
    """
    return one_of("way to code", name, METHODS)


def trained_file(model: str | None) -> Path:
    """The folder of a trained coder.

    Raises
    ------
    FoedusError
        If none is named.
    """
    if model is None:
        raise FoedusError(
            "No trained coder is named.",
            "Train one: foedus texts train CORPUS CODE -o FOLDER, then add --model FOLDER.",
        )
    return Path(model)
