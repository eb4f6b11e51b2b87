"""An office as people look for it: where it is, when it is open; and whom to call in danger."""

from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from corridor.foundation.accounts.models import Office
from corridor.foundation.reference import emergency
from corridor.interfaces.kit import formatting

WHOM: dict[str, Any] = {
    "all": gettext_lazy("any emergency"),
    "police": gettext_lazy("police"),
    "ambulance": gettext_lazy("ambulance and fire brigade"),
}


def hours(office: Office) -> str:
    """ "Monday to Friday, 08:00 to 16:00"; empty where nobody entered the hours."""
    if office.open_from_day is None or office.open_to_day is None or office.opens_at is None or not office.closes_at:
        return ""
    told = {
        "first": formatting.weekday(office.open_from_day),
        "last": formatting.weekday(office.open_to_day),
        "opens": formatting.clock(office.opens_at),
        "closes": formatting.clock(office.closes_at),
    }
    if office.open_from_day == office.open_to_day:
        return _("%(first)s, %(opens)s to %(closes)s") % told
    return _("%(first)s to %(last)s, %(opens)s to %(closes)s") % told


def emergency_numbers(country: str) -> list[tuple[Any, str]]:
    """(whom, number) to call in danger in a country; empty where we do not know it."""
    return [(WHOM[whom], number) for whom, number in emergency.numbers(country)]
