"""The catalog of messages."""

from __future__ import annotations

import re

from sphinx_craftblog.config import PREFIX, SETTINGS
from sphinx_craftblog.diagnostics import MESSAGES, subtypes
from sphinx_craftblog.reading.schema import KEYS


def test_every_subtype_of_a_key_is_one_of_a_message() -> None:
    assert {key.subtype for key in KEYS} <= set(subtypes())


def test_messages_name_settings_that_there_are() -> None:
    known = {PREFIX + setting.name for setting in SETTINGS}
    known |= {"craftblog_autors", "craftblog_front_matter"}
    for message in MESSAGES.values():
        text = f"{message.example()} {message.cause} {message.cure}"
        assert set(re.findall(r"\bcraftblog_[a-z_]+", text)) <= known, message.name


def test_messages_say_their_cause_and_cure_in_sentences() -> None:
    for message in MESSAGES.values():
        assert message.cause.endswith("."), message.name
        assert message.cure.endswith("."), message.name
