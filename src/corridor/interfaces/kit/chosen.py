"""Rows that were ticked in a list, and days in an address."""

import uuid
from datetime import date
from typing import Any

from django.http import HttpRequest
from django.utils.translation import gettext as _

from corridor.foundation.database.errors import NotFound, Refused


def chosen(request: HttpRequest, name: str) -> list[uuid.UUID]:
    """The ids that were ticked, each once. Raises Refused for none, and for what is no id."""
    try:
        found = list(dict.fromkeys(uuid.UUID(text) for text in request.POST.getlist(name)))
    except ValueError:
        found = []
    if not found:
        raise Refused("nobody_chosen", _("Tick at least one row first."))
    return found


def day_in(text: str) -> date:
    """A day in an address, as 2027-03-14; NotFound for anything else."""
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise NotFound("no_such_day", _("There is no such page, or you may not see it.")) from None


def named(rows: list[Any], names: dict[uuid.UUID, Any]) -> list[tuple[Any, Any]]:
    """(row, name) of rows with a `person_id`; a row whose person is out of reach is left out."""
    return [(row, names[row.person_id]) for row in rows if row.person_id in names]
