"""Candidates of a round, and workers of last season who can be called back."""

from django.utils.translation import gettext_lazy as _

from corridor.interfaces.kit.navigation import Link
from corridor.interfaces.kit.routes import may, route

from . import interviews, recall, views

urlpatterns = [
    route(
        "candidates/", views.overview, "candidates-list", who=may("selection.choose"), why="look at the own shortlists"
    ),
    route(
        "candidates/<uuid:round_id>/<uuid:order_id>/",
        views.choose,
        "candidates-choose",
        who=may("selection.choose"),
        why="choose among the candidates of a shortlist",
    ),
    route(
        "candidates/<uuid:round_id>/<uuid:order_id>/interviews/",
        interviews.overview,
        "candidates-interviews",
        who=may("selection.choose"),
        why="interview the candidates of a shortlist",
    ),
    route(
        "candidates/interviews/<uuid:interview_id>/",
        interviews.page,
        "candidates-interview",
        who=may("selection.choose"),
        why="interview a candidate of a shortlist",
    ),
    route("candidates/recall/", recall.page, "candidates-recall", who=may("selection.recall"), why="call workers back"),
    route(
        "candidates/recall/<uuid:right_id>/refuse/",
        recall.refuse,
        "candidates-recall-refuse",
        who=may("selection.recall"),
        why="refuse to call a worker back",
    ),
]
LINKS = [
    Link("employer:candidates-list", _("Candidates"), "selection.choose"),
    Link("employer:candidates-recall", _("Call back"), "selection.recall"),
]
