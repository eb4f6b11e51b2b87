from django.urls import URLPattern
from django.utils.translation import gettext_lazy as _
from django.utils.translation import gettext_noop

from corridor.interfaces.kit.navigation import Link
from corridor.interfaces.kit.routes import may, route

from . import views

TODAY = gettext_noop("see what waits at the office")

urlpatterns: list[URLPattern] = [
    route("", views.today, "today-home", who=may("registry.find"), why=TODAY),
    route("waiting/<slug:what>/", views.waiting, "today-waiting", who=may("registry.find"), why=TODAY),
]
LINKS: list[Link] = [Link("desk:today-home", _("Today"), "registry.find")]
