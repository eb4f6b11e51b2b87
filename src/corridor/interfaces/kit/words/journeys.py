"""The codes of a journey: whose step it is, how a step stands, what was shown, what happened abroad."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.utils.translation import gettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from corridor.interfaces.kit import formatting

STEP_OWNERS: dict[str, Any] = {
    "worker": _("the worker"),
    "office": _("the departures office"),
    "employer": _("the employer"),
    "destination": _("the country of work"),
    "provider": _("the clinic or course"),
}
"""Whose step it is."""

STEP_STATES: dict[str, tuple[Any, str]] = {
    "waiting": (pgettext_lazy("step", "Comes later"), ""),
    "ready": (pgettext_lazy("step", "Now"), "brand"),
    "done": (pgettext_lazy("step", "Done"), "good"),
    "skipped": (pgettext_lazy("step", "Not needed"), ""),
    "refused": (pgettext_lazy("step", "Refused"), "bad"),
}
"""State of a step -> label and tone."""

INCIDENTS: dict[str, Any] = {
    "help": _("I need help"),
    "accident": _("An accident at work"),
    "illness": _("An illness"),
    "wages": _("Pay that is missing or wrong"),
    "lodging": _("The lodging"),
    "conflict": _("A conflict at work"),
    "absence": _("A worker does not come to work"),
    "money": _("Somebody asks me for money or keeps my papers"),
    "other": _("Something else"),
}
"""What happened abroad."""

SAID_BY: dict[str, Any] = {
    "worker": _("the worker"),
    "employer": _("the employer"),
    "office": _("the service centre"),
    "mission": _("the mission"),
}
"""Which side told it."""

RESULTS: dict[str, Any] = {"fit": _("fit"), "unfit": _("unfit")}
"""Result of an examination of health: nothing else of it is kept."""


def shown(evidence: Mapping[str, Any]) -> str:
    """What was shown for a step, in words: "20 January 2027, number X-1", "fit"."""
    parts = []
    if evidence.get("result"):
        parts.append(str(RESULTS["fit" if evidence["result"] == "fit" else "unfit"]))
    if evidence.get("on"):
        parts.append(formatting.day(date.fromisoformat(evidence["on"])))
    if evidence.get("number"):
        parts.append(str(gettext("number %(number)s") % {"number": f"\u2068{evidence['number']}\u2069"}))
    if evidence.get("hours"):
        parts.append(str(gettext("%(hours)s hours") % {"hours": formatting.number(evidence["hours"])}))
    return ", ".join(parts)
