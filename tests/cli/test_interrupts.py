"""The keyboard's interrupt during long work."""

from __future__ import annotations

import os
import signal

import pytest

from foedus.cli.interrupts import stoppable

posix = pytest.mark.skipif(os.name != "posix", reason="sends the keyboard's signal")


def interrupt() -> None:
    os.kill(os.getpid(), signal.SIGINT)


def drop_one_then(report, *step) -> None:
    """An interrupt that some library dropped, and the work going on."""
    with pytest.raises(KeyboardInterrupt):
        interrupt()
    report(*step)


def test_steps_are_reported_and_the_handler_is_put_back():
    before, seen = signal.getsignal(signal.SIGINT), []
    with stoppable("kept") as heed:
        heed(seen.append)(3)
    assert seen == [3]
    assert signal.getsignal(signal.SIGINT) is before


@posix
def test_an_interrupt_says_what_is_kept(capsys):
    with pytest.raises(KeyboardInterrupt), stoppable("kept"):
        interrupt()
    assert capsys.readouterr().err == "kept\n"


@posix
def test_a_dropped_interrupt_is_raised_at_the_next_step(capsys):
    seen = []
    with pytest.raises(KeyboardInterrupt), stoppable("kept") as heed:
        drop_one_then(heed(seen.append), 1)
    assert seen == []
    assert capsys.readouterr().err == "kept\n"


@posix
@pytest.mark.parametrize("fault", [ValueError, ImportError, SystemError, RuntimeError])
def test_whatever_fails_after_the_interrupt_is_the_interrupt(capsys, fault):
    def fail() -> None:
        raise fault("broken off")

    with pytest.raises(KeyboardInterrupt) as stop, stoppable("kept"):
        drop_one_then(fail)
    assert isinstance(stop.value.__cause__, fault)
    assert capsys.readouterr().err == "kept\n"


def test_a_fault_without_an_interrupt_stays_what_it_is(capsys):
    with pytest.raises(ValueError, match="really"), stoppable("kept"):
        raise ValueError("really")
    assert capsys.readouterr().err == ""
