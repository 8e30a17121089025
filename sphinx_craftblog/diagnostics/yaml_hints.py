"""What is wrong with YAML that cannot be read, as part of the message that says so."""

from __future__ import annotations


def yaml_quote(key: str, first: str) -> str:
    return f"quote the value of {key!r}, because it begins with {first!r}"


def yaml_colon(key: str) -> str:
    return f"quote the value of {key!r}, because it has a colon"


def yaml_backslash(key: str) -> str:
    return f"put the value of {key!r} in single quotes, because it has a backslash"


def yaml_unclosed(key: str, first: str) -> str:
    return f"the {first} of {key!r} is never closed"


def yaml_no_space(key: str) -> str:
    return f"a space is missing after the colon of {key!r}"


def yaml_dash() -> str:
    return "a space is missing after the dash"


def yaml_tab() -> str:
    return "the line begins with a tab; YAML wants spaces"


def yaml_equals_sign() -> str:
    return "a key ends with a colon, not with '='"


def yaml_second_document() -> str:
    return "'---' begins another document; take the line out"


def yaml_list_below_text(key: str) -> str:
    return f"{key!r} has a value on its line and a list below; write one of them"


def yaml_indented() -> str:
    return "the line is indented, and no key above it takes more lines"


def yaml_no_pair() -> str:
    return "the line is no 'key: value'"


def yaml_merge() -> str:
    return "'<<' is not read; write the keys out"
