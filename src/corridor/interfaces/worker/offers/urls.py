"""Offers: the terms in my language, what it costs me, and my answer."""

from django.utils.translation import gettext_lazy as _

from corridor.interfaces.kit.navigation import Link
from corridor.interfaces.kit.routes import may, route

from . import views

OWN = may("own.offer")

urlpatterns = [
    route("offers/", views.overview, "offers-list", who=OWN, why="see my offers"),
    route("offers/<uuid:offer_id>/", views.page, "offers-page", who=OWN, why="understand an offer"),
    route("offers/<uuid:offer_id>/accept/", views.accept, "offers-accept", who=OWN, why="accept an offer"),
    route("offers/<uuid:offer_id>/decline/", views.decline, "offers-decline", who=OWN, why="decline an offer"),
]
LINKS = [Link("worker:offers-list", _("My offers"), "own.offer")]
