from corridor.interfaces.kit.navigation import Link
from corridor.interfaces.kit.routes import ANYONE, route

from . import views
from .compose import CHECK

urlpatterns = [route("check/", views.check, "check", who=ANYONE, why="check an agency or a job")]
LINKS: list[Link] = [Link("public:check", CHECK)]
