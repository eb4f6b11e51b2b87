"""Applications of people of the own office: applying on their behalf, and reading with them what was decided."""

from corridor.interfaces.kit.navigation import Link
from corridor.interfaces.kit.routes import may, route

from . import papers, views

urlpatterns = [
    route(
        "applications/<uuid:person_id>/apply/",
        views.apply,
        "applications-apply",
        who=may("selection.apply_for"),
        why="apply for work on a person's behalf",
    ),
    route(
        "applications/<uuid:application_id>/",
        views.page,
        "applications-page",
        who=may("selection.read_person"),
        why="explain an application to the person",
    ),
    route(
        "applications/<uuid:application_id>/appeal/",
        views.appeal,
        "applications-appeal",
        who=may("selection.apply_for"),
        why="lodge an appeal on a person's behalf",
    ),
    route(
        "applications/<uuid:application_id>/ask/<slug:kind>/",
        views.ask,
        "applications-ask",
        who=may("selection.apply_for"),
        why="ask about the roster on a person's behalf",
    ),
    route(
        "contracts/<uuid:contract_id>/pdf/",
        papers.contract_pdf,
        "applications-contract",
        who=may("contracts.read_person"),
        why="read a contract through with the person",
    ),
]
LINKS: list[Link] = []
