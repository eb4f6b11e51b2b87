"""Error pages in plain words."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from .held import hold


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """A form whose token is stale: its answers are kept and offered again after sign-in."""
    return hold(request)


def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    return render(request, "kit/error.html", {"status": 404}, status=404)


def server_error(request: HttpRequest) -> HttpResponse:
    return render(request, "kit/error.html", {"status": 500}, status=500)


def bad_request(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    return render(request, "kit/error.html", {"status": 400}, status=400)
