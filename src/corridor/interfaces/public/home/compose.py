"""The needs that the first page offers. A tile stands there only when the page that answers it exists."""

from dataclasses import dataclass
from typing import Any

from django.urls import NoReverseMatch, reverse
from django.utils.translation import gettext_lazy as _


@dataclass(frozen=True)
class Need:
    """A need in the visitor's words, the icon beside it, and the page that answers it."""

    view: str
    icon: str
    title: Any
    words: Any

    @property
    def url(self) -> str:
        """The address of the page, empty when that page is not part of this installation."""
        try:
            return reverse(self.view)
        except NoReverseMatch:
            return ""


NEEDS = [
    Need("public:jobs", "search", _("Find work abroad"), _("Jobs that an authority has checked")),
    Need("public:check", "seal", _("Check an offer"), _("Is this agency or this job real?")),
    Need("public:home-help", "pin", _("Find help near me"), _("Offices, towns and telephone numbers")),
    Need("public:home-abroad", "globe", _("I am abroad"), _("What you can do now, and whom to ask")),
    Need("public:home-back", "return", _("I am back"), _("Tell how it went, plan the next season")),
    Need("public:home-employ", "farm", _("I employ"), _("What is asked of you and what you get")),
]


def needs() -> list[Need]:
    """The needs that have a page here, in the order of how often they bring people."""
    return [need for need in NEEDS if need.url]
