"""One consequential action of a form: done once, however often it is sent, and undone whole when it is refused."""

import uuid
from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.db import transaction
from django.http import HttpRequest
from django.utils.translation import gettext as _

from corridor.foundation.audit.steps import StepRefused
from corridor.foundation.database.errors import Refused, SubmissionMismatch
from corridor.foundation.database.submissions import once
from corridor.interfaces.kit.words import guard

_NOT_PART = {"csrfmiddlewaretoken", "submission_key"}


def submitted(request: HttpRequest, effect: Callable[[], Any]) -> Any:
    """Run `effect` once for the form's submission key; a repeat gets the first answer. Raises Refused for no key."""
    try:
        key = uuid.UUID(request.POST.get("submission_key", ""))
    except ValueError:
        message = _("This page is too old to be sent. Open it again and fill it in once more.")
        raise SubmissionMismatch("submission_key", message) from None
    body = {name: request.POST.getlist(name) for name in sorted(request.POST) if name not in _NOT_PART}
    with transaction.atomic():
        answer, _repeated = once(request.actor, key, {"path": request.path, **body}, effect)
    return answer


def attempt(request: HttpRequest, effect: Callable[[], Any], *, done: Any) -> bool:
    """`submitted`, and a message: `done`, or in words why it was refused (then nothing was changed)."""
    try:
        submitted(request, effect)
    except SubmissionMismatch:
        raise
    except Refused as refused:
        for sentence in why_not(refused):
            messages.error(request, sentence)
        return False
    messages.success(request, done)
    return True


def why_not(refused: Refused) -> list[str]:
    """The sentences of a refusal; for a step, each thing that is missing, and of what when one of many was refused."""
    number = str(refused.params.get("number", ""))
    said = [str(guard(code)) for code in refused.missing] if isinstance(refused, StepRefused) else []
    return [f"{number}: {sentence}" if number else sentence for sentence in said or [str(refused)]]
