"""The roles, for anyone: what each may do, in sentences."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from corridor.foundation.accounts.roles import all_roles, role, sentence

from .routes import NOT_FOUND


def index(request: HttpRequest) -> HttpResponse:
    """All roles with what they are for."""
    return render(request, "kit/roles.html", {"roles": all_roles()})


def page(request: HttpRequest, code: str) -> HttpResponse:
    """One role: its permissions as sentences, and whether a second factor is asked."""
    try:
        found = role(code)
    except KeyError:
        raise Http404(str(NOT_FOUND)) from None
    sentences = [sentence(permission) for permission in sorted(found.permissions)]
    return render(request, "kit/role.html", {"role": found, "sentences": sentences, "works_in": _door_name(found.door)})


def _door_name(door: str) -> str:
    names = {
        "worker": _("the pages of workers"),
        "desk": _("the desk of service centres"),
        "employer": _("the pages of employers"),
        "office": _("the office"),
    }
    return str(names.get(door, door))
