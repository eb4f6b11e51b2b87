from django.utils.translation import gettext_lazy as _
from django.utils.translation import gettext_noop

from corridor.interfaces.kit.navigation import Link
from corridor.interfaces.kit.routes import may, route

from . import views

urlpatterns = [route("", views.home, "home", who=may("own.file"), why=gettext_noop("see what to do next"))]
LINKS = [Link("worker:home", _("My page"), "own.file")]
