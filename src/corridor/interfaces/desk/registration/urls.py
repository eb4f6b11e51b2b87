from django.urls import URLPattern
from django.utils.translation import gettext_lazy as _
from django.utils.translation import gettext_noop

from corridor.interfaces.kit.navigation import Link
from corridor.interfaces.kit.routes import may, route

from . import views

SEARCH = gettext_noop("search for a file")
REGISTER = gettext_noop("register a person")
SLIP = gettext_noop("print the slip with the file number")

urlpatterns: list[URLPattern] = [
    route("find/", views.find, "registration-find", who=may("registry.find"), why=SEARCH),
    route("register/", views.new, "registration-new", who=may("registry.register"), why=REGISTER),
    route(
        "register/<uuid:person_id>/",
        views.receipt,
        "registration-receipt",
        who=may("registry.register"),
        why=REGISTER,
    ),
    route("register/<uuid:person_id>/slip/", views.slip, "registration-slip", who=may("registry.register"), why=SLIP),
    route(
        "register/<uuid:person_id>/slip.pdf",
        views.slip_pdf,
        "registration-slip-pdf",
        who=may("registry.register"),
        why=SLIP,
    ),
]
LINKS: list[Link] = [
    Link("desk:registration-find", _("Find"), "registry.find"),
    Link("desk:registration-new", _("Register"), "registry.register"),
]
