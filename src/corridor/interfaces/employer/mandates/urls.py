from corridor.interfaces.kit.navigation import Link
from corridor.interfaces.kit.routes import may, route

from . import views

urlpatterns = [
    route(
        "recruiters/", views.mandates, "mandates", who=may("demand.mandate"), why="say who may act for one's enterprise"
    ),
    route("recruiters/<uuid:mandate_id>/end/", views.end, "mandates-end", who=may("demand.order"), why="end a mandate"),
]
LINKS: list[Link] = []
"""Reached from the overview: an employer opens it a few times a year."""
