from . import components, roles, signin
from .routes import ANYONE, route

app_name = "kit"
urlpatterns = [
    route("sign-in/", signin.sign_in, "sign-in", who=ANYONE, raw=True),
    route("sign-in/second/", signin.second_factor, "second-factor", who=ANYONE, raw=True),
    route("sign-in/password/", signin.new_password, "new-password", who=ANYONE, raw=True),
    route("sign-in/worker/", signin.worker_number, "worker-number", who=ANYONE, raw=True),
    route("sign-in/code/", signin.worker_code, "worker-code", who=ANYONE, raw=True),
    route("components/", components.components, "components", who=ANYONE, why="look at the components"),
    route("roles/", roles.index, "roles", who=ANYONE, why="see what each role may do"),
    route("roles/<slug:code>/", roles.page, "role", who=ANYONE, why="see what a role may do"),
    route("sign-out/", signin.sign_out, "sign-out", who=ANYONE, raw=True),
]
