"""Short stand-ins for values, by which a build knows what has changed since the last."""

from __future__ import annotations

from hashlib import blake2b


def digest(*parts: object) -> str:
    """A digest of values whose ``repr`` says all of them, in any process."""
    return digest_of_bytes(repr(parts).encode())


def digest_of_bytes(content: bytes) -> str:
    """A digest of a file, or of what goes into one."""
    return blake2b(content, digest_size=8).hexdigest()
