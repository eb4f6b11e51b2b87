from django.utils.translation import gettext_lazy as _

from corridor.interfaces.kit.navigation import Link
from corridor.interfaces.kit.routes import may, route

from . import views

ORDER = may("demand.order")
urlpatterns = [
    route("orders/", views.orders, "orders", who=ORDER, why="see one's requests for workers"),
    route("orders/new/", views.new, "orders-new", who=ORDER, why="ask for workers"),
    route("orders/<uuid:order_id>/", views.order, "orders-order", who=ORDER, why="see a request for workers"),
    route("orders/<uuid:order_id>/change/", views.change, "orders-change", who=ORDER, why="change a request"),
    route("orders/<uuid:order_id>/act/", views.act, "orders-act", who=ORDER, why="send or close a request"),
]
LINKS: list[Link] = [Link("employer:orders", _("Requests"), "demand.order")]
