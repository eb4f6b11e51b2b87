"""Saving a form by one verb: once, however often it is sent; a refusal stands beside the field it speaks of."""

import hashlib
from collections.abc import Callable
from typing import Any

from django import forms
from django.db import transaction
from django.http import HttpRequest

from corridor.foundation.database.errors import Refused, SubmissionMismatch
from corridor.foundation.database.models import Submission
from corridor.foundation.database.submissions import once

from .forms import KitForm, SubmissionKeyMixin

_NOT_PART = {"csrfmiddlewaretoken", "submission_key"}


class ButtonForm(SubmissionKeyMixin, KitForm):
    """A form that is a button only."""


def answered(request: HttpRequest, form: forms.Form) -> bool:
    """Whether this very submission was taken before: then questions asked before saving are not asked again."""
    key = form.cleaned_data.get("submission_key")
    return Submission.objects.filter(actor_id=request.actor.id, key=key).exists()


def saved(request: HttpRequest, form: forms.Form, effect: Callable[[], Any]) -> tuple[bool, Any]:
    """(True, answer of `effect`) for a valid form with `SubmissionKeyMixin`; (False, None) with errors in the form.

    A repeat of the same submission gets the first answer (JSON). What a refused verb wrote is undone.
    """
    if not form.is_valid():
        return False, None
    body: dict[str, Any] = {name: request.POST.getlist(name) for name in sorted(request.POST) if name not in _NOT_PART}
    for name, file in request.FILES.items():
        body[name] = hashlib.sha256(file.read()).hexdigest()
        file.seek(0)
    key = form.cleaned_data["submission_key"]
    try:
        with transaction.atomic():
            answer, _repeated = once(request.actor, key, {"path": request.path, **body}, effect)
    except SubmissionMismatch:
        raise
    except Refused as refused:
        form.add_error(refused.field if refused.field in form.fields else None, str(refused))
        return False, None
    return True, answer
