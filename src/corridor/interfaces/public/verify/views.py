"""Anybody checks a clearance or a contract: with what stands on the paper, or without a line on a page of its own."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from corridor.interfaces.kit.caching import kept
from corridor.stages.contracts import api as contracts
from corridor.stages.journeys import api as journeys

MOST = 2000
ANSWERS: dict[str, tuple[str, Any, Any]] = {
    "valid": ("good", _("This clearance is valid"), _("It was issued by the authority named here and still counts.")),
    "expired": ("warn", _("This clearance has expired"), _("It was genuine, but its last day is over.")),
    "revoked": ("bad", _("This clearance was revoked"), _("It was genuine, but it does not count any more.")),
    "replaced": (
        "warn",
        _("This clearance was replaced"),
        _("A newer one was issued for the same contract. Ask the holder for that one."),
    ),
    "altered": (
        "bad",
        _("This is not a clearance of ours"),
        _("The code was changed, is not complete, or was mistyped. Scan it once more, or compare it letter by letter."),
    ),
    "unknown": ("bad", _("This clearance is not in our register"), _("It does not count here. Ask who issued it.")),
}
"""Outcome of a check -> tone, heading, what it means."""


def verify(request: HttpRequest) -> HttpResponse:
    """The forms, and the answer to what was written in one of them."""
    code = request.GET.get("code", "")[:MOST]
    number, check = request.GET.get("number", "").strip()[:40], request.GET.get("check", "").strip()[:40]
    context: dict[str, Any] = {"code": code, "number": number, "check": check}
    if code.strip():
        context |= _clearance(code)
    elif number or check:
        context |= {"contract_asked": True, "contract": contracts.check(number, check)}
    return render(request, "public/verify/verify.html", context)


def scanned(request: HttpRequest, token: str) -> HttpResponse:
    """The answer for the address in a QR code."""
    return render(request, "public/verify/verify.html", {"code": token, **_clearance(token)})


def _clearance(code: str) -> dict[str, Any]:
    answer = journeys.verify_token(code)
    tone, title, meaning = ANSWERS[answer.outcome]
    return {"answer": answer, "tone": tone, "title": title, "meaning": meaning}


@kept
def offline(request: HttpRequest) -> HttpResponse:
    """One file that checks clearances without a line: it holds the public key and the numbers withdrawn until today."""
    context = {
        "key": journeys.public_key().hex(),
        "withdrawn": " ".join(journeys.withdrawn_numbers()),
        "made_on": timezone.localdate(),
    }
    answer = render(request, "public/verify/offline.html", context)
    answer["Content-Disposition"] = 'attachment; filename="corridor-verify.html"'
    return answer
