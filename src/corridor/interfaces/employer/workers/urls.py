from django.utils.translation import gettext_lazy as _
from django.utils.translation import gettext_noop
from django.views.decorators.http import require_POST

from corridor.interfaces.kit.navigation import Link
from corridor.interfaces.kit.routes import may, route

from . import reports, views

WHO, REPORT = may("journeys.receive"), may("journeys.report")
SEE, RECEIVE = gettext_noop("see who comes and works here"), gettext_noop("receive workers")
TELL, OWN = gettext_noop("report an incident"), gettext_noop("read the own rating")

urlpatterns = [
    route("workers/", views.listed, "workers-list", who=WHO, why=SEE),
    route("workers/arrivals/<str:on>/", views.manifest, "workers-manifest", who=WHO, why=RECEIVE),
    route("workers/arrive/", require_POST(views.arrive), "workers-arrive", who=WHO, why=RECEIVE),
    route("workers/start/", require_POST(views.start), "workers-start", who=WHO, why=RECEIVE),
    route("workers/end/", views.end, "workers-end", who=WHO, why=RECEIVE),
    route("workers/steps/<slug:code>/", views.steps, "workers-steps", who=WHO, why=RECEIVE),
    route("workers/rating/", reports.rating, "workers-rating", who=WHO, why=OWN),
    route("workers/<uuid:placement_id>/", views.show, "workers-show", who=WHO, why=SEE),
    route("workers/<uuid:placement_id>/report/", reports.report, "workers-report", who=REPORT, why=TELL),
]
LINKS = [Link("employer:workers-list", _("Workers"), "journeys.receive")]
