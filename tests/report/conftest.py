"""Every kind of made-up assessment, for the tests of the exporters."""

from __future__ import annotations

import pytest


@pytest.fixture(params=["assessment", "bare", "hostile"])
def any_assessment(request, made_up):
    return getattr(made_up, request.param)()
