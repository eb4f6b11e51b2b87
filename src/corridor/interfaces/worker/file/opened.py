"""Who opened my file and what was done with it: day, who in which office and role, and why in words."""

import uuid
from collections import Counter
from dataclasses import dataclass
from datetime import date
from typing import Any
from zoneinfo import ZoneInfo

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from corridor.foundation.accounts.actors import names_of
from corridor.foundation.accounts.models import Grant, Office
from corridor.foundation.accounts.roles import all_roles
from corridor.foundation.audit import reads, timeline
from corridor.foundation.database.context import PUBLIC_ID, SYSTEM_ID
from corridor.interfaces.kit.words import you
from corridor.interfaces.kit.words.reasons import reason

from .own import office_of, own

MOST = 1000
PER_PAGE = 15
FEW = 8
"""What was done lately, before the older lines are folded away."""


@dataclass(frozen=True)
class Who:
    """Somebody as the worker reads of them: the name, then organisation, office and role as far as there are any."""

    name: str
    parts: tuple[str, ...] = ()


@dataclass(frozen=True)
class Opening:
    """A day on which somebody opened the file for one purpose, `times` times."""

    on: date
    who: Who
    why: Any
    times: int


@dataclass(frozen=True)
class Done:
    """Something that was done with the file."""

    on: date
    what: Any
    who: Who


def opened(request: HttpRequest) -> HttpResponse:
    """Both lists, the newest first; openings a page at a time."""
    found = own(request)
    office = office_of(found)
    zone = ZoneInfo(office.time_zone if office else "UTC")
    told = timeline.of_person(found.person.id, actor=request.actor)
    rows = [row for row in reads.who_opened(found.person.id, limit=MOST) if row.actor_id != request.actor.id]
    people = People({row.actor_id for row in rows} | {event.actor_id for event in told}, me=request.actor.id)
    times = Counter((row.at.astimezone(zone).date(), row.actor_id, row.roles, row.why) for row in rows)
    lines = [Opening(on, people.who(key, roles), reason(why), n) for (on, key, roles, why), n in times.items()]
    done = [
        Done(event.at.astimezone(zone).date(), you.verb(event.verb), people.who(event.actor_id, event.roles))
        for event in told
    ]
    page = Paginator(lines, PER_PAGE).get_page(request.GET.get("page"))
    context = {"page": page, "done": done[:FEW], "earlier": done[FEW:], "office": office}
    return render(request, "worker/file/opened.html", context)


class People:
    """Accounts with their organisations, offices and roles, looked up once for a page."""

    def __init__(self, ids: set[uuid.UUID], *, me: uuid.UUID) -> None:
        self._me = me
        self._names = names_of(ids)
        self._offices = _offices(ids)
        self._roles = {role.code: str(role.title) for role in all_roles()}

    def who(self, actor_id: uuid.UUID, roles: Any) -> Who:
        """The words for an account that acted in `roles`."""
        if actor_id == self._me:
            return Who(_("You"))
        if actor_id in (SYSTEM_ID, PUBLIC_ID):
            return Who(_("Corridor itself"))
        name, organisation = self._names.get(actor_id, ("", ""))
        titles = [self._roles[code] for code in roles if code in self._roles]
        parts = [*titles, self._offices.get(actor_id, ""), organisation]
        return Who(name or _("Somebody whose account is gone"), tuple(dict.fromkeys(filter(None, parts))))


def _offices(ids: set[uuid.UUID]) -> dict[uuid.UUID, str]:
    """Account to the name of the office where it works; staff of a whole scheme or farm have none."""
    grants = Grant.objects.filter(account_id__in=ids, scope__kind="office").values_list("account_id", "scope_id")
    names = dict(Office.objects.filter(scope_id__in={scope for _id, scope in grants}).values_list("scope_id", "name"))
    return {account: names[scope] for account, scope in grants if scope in names}
