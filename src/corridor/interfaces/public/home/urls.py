from corridor.interfaces.kit.navigation import Link
from corridor.interfaces.kit.routes import ANYONE, route

from . import views

urlpatterns = [
    route("", views.home, "home", who=ANYONE, why="open the first page"),
    route("help/", views.help_near, "home-help", who=ANYONE, why="find help nearby"),
    route("help/<uuid:office_id>/", views.centre, "home-centre", who=ANYONE, why="find help nearby"),
    route("abroad/", views.abroad, "home-abroad", who=ANYONE, why="read about being abroad"),
    route("back/", views.back, "home-back", who=ANYONE, why="read about being back"),
    route("employ/", views.employ, "home-employ", who=ANYONE, why="read about employing"),
    route("about/", views.about, "home-about", who=ANYONE, why="read about Corridor"),
    route("privacy/", views.privacy, "home-privacy", who=ANYONE, why="read about personal data"),
    route("accessibility/", views.accessibility, "home-accessibility", who=ANYONE, why="read about accessibility"),
]
LINKS: list[Link] = []
