"""What a message is, and the table of all of them."""

from __future__ import annotations

import functools
from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal, NamedTuple, ParamSpec

Wording = ParamSpec("Wording")

Kind = Literal["warning", "error", "command"]


class Diagnostic(NamedTuple):
    """Something wrong at a place in a source file.

    ``subtype`` is the part after ``craftblog.`` in ``suppress_warnings``.
    ``docname`` may be the absolute path of a file that is no document.
    ``line`` counts from 1; ``None`` means the whole document.
    """

    subtype: str
    text: str
    docname: str
    line: int | None = None


class DiagnosticMessage(NamedTuple):
    """A message in its words, which belongs to no place yet."""

    subtype: str
    text: str

    def at(self, docname: str, line: int | None = None) -> Diagnostic:
        """Return it with its place; no docname means the whole blog."""
        return Diagnostic(self.subtype, self.text, docname, line)

    def reworded(self, text: str) -> DiagnosticMessage:
        """The same message in other words."""
        return self._replace(text=text)


@dataclass(frozen=True, slots=True)
class Message:
    """All facts of one message, in Markdown where people read them.

    ``subtype`` is empty for what stops a build, and the command's name for what a command says;
    empty for what several of them do.
    """

    name: str
    kind: Kind
    subtype: str
    cause: str
    cure: str
    wording: Callable[..., str]
    sample: tuple[object, ...]

    def example(self) -> str:
        """Its text, as a user may meet it."""
        return self.wording(*self.sample)


MESSAGES: dict[str, Message] = {}
"""Every message by its name, in the order of the reference page."""


def message(
    subtype: str, *, cause: str, cure: str, sample: tuple[object, ...] = (), kind: Kind = "warning"
) -> Callable[[Callable[Wording, str]], Callable[Wording, DiagnosticMessage]]:
    """Return what declares a message: its facts, for the function that words it.

    ``sample`` are arguments of that function, for an example.
    """

    def declare(wording: Callable[Wording, str]) -> Callable[Wording, DiagnosticMessage]:
        @functools.wraps(wording)
        def say(*args: Wording.args, **kwargs: Wording.kwargs) -> DiagnosticMessage:
            return DiagnosticMessage(subtype, wording(*args, **kwargs))

        name = wording.__name__
        MESSAGES[name] = Message(name, kind, subtype, cause, cure, wording, sample)
        return say

    return declare


def subtypes() -> tuple[str, ...]:
    """Return what warnings are sorted by, in the order of the reference page."""
    return tuple(
        dict.fromkeys(found.subtype for found in MESSAGES.values() if found.kind == "warning")
    )
