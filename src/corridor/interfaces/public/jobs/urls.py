from corridor.interfaces.kit.navigation import Link
from corridor.interfaces.kit.routes import ANYONE, route

from . import views
from .compose import FIND_JOBS

urlpatterns = [
    route("jobs/", views.jobs, "jobs", who=ANYONE, why="look for work"),
    route("jobs/<str:number>/", views.job, "jobs-job", who=ANYONE, why="read about a job"),
]
LINKS: list[Link] = [Link("public:jobs", FIND_JOBS)]
