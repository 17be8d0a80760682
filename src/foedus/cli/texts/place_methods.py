"""The three methods of `foedus texts place`, each with what to say about it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from foedus.cli.texts.place_given import references_of, seeds_given
from foedus.cli.texts.place_said import Placed
from foedus.cli.texts.place_units import Units
from foedus.core.errors import FoedusError
from foedus.documents.comparing.counts import DocumentCounts
from foedus.documents.scaling.connected import connected
from foedus.documents.scaling.placements import Placements
from foedus.documents.scaling.semantic import latent_semantic_scaling
from foedus.documents.scaling.wordfish import FEWEST_TOKENS, wordfish
from foedus.documents.scaling.wordfish_model import State, dispersion
from foedus.documents.scaling.wordscores import Rescaling, wordscores

if TYPE_CHECKING:
    from foedus.cli.texts.place import Method

Found = tuple[Placements, NDArray[np.int64], tuple[str, ...], list[str]]
_DRAWS, _MOST = 39, 2e9
"""Tables drawn without a dimension, and steps for one of them beyond which none is."""


def placed_by(
    units: Units, method: Method, least: int, asked: dict[str, Any], which: str
) -> Placed:
    """Place by a method.

    Parameters
    ----------
    units, method, least
        What is placed, how, and how often a word must come to count.
    asked
        Options of the command.
    which
        Conditions on documents in words.

    Raises
    ------
    FoedusError
        For references, anchors or seeds that cannot serve.
    """
    if method == "wordfish":
        found, tokens, marked, said = _wordfish(units, least, asked)
    elif method == "wordscores":
        found, tokens, marked, said = _wordscores(units, least, asked)
    else:
        found, tokens, marked, said = _seeds(units, least, asked)
    doubt = ""
    if method == "wordfish" and not all(found.why):
        used = units.counts.trimmed(least, 2).of(~np.isnan(found.scores))
        doubt, checked = _doubt(by_chance(used, asked["seed"]))
        said += checked
    return Placed(units, found, tokens, which, marked, tuple(said), doubt)


def _doubt(above: int | None) -> tuple[str, list[str]]:
    """What to say with the finding, and among the notes, of so many tables as strong."""
    if above is None:
        return "", ["Whether chance alone makes such a line was not checked: the table is large."]
    drawn = f"{_DRAWS} tables drawn at random, of documents that do not differ,"
    if above:
        return (
            f"But {above} of {drawn} show a dimension as strong: chance could make this line.",
            [],
        )
    return "", [f"None of {drawn} shows a dimension as strong, words taken as independent."]


def _wordfish(units: Units, least: int, asked: dict[str, Any]) -> Found:
    counts = units.counts.trimmed(least, 2)
    anchor = asked["anchor"]
    if anchor:
        ends = units.named(anchor[0]), units.named(anchor[1])
        if ends[0] == ends[1]:
            raise FoedusError(f"--anchor names {ends[0]!r} twice.", "Name two that differ.")
    else:
        can = np.flatnonzero(connected(counts, counts.sums >= FEWEST_TOKENS))
        pair = (can[0], can[-1]) if len(can) > 1 else (0, len(counts) - 1)
        ends = counts.documents[pair[0]], counts.documents[pair[1]]
    found = wordfish(counts, ends, variance="dispersed", level=asked["level"], seed=asked["seed"])
    said = [_left(units.counts, counts, least, "or stand in one only")]
    if not all(found.why):
        said += _dispersed(counts, found)
        if not anchor:
            said.append(
                f"Which end is which is arbitrary: {ends[0]} is put below {ends[1]}; name others "
                "with --anchor."
            )
    return found, counts.sums, tuple(ends) if anchor else (), said


def _dispersed(counts: DocumentCounts, found: Placements) -> list[str]:
    """How far the counts vary beyond the model."""
    kept = ~np.isnan(found.scores)
    used = counts.of(kept).trimmed()
    alpha, psi = found.more["alpha"][kept], found.feature_more["psi"]
    spread = dispersion(used, State(found.scores[kept], alpha, psi, found.positions))
    if spread <= 1:
        return [f"No overdispersion: counts vary {spread:.1f} times as much as the model has it."]
    return [
        f"Overdispersion: counts vary {spread:.1f} times as much as a Poisson model has it, and "
        f"the intervals are widened {spread**0.5:.1f} times. They take the model as right and "
        "tokens otherwise as independent."
    ]


def _wordscores(units: Units, least: int, asked: dict[str, Any]) -> Found:
    counts = units.counts.trimmed(least)
    known = references_of(units, asked["reference"])
    rescaling: Rescaling = asked["rescaling"] or "none"
    found = wordscores(counts, known, rescaling=rescaling, level=asked["level"])
    said = [
        f"{len(found.features):,} of {len(counts.features):,} words stand in a reference text; "
        "the others place nothing."
    ]
    said.append(
        "The line is what the reference texts differ by, topic and style among it: "
        + ", ".join(f"{name} at {score:g}" for name, score in known.items())
        + "."
    )
    if rescaling == "none":
        said.append("Scores are not rescaled: they crowd in the middle, between the references.")
    return found, found.more["scored"], tuple(known), said


def _seeds(units: Units, least: int, asked: dict[str, Any]) -> Found:
    seeds = seeds_given(asked["positive"], asked["negative"], asked["seeds"], units.language)
    every = units.counts
    kept = every.totals >= least
    kept |= np.array([name in seeds for name in every.features], bool)
    counts = every.only(kept)
    found = latent_semantic_scaling(
        counts, units.sentence_of, seeds, level=asked["level"], seed=asked["seed"]
    )
    told = ", ".join(f"{word} ({weight:+g})" for word, weight in seeds.items())
    said = [_left(every, counts, least), f"Seed words: {told}."]
    if not all(found.why):
        said.append("Mean 0 and standard deviation 1 over those placed: 0 is no neutral point.")
    tokens = found.more.get("tokens", np.zeros(len(found), np.int64))
    return found, tokens, (), said


def _left(every: DocumentCounts, counts: DocumentCounts, least: int, also: str = "") -> str:
    """How many words count."""
    if len(counts.features) == len(every.features):
        return f"All {len(every.features):,} words count, function words too."
    return (
        f"{len(counts.features):,} of {len(every.features):,} words count, function words too; "
        f"others come fewer than {least} times{f' {also}' if also else ''}."
    )


def by_chance(counts: DocumentCounts, seed: int) -> int | None:
    """How many tables of documents that do not differ show as strong a dimension.

    Some dimension is always the strongest, and wordfish stretches it to a standard deviation of
    1, so that its intervals cannot say that there is none. Held against it are tables drawn with
    the same documents and one distribution of words; strength is the first eigenvalue of
    Pearson's residuals.

    Returns
    -------
    int or None
        Of 39 tables; None where the table is too large.

    Examples
    --------
    >>> from foedus.documents.comparing.counting import count_words
    >>> by_chance(count_words({"a": "x" * 30 + "y" * 3, "b": "xy" * 15, "c": "y" * 30}), 1)
    0
    """
    counts = counts.trimmed()
    if len(counts) ** 2 * len(counts.features) > _MOST:
        return None
    rng = np.random.default_rng([seed, 9])
    share = counts.totals / counts.totals.sum()
    own = _strength(counts.dense())
    drawn = [_strength(rng.multinomial(counts.sums, share)) for _ in range(_DRAWS)]
    return sum(value >= own for value in drawn)


def _strength(table: NDArray[np.int64]) -> float:
    """First eigenvalue of Pearson's residuals from rows and columns that are independent."""
    expected = np.outer(table.sum(axis=1), table.sum(axis=0)) / table.sum()
    with np.errstate(invalid="ignore", divide="ignore"):
        left = np.nan_to_num((table - expected) / np.sqrt(expected))
    return float(np.linalg.eigvalsh(left @ left.T)[-1])
