"""Setting up a corridor: agreements, schemes, versions from draft to publication, seasons, rules of law."""

import uuid
from typing import Any

from django.contrib import messages
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from corridor.foundation.database.errors import Refused
from corridor.interfaces.kit import words as kit_words
from corridor.stages.agreements import api

from . import views, words
from .editor import Editor, mark
from .forms import (
    AgreementForm,
    DraftForm,
    KeyForm,
    PublishForm,
    ReleaseForm,
    ReturnForm,
    RuleForm,
    RuleKindForm,
    SchemeForm,
    SeasonForm,
)
from .posting import sent
from .sections import SECTIONS


def new_agreement(request: HttpRequest) -> HttpResponse:
    """Record an agreement."""
    form = AgreementForm(request.POST or None)
    if request.method == "POST" and sent(
        request, form, lambda answers: str(api.create_agreement(**answers, by=request.actor).id)
    ):
        messages.success(request, _("The agreement is recorded."))
        return redirect("office:corridors-agreements")
    return render(request, "office/corridors/agreement_new.html", {"form": form})


def new_scheme(request: HttpRequest) -> HttpResponse:
    """Open a scheme in a corridor."""
    form = SchemeForm(request.POST or None)
    if request.method == "POST":
        made = sent(request, form, lambda answers: _create_scheme(request, answers))
        if made:
            messages.success(request, _("The scheme is there. Write its rules next."))
            return redirect("office:corridors-draft", scheme_id=made)
    return render(request, "office/corridors/scheme_new.html", {"form": form})


def _create_scheme(request: HttpRequest, answers: dict[str, Any]) -> str:
    agreement = answers.pop("agreement")
    made = api.create_scheme(
        **answers,
        agreement_id=uuid.UUID(agreement) if agreement else None,
        authority_organisation_id=next(iter(request.actor.organisations), None),
        by=request.actor,
    )
    return str(made.id)


def draft(request: HttpRequest, scheme_id: uuid.UUID) -> HttpResponse:
    """Begin the next version: from an empty page, from the example, or from any version there is."""
    scheme = api.scheme(scheme_id)
    form = DraftForm(request.POST or None, sources=_sources(scheme))
    if request.method == "POST":
        made = sent(
            request,
            form,
            lambda answers: str(api.draft_version(scheme_id, _begin(answers["source"], scheme), by=request.actor).id),
        )
        if made:
            return redirect("office:corridors-version", version_id=made)
    return render(request, "office/corridors/draft.html", {"form": form, "scheme": scheme})


def _sources(scheme: api.Scheme) -> list[tuple[str, str]]:
    """What a version can begin from, the likeliest first."""
    own = [
        (str(row.id), _("Version %(number)s of this scheme") % {"number": row.number})
        for row in api.versions(scheme.id)
    ]
    others = [
        (str(row.id), _("The rules of %(scheme)s") % {"scheme": row.scheme.code})
        for row in api.current_versions().values()
        if row.scheme_id != scheme.id
    ]
    fixed = [
        ("example", _("The example: seasonal farm work; you choose how people are selected")),
        ("empty", _("An empty page")),
    ]
    return [*own, *fixed, *others] if own else [*fixed, *others]


def _begin(source: str, scheme: api.Scheme) -> api.SchemeRules:
    """The rules to begin from; channel and legal basis are those of the scheme where the page is empty.

    The example has no method of selection: who sets the scheme up chooses one.
    """
    if source == "example":
        return api.example_rules().model_copy(update={"method": ""})
    if source == "empty":
        return api.read_rules({"channel": scheme.channel, "legal_basis": scheme.legal_basis})
    return api.rules_of(api.version(uuid.UUID(source)))


def section(request: HttpRequest, version_id: uuid.UUID, code: str) -> HttpResponse:
    """One section of a draft as a form. Buttons that rearrange rows save nothing."""
    version = api.version(version_id)
    if version.state != "draft":
        messages.warning(request, _("These rules were submitted and cannot be changed. Have them returned first."))
        return redirect("office:corridors-version", version_id=version.id)
    part = SECTIONS.get(code)
    if part is None:
        return redirect("office:corridors-version", version_id=version.id)
    rules = api.rules_of(version)
    editor = Editor(part, rules, request.POST if request.method == "POST" else None)
    saved = request.method == "POST" and not editor.rearranged and editor.is_valid() and _save(request, version, editor)
    if saved:
        messages.success(request, _("Saved: %(section)s.") % {"section": part.title})
        following = _next(code)
        if "next" in request.POST and following:
            return redirect("office:corridors-section", version_id=version.id, code=following)
        return redirect("office:corridors-version", version_id=version.id)
    codes = list(SECTIONS)
    context = {
        "editor": editor,
        "section": part,
        "version": version,
        "scheme": version.scheme,
        "number": codes.index(code) + 1,
        "total": len(codes),
        "following": _next(code),
    }
    return render(request, "office/corridors/section.html", context)


def _save(request: HttpRequest, version: api.SchemeVersion, editor: Editor) -> bool:
    """Save the section into the draft; False with the problems in the editor."""
    try:
        with transaction.atomic():
            # Read under the verb's own lock: saving the same answers twice changes nothing, so no key is needed.
            rules = api.rules_of(api.version(version.id))
            if mark(editor.section, rules) != editor.mark and _changes(editor, rules):
                raise Refused(
                    "changed_meanwhile",
                    _("Somebody else has changed this part in the meantime. Open it again and look at their changes."),
                )
            api.change_draft(version.id, api.read_rules(editor.document(rules)), by=request.actor)
    except api.RulesRefused as refused:
        editor.refuse(refused.problems)
    except Refused as refused:
        editor.problems = [str(refused)]
    else:
        return True
    return False


def _changes(editor: Editor, rules: api.SchemeRules) -> bool:
    """False when the draft already says what was sent: a second press, or two who wrote the same."""
    return bool(editor.document(rules) != rules.model_dump(mode="json"))


def _next(code: str) -> str:
    codes = list(SECTIONS)
    place = codes.index(code) + 1
    return codes[place] if place < len(codes) else ""


def submit(request: HttpRequest, version_id: uuid.UUID) -> HttpResponse:
    """Hand a draft to those who publish; what is missing stands on its page."""
    form = KeyForm(request.POST)
    if sent(request, form, lambda answers: str(api.submit_version(version_id, by=request.actor).id)):
        messages.success(request, _("Sent. Somebody who did not write these rules can publish them now."))
    else:
        messages.error(request, _first_error(form))
    return redirect("office:corridors-version", version_id=version_id)


def _first_error(form: KeyForm) -> str:
    return str(next(text for errors in form.errors.values() for text in errors))


def publish(request: HttpRequest, version_id: uuid.UUID) -> HttpResponse:
    """Put a submitted version in force from a day."""
    form = PublishForm(request.POST)
    done = sent(
        request,
        form,
        lambda answers: str(api.publish_version(version_id, by=request.actor, **answers).id),
    )
    if done:
        messages.success(request, _("Published. Rounds, contracts and paths made from that day follow these rules."))
        return redirect("office:corridors-version", version_id=version_id)
    context = views.version_context(request, version_id, publish_form=form)
    return render(request, "office/corridors/version.html", context)


def give_back(request: HttpRequest, version_id: uuid.UUID) -> HttpResponse:
    """Return a submitted version to its drafters with the reason and how it can be mended."""
    version = api.version(version_id)
    form = ReturnForm(request.POST or None)
    if request.method == "POST" and sent(
        request, form, lambda answers: str(api.return_version(version_id, by=request.actor, **answers).id)
    ):
        messages.success(request, _("Returned to those who wrote it, with your reason."))
        return redirect("office:corridors-version", version_id=version_id)
    context = {"form": form, "version": version, "scheme": version.scheme}
    return render(request, "office/corridors/return.html", context)


def new_season(request: HttpRequest, scheme_id: uuid.UUID) -> HttpResponse:
    """Open a season under the rules in force."""
    scheme = api.scheme(scheme_id)
    form = SeasonForm(request.POST or None)
    if request.method == "POST":
        made = sent(request, form, lambda answers: str(api.open_season(scheme_id, by=request.actor, **answers).id))
        if made:
            messages.success(request, _("The season is open."))
            return redirect("office:corridors-season", season_id=made)
    context = {"form": form, "scheme": scheme, "current": api.current_version(scheme_id)}
    return render(request, "office/corridors/season_new.html", context)


def release(request: HttpRequest, season_id: uuid.UUID) -> HttpResponse:
    """Open posts of the reserve."""
    form = ReleaseForm(request.POST)
    if sent(request, form, lambda answers: str(api.release_reserve(season_id, by=request.actor, **answers).id)):
        messages.success(request, _("Released."))
        return redirect("office:corridors-season", season_id=season_id)
    return views.season(request, season_id, form=form)


def new_rule(request: HttpRequest) -> HttpResponse:
    """Record a rule of law: first what it is about, then its value, its days and its source."""
    first = RuleKindForm(request.GET if "kind" in request.GET else None)
    if not first.is_bound or not first.is_valid():
        return render(request, "office/corridors/rule_kind.html", {"form": first})
    kind, clause = first.about()
    form = RuleForm(request.POST or None, kind=kind, clause=clause)
    if request.method == "POST" and sent(request, form, lambda answers: _record_rule(request, kind, clause, answers)):
        messages.success(request, _("Recorded. What was known before of those days stays readable."))
        return redirect("office:corridors-law")
    about = words.COSTS.get(clause) if kind == "fee_ceiling" else kit_words.CLAUSES.get(clause)
    context = {"form": form, "kind": words.RULE_KINDS[kind], "about": about, "query": request.GET.urlencode()}
    return render(request, "office/corridors/rule_new.html", context)


def _record_rule(request: HttpRequest, kind: str, clause: str, answers: dict[str, Any]) -> str:
    made = api.record_rule(
        kind=kind,
        clause=clause,
        country=answers["country"],
        occupation=answers["occupation"],
        value=answers["value"],
        valid_from=answers["valid_from"],
        valid_until=answers["valid_until"],
        source=answers["source"],
        by=request.actor,
    )
    return str(made.id)
