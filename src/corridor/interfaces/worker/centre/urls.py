from django.utils.translation import gettext_noop

from corridor.interfaces.kit.navigation import Link
from corridor.interfaces.kit.routes import may, route

from . import views

urlpatterns = [route("centre/", views.centre, "centre", who=may("own.file"), why=gettext_noop("find my centre"))]
LINKS: list[Link] = []
