"""What every page knows: the actor, the language and its direction, the languages, the door and its navigation."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse, translate_url
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from corridor.foundation.accounts.roles import role
from corridor.foundation.database.context import PUBLIC, Actor
from corridor.foundation.i18n.languages import direction

from .navigation import navigation


def _languages(request: HttpRequest) -> list[tuple[str, str, str]]:
    url = request.get_full_path()
    return [(code, name, translate_url(url, code)) for code, name in settings.LANGUAGES]


def _door(request: HttpRequest, actor: Actor) -> str:
    match = request.resolver_match
    door = match.namespaces[0] if match and match.namespaces else "kit"
    if door == "kit":
        return "public" if actor.kind != "account" else home_door(actor)
    return door


def home_door(actor: Actor) -> str:
    """The door where the actor's first role works."""
    return role(actor.roles[0]).door if actor.roles else "public"


def _own_links(actor: Actor) -> list[tuple[str, Any]]:
    """What staff do with their own account; workers have no password."""
    if actor.kind != "account" or actor.person_id is not None:
        return []
    return [(reverse("kit:new-password"), _("Change my password"))]


def page(request: HttpRequest) -> dict[str, Any]:
    language = get_language() or "en"
    actor = getattr(request, "actor", PUBLIC)
    door = _door(request, actor)
    signed_in = actor.kind == "account"
    home = home_door(actor) if signed_in else "public"
    return {
        "actor": actor if signed_in else None,
        "actor_name": actor.name,
        "actor_roles": [(role(code).title, reverse("kit:role", args=[code])) for code in actor.roles],
        "actor_links": _own_links(actor),
        "language": language,
        "direction": direction(language),
        "languages": _languages(request),
        "door": door,
        "nav": navigation(door, actor, request.path),
        "csp_nonce": getattr(request, "csp_nonce", ""),
        "demo": settings.CORRIDOR_DEMO,
        "home_url": f"/{language}/{'' if home == 'public' else home + '/'}",
        "sign_in_url": reverse("kit:sign-in"),
        "sign_out_url": reverse("kit:sign-out"),
    }
