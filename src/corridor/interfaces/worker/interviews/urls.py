"""Interviews: when, how and where, and my answer."""

from corridor.interfaces.kit.navigation import Link
from corridor.interfaces.kit.routes import may, route

from . import views

urlpatterns = [
    route(
        "interviews/<uuid:interview_id>/",
        views.page,
        "interviews-page",
        who=may("own.apply"),
        why="answer an invitation to an interview",
    ),
]
LINKS: list[Link] = []
