from django.utils.translation import gettext_lazy as _

from corridor.interfaces.kit.navigation import Link
from corridor.interfaces.kit.routes import may, route

from . import views

WHO = may("contracts.accept")

urlpatterns = [
    route("contracts/", views.contracts, "contracts-list", who=WHO, why="see where each contract stands"),
    route("contracts/accept/", views.accept, "contracts-accept", who=WHO, why="accept contracts as employer"),
    route(
        "contracts/<uuid:contract_id>/", views.contract, "contracts-show", who=WHO, why="read a contract as employer"
    ),
    route("contracts/<uuid:contract_id>/restore/", views.restore, "contracts-restore", who=WHO, why="restore a clause"),
    route("contracts/<uuid:contract_id>/pdf/", views.pdf, "contracts-pdf", who=WHO, why="keep a copy of a contract"),
]
LINKS = [Link("employer:contracts-list", _("Contracts"), "contracts.accept")]
