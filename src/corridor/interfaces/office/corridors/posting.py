"""Sending a form to one verb: once for each submission key, and a refusal comes back beside the field it is about."""

from collections.abc import Callable
from typing import Any

from django.db import transaction
from django.http import HttpRequest

from corridor.foundation.database.errors import Refused
from corridor.foundation.database.submissions import once
from corridor.interfaces.kit.forms import KitForm


def sent(request: HttpRequest, form: KitForm, effect: Callable[[dict[str, Any]], Any]) -> Any:
    """The answer of `effect` for a form that holds; None when the form does not hold or the verb refused.

    A refusal becomes an error of the form: at the field that the verb names, if the form has it.
    """
    if not form.is_valid():
        return None
    answers = dict(form.cleaned_data)
    key = answers.pop("submission_key")
    body = {"path": request.path, **{name: str(value) for name, value in answers.items()}}
    try:
        with transaction.atomic():  # a refusal leaves nothing of this submission behind
            answer, _again = once(request.actor, key, body, lambda: effect(answers))
            return answer
    except Refused as error:
        form.add_error(error.field if error.field in form.fields else None, str(error))
        return None
