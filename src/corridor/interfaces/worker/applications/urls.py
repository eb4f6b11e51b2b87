"""Applying, saying which work is wanted most, and understanding what was decided."""

from django.utils.translation import gettext_lazy as _

from corridor.interfaces.kit.navigation import Link
from corridor.interfaces.kit.routes import may, route

from . import appeals, asking, outlook, views

APPLY = may("own.apply")

urlpatterns = [
    route("applications/", views.overview, "applications-list", who=APPLY, why="see my applications"),
    route(
        "applications/apply/<uuid:scheme_id>/", views.apply, "applications-apply", who=APPLY, why="apply for a scheme"
    ),
    route(
        "applications/<uuid:application_id>/",
        views.page,
        "applications-page",
        who=APPLY,
        why="read about my application",
    ),
    route(
        "applications/<uuid:application_id>/wishes/",
        views.wishes,
        "applications-wishes",
        who=APPLY,
        why="say which work I want most",
    ),
    route(
        "applications/<uuid:application_id>/withdraw/",
        views.withdraw,
        "applications-withdraw",
        who=APPLY,
        why="withdraw my application",
    ),
    route(
        "applications/<uuid:application_id>/appeal/",
        appeals.lodge,
        "applications-appeal",
        who=APPLY,
        why="appeal against a decision",
    ),
    route(
        "applications/<uuid:application_id>/work/",
        outlook.work,
        "applications-work",
        who=APPLY,
        why="see what work I can get",
    ),
    route(
        "applications/<uuid:application_id>/chance/",
        outlook.chance,
        "applications-chance",
        who=APPLY,
        why="see my chance of being chosen",
    ),
    route(
        "applications/<uuid:application_id>/ask/<slug:kind>/",
        asking.ask,
        "applications-ask",
        who=APPLY,
        why="ask about my place on the roster",
    ),
    route(
        "applications/requests/<uuid:request_id>/withdraw/",
        asking.withdraw,
        "applications-unask",
        who=APPLY,
        why="take back what I asked for",
    ),
]
LINKS = [Link("worker:applications-list", _("My applications"), "own.apply")]
