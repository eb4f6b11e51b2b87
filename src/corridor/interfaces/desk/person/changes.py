"""Completing a file section by section, its papers, permissions, confirmation, joining and erasure."""

import uuid
from collections.abc import Callable
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from corridor.foundation.files import store
from corridor.interfaces.kit.fields_reference import OccupationAnswer
from corridor.interfaces.kit.saving import ButtonForm, saved
from corridor.rules import identity
from corridor.stages.registry import api

from ..people import lines, office_of
from .forms import (
    ROWS,
    AbilitiesForm,
    ConsentForm,
    DetailsForm,
    DocumentForm,
    EraseForm,
    ExperienceForm,
    LanguagesForm,
    MergeForm,
    WorkForm,
)


def _back(person_id: uuid.UUID) -> HttpResponseRedirect:
    """To the file without an anchor: a browser with an anchor would not put the focus on the message."""
    return HttpResponseRedirect(reverse("desk:person-file", args=[person_id]))


def _section(
    request: HttpRequest,
    found: api.PersonFile,
    form: Any,
    effect: Callable[[], Any],
    *,
    template: str,
    part: str,
    title: str,
    **more: Any,
) -> HttpResponse:
    """A page with one form; saved, it leads back to the part of the file."""
    if request.method == "POST":
        done, _answer = saved(request, form, effect)
        if done:
            messages.success(request, _("Saved."), extra_tags=part)
            return _back(found.person.id)
    context = {"form": form, "person": found.person, "file": found, "title": title, "part": part, **more}
    return render(request, f"desk/person/{template}.html", context)


def details(request: HttpRequest, person_id: uuid.UUID) -> HttpResponse:
    """Who the person is, and how to reach them."""
    found = api.person(person_id, by=request.actor)
    person, held = found.person, found.details
    start = {name: getattr(person, name) for name in ("name", "native_name", "language")}
    if held is not None:
        names = ("birth", "sex", "nationality", "phone", "email", "district", "town", "next_of_kin")
        start |= {name: getattr(held, name) for name in names}
    office = office_of(request.actor)
    form = DetailsForm(request.POST or None, initial=start, country=office.country if office else "")

    def effect() -> None:
        api.complete(person.id, form.change(), by=request.actor)

    return _section(
        request, found, form, effect, template="details", part="details", title=_("Details"),
        districts=api.districts(request.actor),
    )  # fmt: skip


def looked_for(request: HttpRequest, person_id: uuid.UUID) -> HttpResponse:
    """The work that the person looks for, coded, and when they are free."""
    found = api.person(person_id, by=request.actor)
    person = found.person
    start: dict[str, Any] = {name: getattr(person, name) for name in ("available_from", "available_until")}
    if person.occupation_code or person.occupation_words:
        words = person.occupation_words or person.occupation_code
        start["occupation"] = OccupationAnswer(person.occupation_code, words)
    form = WorkForm(request.POST or None, initial=start)

    def effect() -> None:
        api.complete(person.id, form.change(), by=request.actor)

    return _section(request, found, form, effect, template="work", part="can", title=_("Work looked for"))


def abilities(request: HttpRequest, person_id: uuid.UUID) -> HttpResponse:
    """Skills and training."""
    found = api.person(person_id, by=request.actor)
    held = {row.code: row.on for row in found.trainings}
    form = AbilitiesForm(request.POST or None, initial={"skills": found.skills, "trainings": list(held)})

    def effect() -> None:
        answers, one = form.cleaned_data, found.person.id
        api.set_skills({one: answers["skills"]}, by=request.actor)
        api.set_trainings({one: {code: held.get(code) for code in answers["trainings"]}}, by=request.actor)

    return _section(request, found, form, effect, template="abilities", part="can", title=_("Skills and training"))


def spoken(request: HttpRequest, person_id: uuid.UUID) -> HttpResponse:
    """Languages with their level."""
    found = api.person(person_id, by=request.actor)
    start: dict[str, Any] = {}
    for row, (code, level) in enumerate(list(found.languages.items())[:ROWS]):
        start |= {f"language_{row}": code, f"level_{row}": level}
    form = LanguagesForm(request.POST or None, initial=start)

    def effect() -> None:
        api.set_languages({found.person.id: form.spoken()}, by=request.actor)

    return _section(request, found, form, effect, template="languages", part="can", title=_("Languages"))


def experience(request: HttpRequest, person_id: uuid.UUID) -> HttpResponse:
    """Work done so far."""
    found = api.person(person_id, by=request.actor)
    start: dict[str, Any] = {}
    for row, done in enumerate(found.experience[:ROWS]):
        start |= {
            f"occupation_{row}": OccupationAnswer(done.occupation_code, done.occupation_code),
            f"months_{row}": done.months,
            f"employer_words_{row}": done.employer_words,
            f"country_{row}": done.country,
        }
    form = ExperienceForm(request.POST or None, initial=start)

    def effect() -> None:
        api.set_experience({found.person.id: form.done()}, by=request.actor)

    return _section(request, found, form, effect, template="experience", part="can", title=_("Work done so far"))


def document(request: HttpRequest, person_id: uuid.UUID) -> HttpResponse:
    """A new paper."""
    found = api.person(person_id, by=request.actor)
    country = found.details.nationality if found.details else ""
    office = office_of(request.actor)
    start = {"country": country or (office.country if office else "")}
    form = DocumentForm(request.POST or None, request.FILES or None, initial=start)

    def effect() -> None:
        add_document(form, found.person.id, request)

    return _section(request, found, form, effect, template="document", part="documents", title=_("Add a document"))


def add_document(form: DocumentForm, person_id: uuid.UUID, request: HttpRequest) -> None:
    """Keep the picture, then the paper, in one transaction."""
    answers = form.cleaned_data
    picture = answers["file"]
    kept = store.keep(picture.read(), name=picture.name, by=request.actor, person_id=person_id) if picture else None
    record = api.read(
        api.DocumentRecord,
        {
            **{name: answers[name] for name in ("kind", "number", "country", "issued_on", "valid_until")},
            "person_id": person_id,
            "file_id": kept.id if kept else None,
        },
    )
    api.add_documents([record], by=request.actor)


def picture(request: HttpRequest, person_id: uuid.UUID, file_id: uuid.UUID) -> HttpResponse:
    """The picture of a paper, as a download: it never runs in a page of ours."""
    found = api.person(person_id, by=request.actor)
    if file_id not in {row.file_id for row in found.documents}:
        raise api.no_such_person()
    row, content = store.read(file_id)
    answer = HttpResponse(content, content_type=row.content_type)
    answer["Content-Disposition"] = f'attachment; filename="{file_id}"'
    return answer


def _press(request: HttpRequest, effect: Callable[[], Any], done: str) -> None:
    """A button: what it did, or why not, as a message."""
    form = ButtonForm(request.POST)

    def pressed() -> None:
        effect()

    ok, _answer = saved(request, form, pressed)
    if ok:
        messages.success(request, done)
    for error in form.non_field_errors() if not ok else []:
        messages.error(request, error)


@require_POST
def remove_document(request: HttpRequest, person_id: uuid.UUID, document_id: uuid.UUID) -> HttpResponse:
    _press(request, lambda: api.remove_document(document_id, by=request.actor), _("The document was taken out."))
    return _back(person_id)


@require_POST
def verify(request: HttpRequest, person_id: uuid.UUID) -> HttpResponse:
    _press(request, lambda: api.verify([person_id], by=request.actor), _("The file is confirmed."))
    return _back(person_id)


@require_POST
def account(request: HttpRequest, person_id: uuid.UUID) -> HttpResponse:
    _press(
        request,
        lambda: api.open_accounts([person_id], by=request.actor),
        _("The account is open. Give the person the slip."),
    )
    return HttpResponseRedirect(reverse("desk:registration-receipt", args=[person_id]))


@require_POST
def hold(request: HttpRequest, person_id: uuid.UUID) -> HttpResponse:
    on = request.POST.get("on") == "1"
    done = _("The file is kept by law from now on.") if on else _("The file may be erased again.")
    _press(request, lambda: api.hold(person_id, on, by=request.actor), done)
    return HttpResponseRedirect(reverse("desk:person-erase", args=[person_id]))


def consents(request: HttpRequest, person_id: uuid.UUID) -> HttpResponse:
    """Every purpose with its basis; those that rest on consent can be answered."""
    found = api.person(person_id, by=request.actor)
    form = ConsentForm(request.POST or None)
    if request.method == "POST":
        done, _answer = saved(request, form, lambda: _record_consent(request, found.person.id, form))
        if done:
            messages.success(request, _("Saved."), extra_tags="consents")
            open_still = [one for one in _unasked(found) if one.code != form.cleaned_data["purpose"]]
            page = "desk:person-consents" if open_still else "desk:person-file"
            return HttpResponseRedirect(reverse(page, args=[found.person.id]))
    following = next(iter(_unasked(found)), None)
    rows = [(answer, api.BASES[answer.purpose.basis], _blank(answer)) for answer in found.consents]
    context = {"person": found.person, "file": found, "rows": rows, "form": form, "following": following}
    return render(request, "desk/person/consents.html", context)


def _unasked(found: api.PersonFile) -> list[Any]:
    """The purposes that the person was not asked about yet."""
    return [answer.purpose for answer in found.consents if answer.purpose.asked and answer.given is None]


def _blank(answer: api.PurposeAnswer) -> ConsentForm:
    given = {True: "yes", False: "no", None: None}[answer.given]
    code = answer.purpose.code
    return ConsentForm(auto_id=f"{code}_%s", initial={"purpose": code, "given": given, "channel": "paper"})


def _record_consent(request: HttpRequest, person_id: uuid.UUID, form: forms.Form) -> None:
    answers = form.cleaned_data
    record = api.read(
        api.ConsentRecord,
        {
            "person_id": person_id,
            "purpose": answers["purpose"],
            "given": answers["given"] == "yes",
            "channel": answers["channel"],
            "language": get_language() or "en",
        },
    )
    api.record_consents([record], by=request.actor)


def merge(request: HttpRequest, person_id: uuid.UUID) -> HttpResponse:
    """Another file of the same person, side by side, and then joined to this one."""
    found = api.person(person_id, by=request.actor)
    typed = request.POST.get("other") or request.GET.get("other", "")
    other = api.number_of(identity.normalise(typed), request.actor) if typed else None
    second = api.person(other.id, by=request.actor) if other and other.id != found.person.id else None
    form = MergeForm(request.POST or None, initial={"other": typed})
    if typed and second is None:
        form = MergeForm({"other": typed})
        form.add_error("other", _("There is no other file with this number in your reach."))
    elif request.method == "POST" and second is not None:
        one, two = found.person.id, second.person.id
        done, _answer = saved(request, form, lambda: str(api.merge(one, two, by=request.actor).id))
        if done:
            messages.success(request, _("The two files are one now. This can be undone."))
            return _back(found.person.id)
    context = {"person": found.person, "file": found, "second": second, "form": form}
    if second is not None:
        context["pair"] = lines([found.person, second.person], request.actor)
    return render(request, "desk/person/merge.html", context)


@require_POST
def unmerge(request: HttpRequest, person_id: uuid.UUID, other_id: uuid.UUID) -> HttpResponse:
    _press(request, lambda: str(api.unmerge(other_id, by=request.actor).id), _("The two files are two again."))
    return _back(person_id)


def erase(request: HttpRequest, person_id: uuid.UUID) -> HttpResponse:
    """What is lost, the legal hold, and the erasure."""
    found = api.person(person_id, by=request.actor)
    form = EraseForm(request.POST or None)
    if request.method == "POST":
        one = found.person.id
        done, _answer = saved(request, form, lambda: api.erase(one, form.cleaned_data["reason"], by=request.actor))
        if done:
            messages.success(request, _("The file is erased. A receipt without the name is kept."))
            return HttpResponseRedirect(reverse("desk:today-home"))
    return render(
        request, "desk/person/erase.html", {"person": found.person, "file": found, "form": form, "button": ButtonForm()}
    )
