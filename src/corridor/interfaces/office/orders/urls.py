from django.utils.translation import gettext_lazy as _

from corridor.interfaces.kit.navigation import Link
from corridor.interfaces.kit.routes import may, route

from . import coding, filling, imports, interviews, views, wording

READ = may("demand.read")
DECIDE = may("demand.verify", "demand.approve", "demand.open", "demand.close", "demand.revoke")
urlpatterns = [
    route("orders/", views.orders, "orders", who=READ, why="see job orders that wait"),
    route("orders/batch/", views.batch, "orders-batch", who=DECIDE, why="decide on job orders"),
    route("orders/coding/", coding.coding, "orders-coding", who=may("demand.code"), why="confirm occupations"),
    route(
        "orders/wording/", wording.wording, "orders-wording", who=may("demand.verify"), why="decide on words of orders"
    ),
    route("orders/imports/", imports.index, "orders-imports", who=may("demand.import"), why="import job orders"),
    route(
        "orders/imports/<uuid:import_id>/", imports.report, "orders-import", who=READ, why="read an import's account"
    ),
    route(
        "orders/imports/<uuid:import_id>/rows.csv",
        imports.rows,
        "orders-import-rows",
        who=READ,
        why="fetch rows to mend",
    ),
    route("orders/<uuid:order_id>/", views.order, "orders-order", who=READ, why="look at a job order"),
    route("orders/<uuid:order_id>/decide/", views.decide, "orders-decide", who=DECIDE, why="decide on a job order"),
    route(
        "orders/<uuid:order_id>/interviews/",
        interviews.overview,
        "orders-interviews",
        who=may("selection.read"),
        why="follow the interviews over a job order",
    ),
    route(
        "orders/<uuid:order_id>/fill/",
        filling.fill,
        "orders-fill",
        who=may("selection.run_round"),
        why="open a selection round over a job order",
    ),
    route(
        "orders/<uuid:order_id>/offer/",
        filling.offer_chosen,
        "orders-offer",
        who=may("selection.offer"),
        why="offer work to the workers who were chosen",
    ),
    route(
        "orders/<uuid:order_id>/next/",
        filling.offer_next,
        "orders-next",
        who=may("selection.offer"),
        why="offer a free post to the next on the reserve list",
    ),
]
LINKS: list[Link] = [Link("office:orders", _("Job orders"), "demand.read")]
