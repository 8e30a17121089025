"""Where readers can share a post, as plain links."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple
from urllib.parse import quote

_ = str  # marks a message for extraction; translated where it is used


class SharingService(NamedTuple):
    """A service, and the address at which it takes a ``{title}`` and a ``{url}``."""

    name: str
    address: str

    def link(self, *, title: str, url: str) -> str:
        """The address that shares a page."""
        return self.address.format(title=quote(title, safe=""), url=quote(url, safe=""))


SERVICES: Mapping[str, SharingService] = {
    # Mastodon's own tool, which asks for the reader's server:
    # https://blog.joinmastodon.org/2026/03/a-new-share-button
    "mastodon": SharingService("Mastodon", "https://share.joinmastodon.org/#text={title}%20{url}"),
    "bluesky": SharingService("Bluesky", "https://bsky.app/intent/compose?text={title}%20{url}"),
    "linkedin": SharingService(
        "LinkedIn", "https://www.linkedin.com/sharing/share-offsite/?url={url}"
    ),
    "reddit": SharingService("Reddit", "https://www.reddit.com/submit?url={url}&title={title}"),
    "hackernews": SharingService(
        "Hacker News", "https://news.ycombinator.com/submitlink?u={url}&t={title}"
    ),
    "x": SharingService("X", "https://x.com/intent/post?text={title}&url={url}"),
    "facebook": SharingService("Facebook", "https://www.facebook.com/sharer/sharer.php?u={url}"),
    "whatsapp": SharingService("WhatsApp", "https://wa.me/?text={title}%20{url}"),
    "telegram": SharingService("Telegram", "https://t.me/share/url?url={url}&text={title}"),
    "email": SharingService(_("E-mail"), "mailto:?subject={title}&body={url}"),
}
"""The services, by the name that the setting takes."""
