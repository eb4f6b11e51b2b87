"""Importing job orders from the file of another authority, and the account of every row."""

import csv
import uuid
from collections import Counter
from typing import Any

from django import forms
from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy

from corridor.foundation.database.errors import NotFound
from corridor.interfaces.exchange import h2a
from corridor.interfaces.kit import charts
from corridor.interfaces.kit.forms import KitForm, SubmissionKeyMixin
from corridor.interfaces.kit.routes import NOT_FOUND
from corridor.interfaces.kit.sending import sent
from corridor.stages.demand import api as demand

PER_PAGE = 50
MOST_BYTES = 40 * 1024 * 1024


class FileForm(SubmissionKeyMixin, KitForm):
    """A disclosure file."""

    file = forms.FileField(
        label=_lazy("File of the Department of Labor"),
        help_text=_lazy("CSV, also packed as .gz. Nothing is written twice: import it again after mending."),
    )

    def clean_file(self) -> Any:
        """A file that fits into memory."""
        file = self.cleaned_data["file"]
        if file.size > MOST_BYTES:
            raise forms.ValidationError(_("The file is larger than 40 MB. Pack it as .gz, or split it."))
        return file


def index(request: HttpRequest) -> HttpResponse:
    """Choose a file; and what earlier files brought."""
    form = FileForm(request.POST or None, request.FILES or None)

    def effect(answers: dict[str, Any]) -> str:
        file = answers["file"]
        return str(h2a.import_h2a(file.read(), by=request.actor, file_name=file.name).id)

    if request.method == "POST":
        made = sent(request, form, effect)
        if made is not None:
            messages.success(request, _("The file is imported. Every row is accounted for below."))
            return redirect("office:orders-import", made)
    context = {"form": form, "imports": demand.imports(request.actor)[:20]}
    return render(request, "office/orders/imports.html", context, status=422 if form.errors else 200)


def report(request: HttpRequest, import_id: uuid.UUID) -> HttpResponse:
    """What became of each row."""
    found = _one(request, import_id)
    reasons = Counter(refusal["reason"] for refusal in found.refusals)
    bars = [
        charts.Bar(_("Imported"), found.imported, tone="good"),
        charts.Bar(_("Joined to another row"), found.joined),
        charts.Bar(_("Refused"), found.refused, tone="bad"),
    ]
    page = Paginator(found.refusals, PER_PAGE).get_page(request.GET.get("page"))
    context = {
        "report": found,
        "chart": charts.bars(_("What became of the rows"), bars, unit=_("rows")),
        "reasons": [(h2a.reason(code), count) for code, count in reasons.most_common()],
        "page": page,
        "rows": [{**row, "reason": h2a.reason(row["reason"]), "mend": h2a.mend(row["mend"])} for row in page],
    }
    return render(request, "office/orders/import.html", context)


def rows(request: HttpRequest, import_id: uuid.UUID) -> HttpResponse:
    """The refused rows as CSV, to mend the file with."""
    found = _one(request, import_id)
    response = HttpResponse(content_type="text/csv; charset=utf-8")
    response.headers["Content-Disposition"] = f'attachment; filename="refused-{found.id}.csv"'
    writer = csv.writer(response)
    writer.writerow([_("Row"), _("Column"), _("Value"), _("Reason"), _("How to mend it")])
    for row in found.refusals:
        value = row["value"]
        safe = f"'{value}" if value[:1] in "=+-@\t\r" else value  # a spreadsheet would run it
        writer.writerow([row["row"], row["column"], safe, h2a.reason(row["reason"]), h2a.mend(row["mend"])])
    return response


def _one(request: HttpRequest, import_id: uuid.UUID) -> demand.OrderImport:
    found = demand.imports(request.actor).filter(id=import_id).first()
    if found is None:
        raise NotFound("no_such_import", NOT_FOUND)
    return found
