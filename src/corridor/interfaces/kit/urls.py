from . import signin
from .routes import ANYONE, route

app_name = "kit"
urlpatterns = [
    route("sign-in/", signin.sign_in, "sign-in", who=ANYONE, raw=True),
    route("sign-in/second/", signin.second_factor, "second-factor", who=ANYONE, raw=True),
    route("sign-in/worker/", signin.worker_number, "worker-number", who=ANYONE, raw=True),
    route("sign-in/code/", signin.worker_code, "worker-code", who=ANYONE, raw=True),
    route("sign-out/", signin.sign_out, "sign-out", who=ANYONE, raw=True),
]
