"""Selection rounds for everybody: what is fixed before, what came out, and how to check it."""

import uuid
from datetime import UTC
from pathlib import Path

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.shortcuts import render

from corridor.interfaces.kit import formatting, words
from corridor.interfaces.kit.caching import kept
from corridor.interfaces.kit.downloads import streamed
from corridor.stages.demand import api as demand
from corridor.stages.selection import api

PAGE = 30
ROOT = Path(__file__).resolve().parents[5]


@kept
def overview(request: HttpRequest) -> HttpResponse:
    """All rounds, newest first."""
    page = Paginator(api.public_rounds(), PAGE).get_page(request.GET.get("page"))
    return render(request, "public/rounds/rounds.html", {"page": page})


@kept
def page(request: HttpRequest, round_id: uuid.UUID) -> HttpResponse:
    """One round: seal, rules, public value, frozen inputs, files, and how to check them."""
    found = api.public_round(round_id)
    context = {
        "found": found,
        "round": found.row,
        "register": [
            (words.measure(line["criterion"]), formatting.number(line["points"]), formatting.number(line["full_at"]))
            for line in found.row.register
        ],
        "chooser": words.CHOOSERS[found.row.method],
        "reserves": [(words.reserve_group(group), share) for group, share in found.reserves],
        "ceilings": [words.published_ceiling(rule) for rule in found.ceilings],
        "orders": demand.numbers_of([uuid.UUID(order) for order in found.row.order_ids]),
        "closed_clock": found.row.closed_at.astimezone(UTC).strftime("%H:%M") if found.row.closed_at else "",
        "public_file": found.for_everybody,
        "auditor_file": next((file for file in found.files if file.kind == "auditor"), None),
    }
    return render(request, "public/rounds/round.html", context)


@kept
def file(request: HttpRequest, round_id: uuid.UUID) -> StreamingHttpResponse:
    """The public file."""
    return streamed(api.public_file(round_id))


@kept
def verifier(request: HttpRequest) -> HttpResponse:
    """The program that checks a file: standard library only."""
    return _text("tools/verify_round.py", "text/x-python")


@kept
def format_page(request: HttpRequest) -> HttpResponse:
    """The page that defines the files."""
    return _text("docs/round-file.md", "text/markdown")


def _text(path: str, content_type: str) -> HttpResponse:
    place = ROOT / path
    answer = HttpResponse(place.read_text(encoding="utf-8"), content_type=f"{content_type}; charset=utf-8")
    answer["Content-Disposition"] = f'attachment; filename="{place.name}"'
    return answer
