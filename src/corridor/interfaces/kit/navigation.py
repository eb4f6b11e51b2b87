"""The few links on top of each door. A door declares its own in AppConfig.ready(); an actor sees those they may use."""

from dataclasses import dataclass
from typing import Any

from django.urls import reverse

from corridor.foundation.database.context import Actor


@dataclass(frozen=True)
class Link:
    """`view` is the URL name with its namespace; `permission` None means anyone who is in this door."""

    view: str
    label: Any
    permission: str | None = None


_links: dict[str, list[Link]] = {}


def declare(door: str, links: list[Link]) -> None:
    _links[door] = links


def navigation(door: str, actor: Actor, path: str) -> list[tuple[str, Any, bool]]:
    """(url, label, is current) of the links that this actor may use; current is the longest the path starts with."""
    links = [link for link in _links.get(door, []) if link.permission is None or actor.can(link.permission)]
    shown = [(reverse(link.view), link.label) for link in links]
    current = max((url for url, _label in shown if path.startswith(url)), key=len, default=None)
    return [(url, label, url == current) for url, label in shown]
