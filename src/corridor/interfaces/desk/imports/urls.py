from django.urls import URLPattern
from django.utils.translation import gettext_lazy as _
from django.utils.translation import gettext_noop

from corridor.interfaces.kit.navigation import Link
from corridor.interfaces.kit.routes import View, may, route

from . import views

IMPORT = gettext_noop("read in a list of workers")


def _at(path: str, view: View, name: str) -> URLPattern:
    return route(f"imports/{path}", view, f"imports-{name}", who=may("registry.import"), why=IMPORT)


urlpatterns: list[URLPattern] = [
    _at("", views.lists, "lists"),
    _at("template.xlsx", views.template, "template"),
    _at("check/<uuid:draft_id>/", views.check, "check"),
    _at("check/<uuid:draft_id>/accept/", views.accept, "accept"),
    _at("check/<uuid:draft_id>/rows-to-mend.xlsx", views.mending, "mending"),
    _at("<uuid:batch_id>/", views.done, "done"),
    _at("<uuid:batch_id>/rows-to-mend.xlsx", views.done_mending, "done-mending"),
]
LINKS: list[Link] = [Link("desk:imports-lists", _("Lists"), "registry.import")]
