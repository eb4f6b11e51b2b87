from django.utils.translation import gettext_lazy as _

from corridor.interfaces.kit.navigation import Link
from corridor.interfaces.kit.routes import may, route

from . import views

OWN = may("own.contract")

urlpatterns = [
    route("contract/", views.contracts, "contracts-list", who=OWN, why="see one's contracts"),
    route("contract/<uuid:contract_id>/", views.contract, "contracts-show", who=OWN, why="read one's contract"),
    route("contract/<uuid:contract_id>/accept/", views.accept, "contracts-accept", who=OWN, why="accept a contract"),
    route(
        "contract/<uuid:contract_id>/decline/", views.decline, "contracts-decline", who=OWN, why="decline a contract"
    ),
    route("contract/<uuid:contract_id>/paper/", views.paper, "contracts-paper", who=OWN, why="print one's contract"),
    route("contract/<uuid:contract_id>/pdf/", views.pdf, "contracts-pdf", who=OWN, why="keep a copy of a contract"),
]
LINKS = [Link("worker:contracts-list", _("My contract"), "own.contract")]
