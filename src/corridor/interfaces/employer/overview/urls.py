from django.utils.translation import gettext_lazy as _

from corridor.interfaces.kit.navigation import Link
from corridor.interfaces.kit.routes import may, route

from . import views

ORDER = may("demand.order")
urlpatterns = [
    route("", views.overview, "overview", who=ORDER, why="see where each request stands"),
    route("register/", views.register, "overview-register", who=ORDER, why="register one's enterprise"),
]
LINKS: list[Link] = [Link("employer:overview", _("Overview"), "demand.order")]
