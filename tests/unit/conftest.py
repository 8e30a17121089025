"""Tests of values in and values out."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from sphinx.application import Sphinx


@pytest.fixture(scope="module", autouse=True)
def no_application() -> Iterator[None]:
    """A test that makes an application of Sphinx belongs in ``integration/``."""

    def refuse(*_: Any, **__: Any) -> None:
        raise AssertionError("a unit test made an application of Sphinx")

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Sphinx, "__init__", refuse)
        yield
