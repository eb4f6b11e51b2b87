"""Why a row was refused and how to mend it, in sentences."""

from typing import Any

from django.utils.translation import gettext_lazy as _

_REASONS: dict[str, Any] = {
    "denied": _("The authority denied this application."),
    "withdrawn": _("The employer withdrew this application."),
    "unknown_status": _("The status is not one that we know."),
    "unknown_kind": _("The row says neither that it is an application nor a member of one."),
    "unknown_country": _("The country is not one that we know."),
    "unknown_unit": _("The unit of pay is not known, so nobody can say what the wage is."),
    "missing_value": _("A value that a job order needs is missing."),
    "not_a_date": _("This is not a date."),
    "not_a_number": _("This is not a number."),
    "no_posts": _("No worker was granted."),
    "ends_before_start": _("The work ends before it starts."),
    "implausible_wage": _("The wage cannot be right for its unit of pay."),
    "implausible_hours": _("The hours of a week cannot be right."),
    "malformed": _("The row has another number of columns than the first line."),
    "primary_refused": _("The application that this member belongs to was refused or is not in the file."),
    "record_invalid": _("A value does not fit into a job order."),
}
_MENDS: dict[str, Any] = {
    "nothing": _("Nothing to mend: nobody stands behind this request."),
    "ask_authority": _("Ask the authority for the right value, correct the row and import the file again."),
    "primary_refused": _("Mend the row of the application first, then import the file again."),
    "mapping": _("Add the value to the mapping of this file, then import it again."),
    "columns": _("Save the file again as CSV with commas, then import it again."),
}


def reason(code: str) -> Any:
    """The sentence of a reason."""
    return _REASONS[code]


def mend(code: str) -> Any:
    """The sentence that says how to mend it."""
    return _MENDS[code]
