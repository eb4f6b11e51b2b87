"""The contract of a worker as a paper, to read through together at the desk and to take home."""

import uuid

from django.http import HttpRequest, HttpResponse

from corridor.foundation.documents import render
from corridor.stages.contracts import api


def contract_pdf(request: HttpRequest, contract_id: uuid.UUID) -> HttpResponse:
    """The contract in the worker's language and that of the country of work."""
    found = api.contract(contract_id, request.actor)
    value = api.document(found, address=request.build_absolute_uri(f"/{found.language}/verify/"))
    answer = HttpResponse(render(value, "pdf"), content_type="application/pdf")
    answer["Content-Disposition"] = f'attachment; filename="{found.number}.pdf"'
    return answer
