"""What the fuzzers have found, and what they begin with."""

from __future__ import annotations

from pathlib import Path

import pytest
from sites import ROOT

FUZZ = ROOT / "fuzz"


@pytest.mark.parametrize(
    "path", sorted(FUZZ.glob("corpus/*/*")), ids=lambda path: f"{path.parent.name}/{path.name}"
)
def test_what_was_fuzzed_keeps_its_promises(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.syspath_prepend(FUZZ)
    from targets import TARGETS

    TARGETS[path.parent.name](path.read_bytes())
