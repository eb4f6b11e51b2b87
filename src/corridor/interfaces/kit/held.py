"""A form sent after the sign-in has expired is not lost: it travels, sealed, through sign-in, and comes back."""

import base64
import json
from typing import Any

from cryptography.exceptions import InvalidTag
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from corridor.foundation.database.crypto import house_key, seal, unseal
from corridor.interfaces.kit.signin_forms import StaffForm

MOST = 200_000
PLACE = "held-form"


def hold(request: HttpRequest) -> HttpResponse:
    """The sign-in page with the sent answers sealed inside it; files must be chosen again, and the page says so."""
    fields = [[key, value] for key, values in request.POST.lists() if key != "csrfmiddlewaretoken" for value in values]
    body = json.dumps({"path": request.path, "fields": fields, "files": sorted(request.FILES)}).encode()
    held = base64.urlsafe_b64encode(seal(house_key(), body, PLACE)).decode() if len(body) <= MOST else ""
    context = {"form": StaffForm(), "held": held, "next": request.path, "too_large": not held}
    return render(request, "kit/sign_in.html", context, status=401)


def release(sealed: str) -> dict[str, Any] | None:
    """What was held: path, fields as [name, value] pairs, names of files to choose again; None when altered."""
    try:
        return dict(json.loads(unseal(house_key(), base64.urlsafe_b64decode(sealed), PLACE)))
    except (InvalidTag, ValueError):
        return None
