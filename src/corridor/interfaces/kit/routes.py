"""Every URL says who may use it. `route()` is the only way to add one; a test walks them all (tests/architecture).

A routed view runs in one transaction as the actor of the request, under the purpose the route names; its answer is
rendered inside that transaction, and the read log is written before a byte leaves.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import URLPattern, path, reverse
from django.utils.translation import gettext_lazy as _

from corridor.foundation.database.context import Actor, acting
from corridor.foundation.database.errors import NotFound, Refused

from .held import hold

View = Callable[..., HttpResponse]


@dataclass(frozen=True)
class Who:
    """Who may use a URL: anyone, anyone signed in, or holders of one of the permissions."""

    anyone: bool = False
    permissions: frozenset[str] = frozenset()

    def admits(self, actor: Actor) -> bool:
        if self.anyone:
            return True
        if actor.kind != "account":
            return False
        return not self.permissions or any(actor.can(permission) for permission in self.permissions)


ANYONE = Who(anyone=True)
SIGNED_IN = Who()


def may(*permissions: str) -> Who:
    """Holders of any of these permissions."""
    return Who(permissions=frozenset(permissions))


def refusal(request: HttpRequest, error: Refused) -> HttpResponse:
    """The page for a verb that said no, outside any form."""
    status = 404 if isinstance(error, NotFound) else error.status
    return render(request, "kit/error.html", {"status": status, "message": str(error)}, status=status)


def route(pattern: str, view: View, name: str, *, who: Who, why: Any = "", raw: bool = False) -> URLPattern:
    """A URL pattern for `view`.

    who: declared users. why: the purpose written to the read log, in English (it is translated when shown).
    raw: the view opens its own transactions (sign-in, where tries must count even when the answer is no).
    """

    def routed(request: HttpRequest, **kwargs: Any) -> HttpResponse:
        actor: Actor = request.actor
        if not who.admits(actor):
            if actor.kind == "account":
                return render(request, "kit/error.html", {"status": 403, "who": who}, status=403)
            return hold(request) if request.method == "POST" else _to_sign_in(request)
        if raw:
            return view(request, **kwargs)
        if who.permissions:  # what the page reads, it reads with the reach of the permission that opened it
            request.actor = actor.within(*who.permissions)
        try:
            with acting(actor, str(why) or name):
                response = view(request, **kwargs)
                if hasattr(response, "render") and not getattr(response, "is_rendered", True):
                    response.render()
                return response
        except Refused as error:
            return refusal(request, error)

    routed.who = who  # type: ignore[attr-defined]
    routed.why = why  # type: ignore[attr-defined]
    routed.view = view  # type: ignore[attr-defined]
    return path(pattern, routed, name=name)


def _to_sign_in(request: HttpRequest) -> HttpResponseRedirect:
    return HttpResponseRedirect(f"{reverse('kit:sign-in')}?next={request.path}")


NOT_FOUND = _("There is no such page, or you may not see it.")
