"""The doors, each under its language; health pages outside."""

from django.conf import settings
from django.conf.urls.i18n import i18n_patterns
from django.urls import include, path

from corridor.interfaces.kit import errors, health

DOORS = ["worker", "desk", "employer", "office"]


def _installed(door: str) -> bool:
    return f"corridor.interfaces.{door}" in settings.INSTALLED_APPS


urlpatterns = [
    path("healthz", health.healthz, name="healthz"),
    path("readyz", health.readyz, name="readyz"),
    path("", health.choose_language, name="choose-language"),
    *i18n_patterns(
        path("", include("corridor.interfaces.kit.urls")),
        *[path(f"{door}/", include(f"corridor.interfaces.{door}.urls")) for door in DOORS if _installed(door)],
        *([path("", include("corridor.interfaces.public.urls"))] if _installed("public") else []),
    ),
]
handler400 = errors.bad_request
handler404 = errors.not_found
handler500 = errors.server_error
