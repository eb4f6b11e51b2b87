"""What may be done on the way between two countries, a sentence each."""

from typing import Any

from django.utils.translation import gettext_lazy as _

PERMISSIONS: dict[str, Any] = {
    "journeys.read": _("Read who is preparing, travelling, working or back, and how far they are."),
    "journeys.follow": _("Follow workers abroad: who asked for help, what was reported, and the worker's side of it."),
    "journeys.prepare": _("Record the steps before departure and ask for clearances."),
    "journeys.destination": _("Record the steps that the country of work decides."),
    "journeys.clear": _("Issue, refuse and revoke clearances that somebody else has prepared."),
    "journeys.travel": _("Plan departures and record them."),
    "journeys.receive": _("Confirm arrivals and the start and end of work of your own workers."),
    "journeys.report": _("Report an incident with a worker of yours."),
    "journeys.incident": _("Record an incident that a worker brings to the mission."),
    "journeys.end": _("Record that work has ended, in time or early with each side's reasons."),
    "journeys.cancel": _("Cancel a placement before departure, with reason and remedy."),
}
