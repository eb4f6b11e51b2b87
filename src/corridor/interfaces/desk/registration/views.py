"""Find or register: one box, the nine fields, the files that may be the same person, the receipt."""

import uuid
from statistics import mode
from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.safestring import mark_safe
from django.utils.translation import get_language

from corridor.foundation.accounts.limits import TooMany
from corridor.foundation.documents import Document
from corridor.foundation.documents import render as render_document
from corridor.foundation.reference import languages
from corridor.interfaces.kit.saving import answered, saved
from corridor.rules import identity
from corridor.stages.registry import api

from .. import searches
from ..people import REASONS, WHY, lines, office_of
from .forms import QuickForm

MOST = 20


def find(request: HttpRequest) -> HttpResponse:
    """One box for a name, a number or a phone; a whole file number opens the file at once.

    The words come by POST and stay in the session, the address has their token (see searches.py).
    """
    if request.method == "POST":
        words = request.POST.get("q", "").strip()
        query = urlencode({"s": searches.keep(request, words)}) if words else ""
        return HttpResponseRedirect(f"{reverse('desk:registration-find')}?{query}".rstrip("?"))
    query = searches.words_of(request)
    found = api.find(query, by=request.actor, limit=MOST + 1) if query else []
    if len(found) == 1 and found[0].why == "number" and identity.is_valid(identity.normalise(query)):
        return HttpResponseRedirect(reverse("desk:person-file", args=[found[0].person.id]))
    why = {one.person.id: (WHY[one.why],) for one in found}
    context = {
        "query": query,
        "token": request.GET.get("s", ""),
        "lines": lines([one.person for one in found[:MOST]], request.actor, why),
        "more": len(found) > MOST,
        "may_register": request.actor.can("registry.register"),
    }
    return render(request, "desk/registration/find.html", context)


def new(request: HttpRequest) -> HttpResponse:
    """The nine fields; files that may be the same person are shown before anything is saved."""
    office = office_of(request.actor)
    form = QuickForm(request.POST or None, initial=_initial(request), country=office.country if office else "")
    context: dict[str, Any] = {"form": form, "districts": api.districts(request.actor)}
    if request.method != "POST" or not form.is_valid():
        return render(request, "desk/registration/new.html", context)
    record = form.cleaned_data["record"]
    if form.cleaned_data["checked"] != form.mark() and not answered(request, form):
        context |= _alike(request, record)
        if context["alike"] or context["elsewhere"]:
            context["mark"] = form.mark()
            form.fields["name"].widget.attrs.pop("autofocus")  # the warning is read first
            return render(request, "desk/registration/new.html", context)
    done, answer = saved(
        request,
        form,
        lambda: str(api.register_one(record, by=request.actor, open_account=bool(record.phone)).id),
    )
    if not done:
        return render(request, "desk/registration/new.html", context)
    return HttpResponseRedirect(reverse("desk:registration-receipt", args=[answer]))


def receipt(request: HttpRequest, person_id: uuid.UUID) -> HttpResponse:
    """The file number, and what can be done next."""
    file = api.person(person_id, by=request.actor)
    return render(
        request, "desk/registration/receipt.html", {"file": file, "line": lines([file.person], request.actor)[0]}
    )


def slip(request: HttpRequest, person_id: uuid.UUID) -> HttpResponse:
    """The slip to print: in the person's language where the screens speak it, beside the clerk's."""
    fragment = render_document(_slip(request, person_id), "html").decode()
    paper = mark_safe(fragment)  # noqa: S308  # made by our renderer, which escapes
    return render(request, "desk/registration/slip.html", {"paper": paper, "person_id": person_id})


def slip_pdf(request: HttpRequest, person_id: uuid.UUID) -> HttpResponse:
    """The same slip as PDF."""
    document = _slip(request, person_id)
    answer = HttpResponse(render_document(document, "pdf"), content_type="application/pdf")
    answer["Content-Disposition"] = f'inline; filename="{document.number}.pdf"'
    return answer


def _slip(request: HttpRequest, person_id: uuid.UUID) -> Document:
    person = api.person(person_id, by=request.actor).person
    here = get_language() or "en"
    own = (languages.iso639_1(person.language) if languages.exists(person.language) else None) or here
    own = own if own in ("en", "es", "ar") else here
    address = request.build_absolute_uri(reverse("kit:worker-number"))
    return api.slip(person_id, by=request.actor, address=address, language=own, second=here)


def _initial(request: HttpRequest) -> dict[str, Any]:
    """What was searched for is not typed again; the language is the commonest of the last ones."""
    query = searches.words_of(request)
    digits = sum(letter.isdigit() for letter in query)
    start: dict[str, Any] = {}
    if digits >= 6:
        start["phone"] = query
    elif query and not digits:
        foreign = any(letter >= "\u0590" for letter in query)
        start["native_name" if foreign else "name"] = query
    spoken = list(api.office_list(request.actor).exclude(language="").values_list("language", flat=True)[:30])
    return start | ({"language": mode(spoken)} if spoken else {})


def _alike(request: HttpRequest, record: api.PersonRecord) -> dict[str, Any]:
    found = api.possible_duplicates(record, by=request.actor)[:6]
    why = {one.person.id: tuple(REASONS[reason] for reason in one.reasons) for one in found}
    try:
        elsewhere, unasked = api.exists_elsewhere(record, by=request.actor), False
    except TooMany:
        elsewhere, unasked = False, True
    return {
        "alike": lines([one.person for one in found], request.actor, why),
        "elsewhere": elsewhere,
        "unasked": unasked,
    }
