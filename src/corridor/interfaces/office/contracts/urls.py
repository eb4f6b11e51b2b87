from django.utils.translation import gettext_lazy as _

from corridor.interfaces.kit.navigation import Link
from corridor.interfaces.kit.routes import may, route

from . import views

READ = may("contracts.read")
CHANGE = may("contracts.draft", "contracts.verify")

urlpatterns = [
    route("contracts/", views.contracts, "contracts-list", who=READ, why="work through the queue of contracts"),
    route(
        "contracts/law/", views.law, "contracts-law", who=may("contracts.verify"), why="bring a new law to contracts"
    ),
    route("contracts/act/", views.act, "contracts-act", who=CHANGE, why="send or verify contracts"),
    route("contracts/<uuid:contract_id>/", views.contract, "contracts-show", who=READ, why="examine a contract"),
    route(
        "contracts/<uuid:contract_id>/change/", views.change, "contracts-change", who=CHANGE, why="change a contract"
    ),
    route(
        "contracts/<uuid:contract_id>/restore/",
        views.restore,
        "contracts-restore",
        who=may("contracts.draft"),
        why="restore a clause of a contract",
    ),
    route(
        "contracts/<uuid:contract_id>/cancel/",
        views.cancel,
        "contracts-cancel",
        who=may("contracts.cancel"),
        why="cancel a contract",
    ),
    route("contracts/<uuid:contract_id>/pdf/", views.pdf, "contracts-pdf", who=READ, why="read a contract as a paper"),
]
LINKS = [Link("office:contracts-list", _("Contracts"), "contracts.read")]
