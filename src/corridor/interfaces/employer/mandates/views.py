"""Who may act for an employer: the recruiters that hold its mandate, giving one, ending one."""

import uuid
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from corridor.interfaces.kit.sending import sent
from corridor.interfaces.kit.submit import attempt
from corridor.stages.demand import api as demand

from .forms import MandateForm

ENDED_SHOWN = 20


def mandates(request: HttpRequest) -> HttpResponse:
    """The recruiters with a mandate, those of the past, and a form to give one."""
    employer = demand.employer_of(request.actor)
    if employer is None:
        return redirect("employer:overview-register")
    post = request.method == "POST"
    form = MandateForm(request.POST) if post else MandateForm(initial={"valid_from": timezone.localdate()})

    def effect(answers: dict[str, Any]) -> str:
        return str(demand.grant_mandate(employer.id, by=request.actor, **answers).id)

    if post and sent(request, form, effect) is not None:
        messages.success(request, _("The mandate is given. The recruiter sees it on its first page."))
        return redirect("employer:mandates")
    own = demand.mandates(request.actor).filter(employer=employer)
    today = timezone.localdate()
    running = own.filter(ended_at__isnull=True, valid_until__gte=today)
    live = set(demand.mandates(request.actor, live=True).values_list("id", flat=True))
    context = {
        "form": form,
        "rows": [{"mandate": row, "acts": row.id in live, "ahead": row.valid_from > today} for row in running],
        "ended": own.exclude(id__in=running.values("id"))[:ENDED_SHOWN],
    }
    return render(request, "employer/mandates/mandates.html", context, status=422 if form.errors else 200)


@require_POST
def end(request: HttpRequest, mandate_id: uuid.UUID) -> HttpResponse:
    """End a mandate, by the employer that gave it or the recruiter that holds it."""
    attempt(
        request,
        lambda: bool(demand.end_mandate(mandate_id, by=request.actor)),
        done=_("The mandate has ended. Orders that were sent stay with the office."),
    )
    gave = demand.employer_of(request.actor) is not None and request.actor.can("demand.mandate")
    return redirect("employer:mandates" if gave else "employer:overview")
