"""Error pages in plain words."""

from urllib.parse import urlsplit

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from .held import hold


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """A form whose token is stale: its answers are kept and offered again after sign-in.

    Not so a form that another site sent: nobody shall be led to send what somebody else wrote.
    """
    return bad_request(request) if _from_elsewhere(request) else hold(request)


def _from_elsewhere(request: HttpRequest) -> bool:
    origin = request.headers.get("Origin") or request.headers.get("Referer")
    cross = request.headers.get("Sec-Fetch-Site", "same-origin") not in ("same-origin", "none")
    return cross or (origin is not None and urlsplit(origin).netloc != request.get_host())


def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    return render(request, "kit/error.html", {"status": 404}, status=404)


def server_error(request: HttpRequest) -> HttpResponse:
    return render(request, "kit/error.html", {"status": 500}, status=500)


def bad_request(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    return render(request, "kit/error.html", {"status": 400}, status=400)
