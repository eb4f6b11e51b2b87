"""My file: read it, correct it, take it home, ask to be erased."""

import json
import uuid
from dataclasses import asdict
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from corridor.foundation.audit import reads, timeline
from corridor.foundation.files import store
from corridor.foundation.reference import cefr, countries, isco, languages
from corridor.interfaces.kit.saving import ButtonForm, saved
from corridor.stages.registry import api

from .forms import AnswerForm, OwnDetailsForm, OwnDocumentForm
from .own import office_of, own


def file(request: HttpRequest) -> HttpResponse:
    """Everything that is written about me."""
    found = own(request)
    here = get_language() or "en"
    details = found.details
    context = {
        "file": found,
        "person": found.person,
        "office": office_of(found),
        "work": _occupation(found.person.occupation_code, here) or found.person.occupation_words,
        "sex": api.SEXES.get(details.sex, "") if details else "",
        "nationality": countries.name(details.nationality, here) if details and details.nationality else "",
        "language_name": languages.name(found.person.language, here) if found.person.language else "",
        "spoken": [(languages.name(code, here), cefr.label(level)) for code, level in found.languages.items()],
        "skills": [api.SKILLS[code] for code in found.skills if code in api.SKILLS],
        "trainings": [api.TRAININGS[row.code] for row in found.trainings if row.code in api.TRAININGS],
        "experience": [(_occupation(row.occupation_code, here), row) for row in found.experience],
        "documents": [
            (api.DOCUMENT_KINDS[row.kind], row, countries.name(row.country, here)) for row in found.documents
        ],
    }
    return render(request, "worker/file/file.html", context)


def _occupation(code: str, language: str) -> str:
    return isco.title(code, language) if code and isco.exists(code) else ""


def details(request: HttpRequest) -> HttpResponse:
    """Correct what is written."""
    found = own(request)
    person, held = found.person, found.details
    names = ("name", "native_name", "language", "available_from", "available_until")
    start: dict[str, Any] = {name: getattr(person, name) for name in names}
    if held is not None:
        kept = ("birth", "sex", "nationality", "phone", "email", "district", "town", "next_of_kin")
        start |= {name: getattr(held, name) for name in kept}
    office = office_of(found)
    form = OwnDetailsForm(
        request.POST or None,
        initial=start,
        country=office.country if office else "",
        confirmed=person.verified_at is not None,
    )

    def effect() -> None:
        api.complete(person.id, form.change(), by=request.actor)

    if request.method == "POST":
        done, _answer = saved(request, form, effect)
        if done:
            messages.success(request, _("Saved."))
            return HttpResponseRedirect(reverse("worker:file-home"))
    return render(request, "worker/file/details.html", {"form": form, "person": person, "office": office})


def document(request: HttpRequest) -> HttpResponse:
    """Add a paper."""
    found = own(request)
    held = found.details
    start = {"country": held.nationality if held else ""}
    form = OwnDocumentForm(request.POST or None, request.FILES or None, initial=start)

    def effect() -> None:
        _add_document(request, form, found.person.id)

    if request.method == "POST":
        done, _answer = saved(request, form, effect)
        if done:
            messages.success(request, _("Your document was added."))
            return HttpResponseRedirect(reverse("worker:file-home"))
    return render(request, "worker/file/document.html", {"form": form})


def _add_document(request: HttpRequest, form: OwnDocumentForm, person_id: uuid.UUID) -> None:
    answers = form.cleaned_data
    picture = answers["file"]
    kept = store.keep(picture.read(), name=picture.name, by=request.actor, person_id=person_id) if picture else None
    record = api.read(
        api.DocumentRecord,
        {
            **{name: answers[name] for name in ("kind", "number", "country", "valid_until")},
            "person_id": person_id,
            "file_id": kept.id if kept else None,
        },
    )
    api.add_documents([record], by=request.actor)


def picture(request: HttpRequest, file_id: uuid.UUID) -> HttpResponse:
    """The picture of one of my papers."""
    if file_id not in {row.file_id for row in own(request).documents}:
        raise api.no_such_person()
    row, content = store.read(file_id)
    answer = HttpResponse(content, content_type=row.content_type)
    answer["Content-Disposition"] = f'attachment; filename="{file_id}"'
    return answer


def consents(request: HttpRequest) -> HttpResponse:
    """What I agree to, and what rests on something else."""
    found = own(request)
    form = AnswerForm(request.POST or None)
    if request.method == "POST":
        done, _answer = saved(request, form, lambda: _record(request, found.person.id, form))
        if done:
            messages.success(request, _("Your answer is kept. You can change it at any time."))
            return HttpResponseRedirect(reverse("worker:file-consents"))
    context = {
        "asked": [answer for answer in found.consents if answer.purpose.asked],
        "others": [(answer, api.BASES[answer.purpose.basis]) for answer in found.consents if not answer.purpose.asked],
        "form": form,
    }
    return render(request, "worker/file/consents.html", context)


def _record(request: HttpRequest, person_id: uuid.UUID, form: AnswerForm) -> None:
    answers = form.cleaned_data
    record = api.read(
        api.ConsentRecord,
        {
            "person_id": person_id,
            "purpose": answers["purpose"],
            "given": answers["given"] == "yes",
            "language": get_language() or "en",
        },
    )
    api.record_consents([record], by=request.actor)


def download(request: HttpRequest) -> HttpResponse:
    """Everything about me as JSON, to keep or to take elsewhere."""
    found = own(request)
    person = found.person
    told = timeline.of_person(person.id, actor=request.actor)
    data = {
        "file_number": person.file_number,
        "name": person.name,
        "native_name": person.native_name,
        "registered_at": person.registered_at,
        "confirmed_at": person.verified_at,
        "language": person.language,
        "occupation": {"isco_08": person.occupation_code, "words": person.occupation_words},
        "available": {"from": person.available_from, "until": person.available_until},
        "details": asdict(found.details) if found.details else None,
        "languages_cefr_0_to_6": found.languages,
        "skills": found.skills,
        "training": [{"code": row.code, "on": row.on} for row in found.trainings],
        "experience": [
            {
                "isco_08": row.occupation_code,
                "months": row.months,
                "employer": row.employer_words,
                "country": row.country,
            }
            for row in found.experience
        ],
        "documents": [
            {name: value for name, value in asdict(row).items() if name not in ("id", "file_id")}
            for row in found.documents
        ],
        "permissions": [
            {"purpose": answer.purpose.code, "basis": answer.purpose.basis, "given": answer.given, "at": answer.at}
            for answer in found.consents
        ],
        "what_happened": [{"at": event.at, "verb": event.verb, "codes": event.codes} for event in told],
        "who_opened": [
            {"at": row.at, "roles": row.roles, "why": row.why} for row in reads.who_opened(person.id, limit=5000)
        ],
    }
    body = json.dumps(data, default=str, ensure_ascii=False, indent=2)
    answer = HttpResponse(body, content_type="application/json; charset=utf-8")
    answer["Content-Disposition"] = f'attachment; filename="corridor-{person.file_number}.json"'
    return answer


def erase(request: HttpRequest) -> HttpResponse:
    """What erasure means, and how to ask for it."""
    found = own(request)
    context = {"file": found, "button": ButtonForm(), "office": office_of(found)}
    return render(request, "worker/file/erase.html", context)


@require_POST
def ask_erasure(request: HttpRequest) -> HttpResponse:
    """Ask to be erased, or take it back."""
    found = own(request)
    wanted = request.POST.get("asked") == "1"
    form = ButtonForm(request.POST)
    done, _answer = saved(request, form, lambda: api.ask_erasure(found.person.id, wanted, by=request.actor))
    if done:
        messages.success(request, _("Your office was told.") if wanted else _("You took it back. Your file stays."))
    for error in [] if done else form.non_field_errors():
        messages.error(request, error)
    return HttpResponseRedirect(reverse("worker:file-erase"))
