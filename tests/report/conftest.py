"""The made-up assessments as fixtures."""

from __future__ import annotations

import importlib.util
import sys
from pathlib import Path
from types import ModuleType

import pytest


def made_up_module() -> ModuleType:
    """The module of invented assessments, loaded from its file."""
    path = Path(__file__).with_name("made_up.py")
    spec = importlib.util.spec_from_file_location("foedus_tests_made_up", path)
    assert spec
    assert spec.loader
    if spec.name not in sys.modules:
        module = importlib.util.module_from_spec(spec)
        sys.modules[spec.name] = module
        spec.loader.exec_module(module)
    return sys.modules[spec.name]


@pytest.fixture(scope="session")
def made_up() -> ModuleType:
    return made_up_module()


@pytest.fixture(params=["assessment", "bare", "hostile"])
def any_assessment(request, made_up):
    return getattr(made_up, request.param)()
