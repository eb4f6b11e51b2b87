from django.utils.translation import gettext_noop

from corridor.interfaces.kit.navigation import Link
from corridor.interfaces.kit.routes import ANYONE, route

from . import views

CHECK = gettext_noop("check a document")

urlpatterns = [
    route("verify/", views.verify, "verify", who=ANYONE, why=CHECK),
    route("verify/offline/", views.offline, "verify-offline", who=ANYONE, why=CHECK),
    route("verify/<str:token>/", views.scanned, "verify-token", who=ANYONE, why=CHECK),
]
LINKS: list[Link] = []
