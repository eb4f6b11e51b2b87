"""What a step asks to be shown, checked, in the form in which it is kept: codes, numbers and dates only."""

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any

from django.utils.translation import gettext_lazy as _

from corridor.foundation.database.errors import Refused

MEDICAL = "medical"
FIT, UNFIT = "fit", "unfit"
_FIELDS = {
    "": frozenset({"on"}),
    "document": frozenset({"on", "number", "valid_until"}),
    "date": frozenset({"on"}),
    "number": frozenset({"number", "on", "valid_until"}),
    "attendance": frozenset({"on", "hours"}),
}
_MEDICAL_FIELDS = frozenset({"on", "result"})


def is_medical(code: str) -> bool:
    """Whether a step is an examination of health, of which nothing but fit or unfit is kept (principle 7)."""
    return code == MEDICAL or code.startswith(f"{MEDICAL}_")


def results_of(code: str) -> tuple[str, ...]:
    """The codes of the result that a step asks for; none unless it is an examination of health."""
    return (FIT, UNFIT) if is_medical(code) else ()


def checked(code: str, kind: str, given: Mapping[str, Any], today: date) -> dict[str, Any]:
    """The evidence of a step as it is stored; raises Refused with the field at fault.

    given: "on" (date, today when left out), "number", "hours", "valid_until", "result". What the kind does not ask for
    is dropped, except that a medical step refuses anything but its result and day.
    """
    if is_medical(code):
        return _medical(given, today)
    kept: dict[str, Any] = {"on": _day(given.get("on") or today, "on").isoformat()}
    if kind == "number" and not str(given.get("number") or "").strip():
        raise Refused("number_missing", _("Write the number that stands on the paper."), field="number")
    if kind == "attendance" and given.get("hours") is not None:
        kept["hours"] = float(given["hours"])
    if "number" in _FIELDS[kind] and str(given.get("number") or "").strip():
        kept["number"] = str(given["number"]).strip()[:60]
    if "valid_until" in _FIELDS[kind] and given.get("valid_until"):
        kept["valid_until"] = _day(given["valid_until"], "valid_until").isoformat()
        if kept["valid_until"] < today.isoformat():
            raise Refused("no_longer_valid", _("This paper is no longer valid."), field="valid_until")
    return kept


def valid_until(evidence: Mapping[str, Any], validity_days: int | None) -> date | None:
    """Until when the evidence holds: as the paper says, else as many days as the scheme gives, else without end."""
    if evidence.get("valid_until"):
        return date.fromisoformat(evidence["valid_until"])
    if validity_days is not None and evidence.get("on"):
        return date.fromisoformat(evidence["on"]) + timedelta(days=validity_days)
    return None


def _medical(given: Mapping[str, Any], today: date) -> dict[str, Any]:
    named = {key for key, value in given.items() if value not in (None, "")}
    if named - _MEDICAL_FIELDS:
        message = _("Of a medical examination only “fit” or “unfit” is written down, nothing else.")
        raise Refused("medical_only_fit", message, field=sorted(named - _MEDICAL_FIELDS)[0])
    if given.get("result") not in (FIT, UNFIT):
        raise Refused("medical_result", _("Say whether the examination found the worker fit or unfit."), field="result")
    return {"on": _day(given.get("on") or today, "on").isoformat(), "result": str(given["result"])}


def _day(value: Any, field: str) -> date:
    try:
        return value if isinstance(value, date) else date.fromisoformat(str(value))
    except ValueError:
        raise Refused("day_invalid", _("This is not a date of the calendar."), field=field) from None
