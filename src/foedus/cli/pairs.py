"""Pairs of states as people type them after ``--compare``."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from foedus.core.errors import FoedusError, UnknownState


def pairs_of(words: Sequence[str]) -> list[tuple[str, str]]:
    """Each two states are a pair, separated by spaces, commas or a hyphen.

    Parameters
    ----------
    words
        What was typed, in order: states, lists of states, ``USA-GBR``.

    Returns
    -------
    list of tuple
        The pairs, as typed.

    Raises
    ------
    FoedusError
        If the number of states is odd.
    UnknownState
        If a word is no state and holds none.

    Examples
    --------
    >>> pairs_of(["USA", "GBR", "IND-RUS", "EGY,ISR"])
    [('USA', 'GBR'), ('IND', 'RUS'), ('EGY', 'ISR')]
    >>> pairs_of(["Guinea-Bissau", "Korea, South"])
    [('Guinea-Bissau', 'Korea, South')]
    """
    states = [state for word in words for state in _states_in(word)]
    if len(states) % 2:
        raise FoedusError(
            f"--compare names {len(states)} states: {', '.join(states)}; each two make a pair.",
            "Give an even number, as in `--compare USA GBR IND RUS`.",
        )
    return list(zip(states[::2], states[1::2], strict=True))


def _states_in(word: str) -> Iterator[str]:
    """The states a word holds: itself, or what its commas or one of its hyphens part."""
    text = word.strip().strip(",").strip()
    if not text:
        return
    if _is_state(text):
        yield text
    elif "," in text:
        for part in text.split(","):
            yield from _states_in(part)
    else:
        yield from _parted(text)


def _parted(text: str) -> tuple[str, ...]:
    for at, letter in enumerate(text):
        if letter in "-–—/:":
            parts = text[:at].strip(), text[at + 1 :].strip()
            if all(map(_is_state, parts)):
                return parts
    return (text,)


def _is_state(text: str) -> bool:
    """A name that several states bear is one too; which of them is asked for comes later."""
    from foedus.states.resolve import resolve

    try:
        resolve(text)
    except UnknownState:
        return False
    except FoedusError:
        return True
    return True
