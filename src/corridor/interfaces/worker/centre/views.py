"""Where my centre is, when it is open, whom to call in danger, and how to tell it that something is wrong."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from ..file.own import office_of, own
from ..path.compose import country_now


def centre(request: HttpRequest) -> HttpResponse:
    """The office that keeps my file."""
    office = office_of(own(request))
    context = {"office": office, "country": country_now(request.actor, office)}
    return render(request, "worker/centre/centre.html", context)
