from django.utils.translation import gettext_lazy as _
from django.utils.translation import gettext_noop
from django.views.decorators.http import require_POST

from corridor.interfaces.kit.navigation import Link
from corridor.interfaces.kit.routes import may, route

from . import answers, back, views

PATH, RETURN = may("own.path"), may("own.return")
SEE, ACT = gettext_noop("see my steps"), gettext_noop("go on with my journey")
TELL, BACK = gettext_noop("tell how I am"), gettext_noop("complete my season")

urlpatterns = [
    route("path/", views.show, "path-show", who=PATH, why=SEE),
    route("path/clearance/", views.clearance, "path-clearance", who=PATH, why=SEE),
    route("path/clearance/pdf/", views.clearance_pdf, "path-clearance-pdf", who=PATH, why=SEE),
    route("path/steps/<uuid:step_id>/", views.step, "path-step", who=PATH, why=ACT),
    route("path/steps/<uuid:step_id>/again/", require_POST(views.again), "path-again", who=PATH, why=ACT),
    route("path/arrived/", require_POST(views.arrived), "path-arrived", who=PATH, why=ACT),
    route("path/lift/", require_POST(views.lift), "path-lift", who=PATH, why=ACT),
    route("path/withdraw/", views.withdraw, "path-withdraw", who=PATH, why=ACT),
    route("path/check-in/<uuid:check_in_id>/", answers.check_in, "path-check-in", who=PATH, why=TELL),
    route("path/report/", answers.report, "path-report", who=PATH, why=TELL),
    route("path/report/<uuid:incident_id>/", answers.side, "path-side", who=PATH, why=TELL),
    route("path/return/", back.returned, "path-return", who=RETURN, why=BACK),
    route("path/interview/", back.interview, "path-interview", who=RETURN, why=BACK),
    route("path/season/", back.season, "path-season", who=RETURN, why=BACK),
]
LINKS = [Link("worker:path-show", _("My journey"), "own.path")]
