from django.urls import URLPattern
from django.utils.translation import gettext_lazy as _
from django.utils.translation import gettext_noop

from corridor.interfaces.kit.navigation import Link
from corridor.interfaces.kit.routes import View, may, route

from . import opened, views

READ = gettext_noop("read my own file")
CORRECT = gettext_noop("correct my own file")


def _at(path: str, view: View, name: str, why: str = READ) -> URLPattern:
    return route(f"file/{path}", view, f"file-{name}", who=may("own.file"), why=why)


urlpatterns: list[URLPattern] = [
    _at("", views.file, "home"),
    _at("details/", views.details, "details", CORRECT),
    _at("documents/", views.document, "document", CORRECT),
    _at("pictures/<uuid:file_id>/", views.picture, "picture"),
    _at("permissions/", views.consents, "consents", CORRECT),
    _at("opened/", opened.opened, "opened"),
    _at("download.json", views.download, "download"),
    _at("erase/", views.erase, "erase"),
    _at("erase/ask/", views.ask_erasure, "erase-ask", CORRECT),
]
LINKS: list[Link] = [Link("worker:file-home", _("My file"), "own.file")]
