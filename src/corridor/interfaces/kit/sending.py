"""Sending a form to one verb: once for its submission key; a refusal comes back beside the field it is about."""

from collections.abc import Callable, Mapping
from typing import Any

from django.db import transaction
from django.http import HttpRequest

from corridor.foundation.audit.steps import StepRefused
from corridor.foundation.database.errors import Refused
from corridor.foundation.database.submissions import once
from corridor.interfaces.kit.forms import KitForm
from corridor.interfaces.kit.words import guard


def sent(
    request: HttpRequest,
    form: KitForm,
    effect: Callable[[dict[str, Any]], Any],
    *,
    said: Mapping[str, Any] | None = None,
) -> Any:
    """The answer of `effect` for a form that holds; None when the form does not hold or the verb refused.

    `effect` gets the answers and returns something that JSON can hold, never None. `said` is what else belongs to this
    submission and stands in no field. A refusal undoes the submission and becomes an error of the form: at the field
    that the verb names, if the form has it.
    """
    if not form.is_valid():
        return None
    answers = {name: value for name, value in form.cleaned_data.items() if name != "submission_key"}
    body = {"path": request.path, **{name: str(value) for name, value in sorted(answers.items())}}
    body |= {"pressed": request.POST.get("action", ""), **(said or {})}
    try:
        with transaction.atomic():
            answer, _again = once(request.actor, form.cleaned_data["submission_key"], body, lambda: effect(answers))
            return answer
    except StepRefused as refused:
        for sentence in [str(guard(code)) for code in refused.missing] or [str(refused)]:
            form.add_error(None, sentence)
    except Refused as refused:
        form.add_error(refused.field if refused.field in form.fields else None, str(refused))
    return None
