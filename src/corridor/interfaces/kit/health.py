"""Liveness, readiness, and the choice of a language for a visitor who names none."""

from django.conf import settings
from django.db import DatabaseError, connection
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.utils.translation import get_language_from_request


def healthz(request: HttpRequest) -> HttpResponse:
    """The process answers."""
    return HttpResponse("ok\n", content_type="text/plain")


def readyz(request: HttpRequest) -> HttpResponse:
    """The database answers too; 503 with Retry-After when it does not."""
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
    except DatabaseError:
        return JsonResponse({"database": "away"}, status=503, headers={"Retry-After": "5"})
    return JsonResponse({"database": "ok"})


def choose_language(request: HttpRequest) -> HttpResponse:
    """To the browser's language where the screens speak it, else English; nothing is remembered."""
    code = get_language_from_request(request)
    known = {code for code, _name in settings.LANGUAGES}
    return HttpResponseRedirect(f"/{code if code in known else 'en'}/", headers={"Vary": "Accept-Language"})
