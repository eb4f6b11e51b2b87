from django.utils.translation import gettext_noop
from django.views.decorators.http import require_POST

from corridor.interfaces.kit.navigation import Link
from corridor.interfaces.kit.routes import may, route

from . import reports, views

FOLLOW, PREPARE, RECEIVE = may("journeys.follow"), may("journeys.prepare"), may("returns.receive")
SEE, STEP = gettext_noop("follow a journey"), gettext_noop("record steps before departure")
HELP, BACK = gettext_noop("answer a call for help"), gettext_noop("record a return")
PLACE, REPORT = "path/<uuid:placement_id>/", "path/reports/<uuid:incident_id>/"

urlpatterns = [
    route("path/reports/", reports.queue, "path-reports", who=FOLLOW, why=HELP),
    route(REPORT, reports.show, "path-report", who=FOLLOW, why=HELP),
    route(f"{REPORT}review/", require_POST(reports.review), "path-review", who=FOLLOW, why=HELP),
    route("path/returns/", views.awaited, "path-returns", who=RECEIVE, why=BACK),
    route(PLACE, views.show, "path-show", who=FOLLOW, why=SEE),
    route(f"{PLACE}steps/<uuid:step_id>/", views.step, "path-step", who=PREPARE, why=STEP),
    route(f"{PLACE}hold/", views.hold, "path-hold", who=FOLLOW, why=SEE),
    route(f"{PLACE}write/", reports.write, "path-write", who=FOLLOW, why=HELP),
    route(f"{PLACE}return/", views.returned, "path-return", who=RECEIVE, why=BACK),
    route(f"{PLACE}interview/", views.interview, "path-interview", who=RECEIVE, why=BACK),
]
LINKS: list[Link] = []
