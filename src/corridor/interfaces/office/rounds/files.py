"""The auditor's files of published rounds."""

import uuid

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.shortcuts import render

from corridor.interfaces.kit.downloads import streamed
from corridor.stages.selection import api

PAGE = 50


def overview(request: HttpRequest) -> HttpResponse:
    """The files in reach, newest first, with their hashes."""
    page = Paginator(api.auditor_files(request.actor), PAGE).get_page(request.GET.get("page"))
    return render(request, "office/rounds/files.html", {"page": page})


def download(request: HttpRequest, round_id: uuid.UUID) -> StreamingHttpResponse:
    """One file. Everybody in it is told in their own file that it was opened."""
    return streamed(api.auditor_file(round_id, by=request.actor))
