from django.utils.translation import gettext_lazy as _
from django.utils.translation import gettext_noop
from django.views.decorators.http import require_POST

from corridor.interfaces.kit.navigation import Link
from corridor.interfaces.kit.routes import may, route

from . import clearances, placements, returns, steps, views

READ, PREPARE = may("journeys.read"), may("journeys.prepare", "journeys.destination")
TRAVEL, CLEAR, ASK = may("journeys.travel"), may("journeys.clear"), may("journeys.prepare")
SEE, DEPART = gettext_noop("see who leaves and arrives"), gettext_noop("plan and record departures")
STEPS, CLEARANCE = gettext_noop("record steps before departure"), gettext_noop("decide about clearances")
ONE, BACK = gettext_noop("look at one worker's journey"), gettext_noop("confirm returns")
PLACE = "departures/placements/<uuid:placement_id>/"

urlpatterns = [
    route("departures/", views.overview, "departures", who=READ, why=SEE),
    route("departures/list/", views.listed, "departures-list", who=READ, why=SEE),
    route("departures/day/<str:on>/", views.day, "departures-day", who=READ, why=SEE),
    route("departures/day/<str:on>/depart/", require_POST(views.depart), "departures-depart", who=TRAVEL, why=DEPART),
    route("departures/plan/", views.plan, "departures-plan", who=TRAVEL, why=DEPART),
    route("departures/steps/", steps.overview, "departures-steps", who=READ, why=STEPS),
    route("departures/steps/<slug:code>/", steps.batch, "departures-batch", who=PREPARE, why=STEPS),
    route("departures/steps/<uuid:step_id>/refuse/", steps.refuse, "departures-refuse", who=PREPARE, why=STEPS),
    route("departures/clearances/", clearances.queue, "departures-clearances", who=READ, why=CLEARANCE),
    route(
        "departures/clearances/ask/", require_POST(clearances.ask), "departures-clearances-ask", who=ASK, why=CLEARANCE
    ),
    route(
        "departures/clearances/issue/",
        require_POST(clearances.issue),
        "departures-clearances-issue",
        who=CLEAR,
        why=CLEARANCE,
    ),
    route(f"{PLACE}clearance/", clearances.decide, "departures-clearance", who=CLEAR, why=CLEARANCE),
    route(
        f"{PLACE}clearance/again/",
        require_POST(clearances.again),
        "departures-clearance-again",
        who=CLEAR,
        why=CLEARANCE,
    ),
    route(PLACE, placements.show, "departures-placement", who=READ, why=ONE),
    route(f"{PLACE}cancel/", placements.cancel, "departures-cancel", who=may("journeys.cancel"), why=ONE),
    route(f"{PLACE}leave/", placements.leave, "departures-leave", who=may("journeys.end"), why=ONE),
    route(f"{PLACE}report/", placements.report, "departures-report", who=may("journeys.incident"), why=ONE),
    route("departures/returns/", returns.queue, "departures-returns", who=may("returns.read"), why=BACK),
    route(
        "departures/returns/confirm/",
        require_POST(returns.confirm),
        "departures-confirm",
        who=may("returns.confirm"),
        why=BACK,
    ),
]
LINKS = [Link("office:departures", _("Departures"), "journeys.read")]
