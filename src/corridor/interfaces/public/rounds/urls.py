from corridor.interfaces.kit.navigation import Link
from corridor.interfaces.kit.routes import ANYONE, route

from . import views

urlpatterns = [
    route("rounds/", views.overview, "rounds", who=ANYONE, why="read about selection rounds"),
    route("rounds/verify_round.py", views.verifier, "rounds-verifier", who=ANYONE, why="check a selection round"),
    route("rounds/round-file.md", views.format_page, "rounds-format", who=ANYONE, why="check a selection round"),
    route("rounds/<uuid:round_id>/", views.page, "rounds-round", who=ANYONE, why="check a selection round"),
    route("rounds/<uuid:round_id>/file/", views.file, "rounds-file", who=ANYONE, why="check a selection round"),
]
LINKS: list[Link] = []
