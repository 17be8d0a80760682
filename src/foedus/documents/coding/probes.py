"""Does a model coder follow the codebook? Checks that need no labels.

Legal labels, order of the codes and swapped definitions, after the behavioural tests of
Halterman and Keith (2025, Codebook LLMs: Evaluating LLMs as Measurement Tools for Political
Science Concepts, Political Analysis). A coder that passes may still be wrong: only labels by
hand can tell.
"""

from __future__ import annotations

import math
import random
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from foedus.core.errors import FoedusError
from foedus.core.interval import Interval
from foedus.core.settings import SEED
from foedus.documents.coding.codebook import Code, Codebook
from foedus.documents.coding.interface import Coder, Excerpt, Judgement

if TYPE_CHECKING:
    import pandas as pd

Make = Callable[[Codebook], Coder]
"""Makes the coder for a codebook; the checks change the codebook."""
FEWEST = 10
"""Cases below which a check is not assessable."""
LEGAL, SAME, SWAPPED = 0.98, 0.9, 0.8
"""Least shares that pass."""
_Z = 1.959964


@dataclass(frozen=True)
class CoderCheck:
    """One check.

    Parameters
    ----------
    name : str
    passed : bool or None
        None where there are too few cases to judge.
    share : float or None
        Of the cases in which the coder did as the codebook says.
    interval : Interval or None
        Wilson interval of the share, 95 %.
    n : int
        Cases.
    text : str
        The finding in words.
    """

    name: str
    passed: bool | None
    share: float | None
    interval: Interval | None
    n: int
    text: str


@dataclass(frozen=True)
class CoderChecks:
    """All checks of one coder.

    Parameters
    ----------
    coder : str
    passages : int
    checks : tuple of CoderCheck
    """

    coder: str
    passages: int
    checks: tuple[CoderCheck, ...]

    @property
    def text(self) -> str:
        """The findings in words, one a line."""
        return "\n".join(f"{check.name}: {check.text}" for check in self.checks)

    def table(self) -> pd.DataFrame:
        """One row a check."""
        import pandas as pd

        rows = [
            {
                "check": c.name,
                "passed": c.passed,
                "share": c.share,
                "low": c.interval.low if c.interval else None,
                "high": c.interval.high if c.interval else None,
                "n": c.n,
            }
            for c in self.checks
        ]
        return pd.DataFrame(rows)


def check_coder(
    make: Make, codebook: Codebook, passages: Sequence[Excerpt], *, seed: int = SEED
) -> CoderChecks:
    """Run the three checks: the passages are coded three times, nothing is stored.

    Parameters
    ----------
    make
        Makes the coder for a codebook.
    codebook
    passages
        Some tens that bear codes; they need no labels.
    seed
        Of the shuffled order and of the pairs whose definitions are swapped.

    Raises
    ------
    FoedusError
        If there are no passages.
    """
    if not passages:
        raise FoedusError("There are no passages to check the coder on.", "Give some tens.")
    coder = make(codebook)
    plain = coder.code(passages)
    shuffled = make(_shuffled(codebook, seed)).code(passages)
    book, pairs = _swapped(codebook, plain, seed)
    swapped = make(book).code(passages) if pairs else []
    checks = (_legal(plain), _order(plain, shuffled), _definitions(plain, swapped, pairs))
    return CoderChecks(coder.name, len(passages), checks)


def _legal(judged: list[Judgement]) -> CoderCheck:
    answered = [j for j in judged if j.illegal or not j.problem]
    wrong = sorted({label for j in answered for label in j.illegal})
    good = sum(not j.illegal for j in answered)
    shown = f"; not in the codebook: {', '.join(wrong[:5])}" if wrong else ""
    text = f"in {good} of {len(answered)} passages every label is legal{shown}"
    missed = len(judged) - len(answered)
    text += f"; {missed} passages were not coded" if missed else ""
    return _check("legal labels", good, len(answered), LEGAL, text)


def _order(plain: list[Judgement], shuffled: list[Judgement]) -> CoderCheck:
    pairs = [(_set(a), _set(b)) for a, b in zip(plain, shuffled, strict=True) if _both(a, b)]
    # Passages without a code under either order would only flatter.
    told = [(a, b) for a, b in pairs if a or b]
    same = sum(a == b for a, b in told)
    text = f"{same} of {len(told)} passages with a code get the same ones with the codes shuffled"
    return _check("order of codes", same, len(told), SAME, text)


def _definitions(
    plain: list[Judgement], swapped: list[Judgement], pairs: dict[str, str]
) -> CoderCheck:
    """Codes under swapped definitions: does the label go with the definition or the name?"""
    meaning = name = cases = 0
    for a, b in zip(plain, swapped, strict=True) if swapped else ():
        if not _both(a, b):
            continue
        before, after = ({label.code for label in j.labels} for j in (a, b))
        for code in before & set(pairs):
            if pairs[code] not in before:  # both codes before: no swap could be seen
                cases += 1
                meaning += pairs[code] in after
                name += code in after
    text = (
        f"with definitions swapped, {meaning} of {cases} codes go with the definition "
        f"({name} stay with the name)"
    )
    return _check("swapped definitions", meaning, cases, SWAPPED, text)


def _check(name: str, good: int, n: int, least: float, text: str) -> CoderCheck:
    if n < FEWEST:
        return CoderCheck(
            name, None, None, None, n, f"not assessable: {n} cases, {FEWEST} are needed ({text})"
        )
    share = good / n
    return CoderCheck(name, share >= least, share, _wilson(share, n), n, f"{text}: {share:.0%}")


def _wilson(share: float, n: int) -> Interval:
    centre = (share + _Z**2 / (2 * n)) / (1 + _Z**2 / n)
    half = _Z / (1 + _Z**2 / n) * math.sqrt(share * (1 - share) / n + _Z**2 / (4 * n**2))
    low, high = max(centre - half, 0.0), min(centre + half, 1.0)
    return Interval(low, high, 0.95, "Wilson interval over passages")


def _shuffled(codebook: Codebook, seed: int) -> Codebook:
    """The codebook with codes and values of categories in another order; no themes."""
    draw = random.Random(seed)
    codes = [replace(code, parent=None) for code in codebook.codable]
    draw.shuffle(codes)
    mixed = [
        replace(code, values=tuple(draw.sample(code.values, len(code.values))))
        if code.kind == "category"
        else code
        for code in codes
    ]
    return replace(codebook, codes=tuple(mixed))


def _swapped(
    codebook: Codebook, plain: list[Judgement], seed: int
) -> tuple[Codebook, dict[str, str]]:
    """Flags paired at random, those that occur first, with all but id and label exchanged."""
    seen = {label.code for j in plain for label in j.labels}
    flags = [code.id for code in codebook.codable if code.kind == "flag"]
    draw = random.Random(seed)
    draw.shuffle(flags)
    flags.sort(key=lambda code: code not in seen)
    pairs: dict[str, str] = {}
    for a, b in zip(flags[::2], flags[1::2], strict=False):
        pairs |= {a: b, b: a}
    by_id = codebook.by_id
    codes = [_with(c, by_id[pairs[c.id]]) if c.id in pairs else c for c in codebook.codes]
    return replace(codebook, codes=tuple(codes)), pairs


def _with(code: Code, other: Code) -> Code:
    return replace(other, id=code.id, label=code.label, parent=code.parent)


def _set(judged: Judgement) -> set[tuple[str, object]]:
    return {(label.code, label.value) for label in judged.labels}


def _both(a: Judgement, b: Judgement) -> bool:
    return not a.problem and not b.problem
