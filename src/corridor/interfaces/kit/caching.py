"""Pages that anybody may keep for five minutes."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils.cache import patch_vary_headers

SECONDS = 300


def kept(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """A public view whose answer proxies and browsers may keep for five minutes.

    Only as visitors without an account see it: the page of somebody who has signed in carries their name.
    """

    @wraps(view)
    def wrapped(request: HttpRequest, **kwargs: Any) -> HttpResponse:
        response = view(request, **kwargs)
        if request.actor.kind != "account" and response.status_code == 200:
            response.headers["Cache-Control"] = f"public, max-age={SECONDS}"
        patch_vary_headers(response, ["Cookie"])
        return response

    return wrapped
