"""Functions of other packages, with ours in their places for a part of a build."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

Function = Callable[..., Any]


class Places:
    """Which places are taken, to be given back."""

    def __init__(self) -> None:
        self._taken: list[tuple[Any, str, Function, Function]] = []

    def take(self, owner: Any, name: str, usual: Function, own: Function) -> None:
        """Put ``own`` in the place of ``usual``, unless another extension has taken it."""
        if vars(owner).get(name) is usual:
            setattr(owner, name, own)
            self._taken.append((owner, name, usual, own))

    def give_back(self, *args: object) -> None:
        """Put back what was there, where ours still is."""
        while self._taken:
            owner, name, usual, own = self._taken.pop()
            if vars(owner).get(name) is own:
                setattr(owner, name, usual)
