from django.utils.translation import gettext_lazy as _

from corridor.interfaces.kit.navigation import Link
from corridor.interfaces.kit.routes import may, route

from . import licences, views

READ = may("demand.read")
DECIDE = may("demand.verify_employer", "demand.supervise", "demand.bar")
RECORD = may("demand.license", "demand.verify_employer")
urlpatterns = [
    route("employers/", views.employers, "employers", who=READ, why="see employers"),
    route("employers/new/", views.new, "employers-new", who=may("demand.verify_employer"), why="register an employer"),
    route(
        "employers/batch/", views.batch, "employers-batch", who=may("demand.verify_employer"), why="verify employers"
    ),
    route("employers/<uuid:employer_id>/", views.employer, "employers-employer", who=READ, why="look at an employer"),
    route(
        "employers/<uuid:employer_id>/decide/",
        views.decide,
        "employers-decide",
        who=DECIDE,
        why="decide on an employer",
    ),
    route("licences/", licences.licences, "employers-licences", who=READ, why="see licences"),
    route("licences/new/", licences.new, "employers-licence-new", who=RECORD, why="record a licence"),
    route("licences/<uuid:licence_id>/", licences.licence, "employers-licence", who=READ, why="look at a licence"),
    route(
        "licences/<uuid:licence_id>/decide/",
        licences.decide,
        "employers-licence-decide",
        who=may("demand.license", "demand.supervise"),
        why="decide on a licence",
    ),
]
LINKS: list[Link] = [Link("office:employers", _("Employers"), "demand.read")]
