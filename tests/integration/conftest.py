"""Tests of built sites."""

from __future__ import annotations

import gc
from collections.abc import Iterator

import pytest


@pytest.fixture(scope="module", autouse=True)
def swept() -> Iterator[None]:
    """Parsed pages and built environments are cycles: without this a run grows to gigabytes."""
    yield
    gc.collect()
