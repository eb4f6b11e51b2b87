"""A list of workers: sent, checked row by row, accepted, and the rows to mend taken home."""

import uuid
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from corridor.foundation.accounts.actors import names_of
from corridor.interfaces.kit.saving import ButtonForm, saved
from corridor.stages.registry import api

from .forms import ListForm

SHOWN = 200
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def lists(request: HttpRequest) -> HttpResponse:
    """Send a list, or look at those sent before."""
    form = ListForm(request.POST or None, request.FILES or None)
    if request.method == "POST":
        done, answer = saved(request, form, lambda: _check(request, form))
        if done:
            return HttpResponseRedirect(reverse("desk:imports-check", args=[answer]))
    batches = api.batches(request.actor)
    names = names_of({batch.by for batch in batches})
    context = {"form": form, "batches": [(batch, names.get(batch.by, ("", ""))[0]) for batch in batches]}
    return render(request, "desk/imports/lists.html", context)


def _check(request: HttpRequest, form: ListForm) -> str:
    """Refuses a file that is no list at once; keeps one that is for its acceptance."""
    file = form.cleaned_data["file"]
    content = file.read()
    api.import_workers(content, file.name, by=request.actor, dry_run=True)
    return str(api.keep_draft(content, file.name, by=request.actor))


def check(request: HttpRequest, draft_id: uuid.UUID) -> HttpResponse:
    """The dry run: what would be registered, who has a file already, and every cell to mend."""
    filename, content = api.draft(draft_id, by=request.actor)
    report = api.import_workers(content, filename, by=request.actor, dry_run=True)
    context = {**_shown(report), "draft_id": draft_id, "button": ButtonForm()}
    return render(request, "desk/imports/report.html", context)


@require_POST
def accept(request: HttpRequest, draft_id: uuid.UUID) -> HttpResponse:
    """Register the good rows; the receipt lists their numbers."""
    form = ButtonForm(request.POST)
    done, answer = saved(request, form, lambda: str(api.accept_draft(draft_id, by=request.actor).batch_id))
    if not done:
        for error in form.non_field_errors():
            messages.error(request, error)
        return HttpResponseRedirect(reverse("desk:imports-lists"))
    messages.success(request, _("The list is read in."))
    return HttpResponseRedirect(reverse("desk:imports-done", args=[answer]))


def done(request: HttpRequest, batch_id: uuid.UUID) -> HttpResponse:
    """The receipt of a list."""
    report = api.report_of(batch_id, by=request.actor)
    return render(request, "desk/imports/report.html", _shown(report))


def mending(request: HttpRequest, draft_id: uuid.UUID) -> HttpResponse:
    """The rows to mend of a checked list, as a workbook."""
    filename, content = api.draft(draft_id, by=request.actor)
    return _workbook(api.import_workers(content, filename, by=request.actor, dry_run=True))


def done_mending(request: HttpRequest, batch_id: uuid.UUID) -> HttpResponse:
    """The rows to mend of an accepted list, as a workbook."""
    return _workbook(api.report_of(batch_id, by=request.actor))


def template(request: HttpRequest) -> HttpResponse:
    """An empty list with our columns."""
    return _xlsx(api.template(get_language() or "en"), "corridor-workers.xlsx")


def _shown(report: api.ImportReport) -> dict[str, Any]:
    return {
        "report": report,
        "errors": report.errors[:SHOWN],
        "more": max(0, len(report.errors) - SHOWN),
        "numbers": report.numbers[:SHOWN],
    }


def _workbook(report: api.ImportReport) -> HttpResponse:
    return _xlsx(api.mending(report, get_language() or "en"), "corridor-rows-to-mend.xlsx")


def _xlsx(content: bytes, name: str) -> HttpResponse:
    answer = HttpResponse(content, content_type=XLSX)
    answer["Content-Disposition"] = f'attachment; filename="{name}"'
    return answer
