from django.urls import URLPattern
from django.utils.translation import gettext_lazy as _

from corridor.interfaces.kit.navigation import Link
from corridor.interfaces.kit.routes import may, route

from . import views

urlpatterns: list[URLPattern] = [
    route("", views.situation, "situation", who=may("office.situation", "office.accounts"), why="see the situation"),
]
LINKS: list[Link] = [Link("office:situation", _("Situation"), "office.situation")]
