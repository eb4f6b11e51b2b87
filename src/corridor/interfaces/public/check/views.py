"""Checking an agency or a job before money changes hands."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from corridor.interfaces.kit.caching import kept

from .answers import answer


@kept
def check(request: HttpRequest) -> HttpResponse:
    """One box, one answer."""
    asked = request.GET.get("q", "").strip()[:120]
    return render(request, "public/check/check.html", {"q": asked, "answers": answer(asked) if asked else []})
