"""The form under a post by which readers subscribe to a newsletter."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from sphinx_craftblog.diagnostics import did_you_mean, shown
from sphinx_craftblog.model.web_address import web_address


class Newsletter(NamedTuple):
    """A newsletter's form: where it is sent, how, and what it says.

    ``field`` is the provider's name for the reader's address, ``hidden`` are names and
    values that are sent along.
    """

    action: str
    method: str = "post"
    field: str = "email"
    hidden: tuple[tuple[str, str], ...] = ()
    title: str = ""
    text: str = ""
    button: str = ""


def read_newsletter(value: object) -> Newsletter | None:
    """The setting's value; none if it is empty.

    :raises ValueError: if it will not do; the message says what the setting takes.
    """
    if not isinstance(value, Mapping):
        raise ValueError("a mapping such as {'action': 'https://…'}")
    if not value:
        return None
    known = Newsletter._fields
    for key in value:
        if key not in known:
            hint = did_you_mean(str(key), known)
            raise ValueError(f"the keys {', '.join(known)}, not {shown(key)}{hint}")
    if "action" not in value:
        raise ValueError("an 'action': the URL that the provider's own form is sent to")
    hidden = value.get("hidden", {})
    texts = {key: text for key, text in value.items() if key not in ("action", "hidden")}
    if not isinstance(hidden, Mapping):
        raise ValueError("as 'hidden' a mapping of names to values")
    if not all(isinstance(text, str) for text in (*texts.values(), *hidden, *hidden.values())):
        raise ValueError("strings only")
    if texts.get("method", "post") not in ("post", "get"):
        raise ValueError("as 'method' 'post' or 'get'")
    if not texts.get("field", "email").strip():
        raise ValueError("as 'field' the name of the provider's field for the address")
    action = _action(value["action"])
    return Newsletter(action=action, hidden=tuple(hidden.items()), **texts)


def _action(value: object) -> str:
    try:
        web_address(value)
    except ValueError as error:
        raise ValueError(f"as 'action' {error}") from None
    return str(value)  # a slash at its end may matter
