"""The benchmark of resolution runs, and what it brings together is right; it measures the rest itself."""

from __future__ import annotations

import pytest

from tests.bench.resolution import measure


@pytest.mark.slow
def test_synthetic_occasions_are_found() -> None:
    measured = measure(8_000)
    assert measured.precision > 0.97
    assert measured.recall > 0.8
