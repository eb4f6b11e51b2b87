"""Reading corridors: the list, a scheme, a version in words, two versions side by side, and what the law says."""

import uuid
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _

from corridor.foundation.accounts.actors import names_of
from corridor.interfaces.kit import charts, formatting
from corridor.interfaces.kit import words as kit_words
from corridor.rules.terms import from_plain
from corridor.stages.agreements import api

from . import comparing, words
from .forms import PublishForm, ReleaseForm
from .quota import quota_used
from .sections import SECTION_OF_PART, SECTIONS
from .shown import shown


def corridors(request: HttpRequest) -> HttpResponse:
    """All schemes with their state and the quota of their latest season."""
    current = api.current_versions()
    making = {version.scheme_id: version for version in api.versions_in_the_making()}
    latest: dict[uuid.UUID, api.Season] = {}
    for season in api.seasons():
        latest.setdefault(season.scheme_id, season)
    used = quota_used(list(latest.values()))
    rows = [
        {
            "scheme": scheme,
            "origin": words.country(scheme.origin),
            "destination": words.country(scheme.destination),
            "current": current.get(scheme.id),
            "making": making.get(scheme.id),
            "season": latest.get(scheme.id),
            **(_quota(latest[scheme.id], used) if scheme.id in latest else {}),
        }
        for scheme in api.schemes()
    ]
    return render(request, "office/corridors/list.html", {"rows": rows})


def scheme(request: HttpRequest, scheme_id: uuid.UUID) -> HttpResponse:
    """One scheme: what it is, its seasons, its versions."""
    found = api.scheme(scheme_id)
    versions = list(api.versions(scheme_id))
    seasons = list(api.seasons(scheme_id))
    used = quota_used(seasons)
    context = {
        "scheme": found,
        "origin": words.country(found.origin),
        "destination": words.country(found.destination),
        "channel": words.CHANNELS[found.channel],
        "legal_basis": words.LEGAL_BASES[found.legal_basis],
        "current": api.current_version(scheme_id),
        "versions": versions,
        "making": next((row for row in versions if row.state in ("draft", "submitted")), None),
        "seasons": [{"season": season, **_quota(season, used)} for season in seasons],
        "rows": _version_rows(versions),
    }
    return render(request, "office/corridors/scheme.html", context)


def _quota(season: api.Season, used: dict[uuid.UUID, int]) -> dict[str, Any]:
    return {
        "used_text": formatting.number(used[season.id]),
        "limit_text": formatting.number(season.limit),
        "held": season.reserve - season.released,
    }


def _version_rows(versions: list[api.SchemeVersion]) -> list[dict[str, Any]]:
    """Versions, newest first, each with the names of its people and the version before it."""
    names = names_of({by for row in versions for by in (row.drafted_by, row.published_by) if by})
    return [
        {
            "version": row,
            "drafter": names.get(row.drafted_by, ("", ""))[0],
            "publisher": names.get(row.published_by, ("", ""))[0] if row.published_by else "",
            "former": former,
        }
        for row, former in zip(versions, [*versions[1:], None], strict=True)
    ]


def version(request: HttpRequest, version_id: uuid.UUID) -> HttpResponse:
    """One version: its rules in words, what stands against it, and what the reader may do with it."""
    return render(request, "office/corridors/version.html", version_context(request, version_id))


def version_context(request: HttpRequest, version_id: uuid.UUID, **more: Any) -> dict[str, Any]:
    """All that the page of a version shows; `more` carries a form that came back with errors."""
    found = api.version(version_id)
    actor = request.actor
    open_ = found.state in ("draft", "submitted")
    problems = api.problems_of(found) if open_ else []
    decides = actor.can("agreements.publish", scope=found.scheme.scope_id)
    wrote = actor.id in {found.drafted_by, found.changed_by, found.submitted_by}
    people = names_of({by for by in (found.drafted_by, found.published_by, found.returned_by) if by})
    return {
        "version": found,
        "scheme": found.scheme,
        "shown": shown(found, timezone.localdate()),
        "stops": [_problem(problem) for problem in problems if problem.stops],
        "notes": [_problem(problem) for problem in problems if not problem.stops],
        "sections": SECTIONS.values(),
        "may_edit": found.state == "draft" and actor.can("agreements.draft", scope=found.scheme.scope_id),
        "may_publish": found.state == "submitted" and decides and not wrote,
        "may_return": found.state == "submitted" and decides,
        "others": [row for row in api.versions(found.scheme_id) if row.id != found.id],
        "publish_form": PublishForm(),
        "drafter": people.get(found.drafted_by, ("", ""))[0],
        "publisher": people.get(found.published_by, ("", ""))[0] if found.published_by else "",
        "returner": people.get(found.returned_by, ("", ""))[0] if found.returned_by else "",
        **more,
    }


def _problem(problem: api.Problem) -> dict[str, Any]:
    section = SECTION_OF_PART.get(problem.section)
    return {"text": words.problem(problem), "section": section.code if section else ""}


def compare(request: HttpRequest, version_id: uuid.UUID, other_id: uuid.UUID) -> HttpResponse:
    """An earlier version and a later one of the same scheme, whichever was named first."""
    pair = sorted([api.version(version_id), api.version(other_id)], key=lambda row: (row.scheme_id, row.number))
    before, after = (api.rules_of(row) for row in pair)
    context = {
        "before": pair[0],
        "after": pair[1],
        "terms": comparing.changed_terms(before, after),
        "parts": comparing.changed_parts(before, after),
    }
    return render(request, "office/corridors/compare.html", context)


def _quota_chart(found: api.Season, used: int) -> charts.Chart:
    rows = [
        charts.Bar(_("Used by job orders"), used, target=found.limit),
        charts.Bar(_("May be used"), found.limit),
        charts.Bar(_("With the reserve"), found.quota + found.reserve),
    ]
    return charts.bars(_("Quota"), rows, unit=_("posts"))


def season(request: HttpRequest, season_id: uuid.UUID, **more: Any) -> HttpResponse:
    """One season: quota, reserve and what is left of both."""
    found = api.season(season_id)
    used = quota_used([found])[found.id]
    decides = request.actor.can("agreements.publish", scope=found.scheme.scope_id)
    context = {
        "season": found,
        "scheme": found.scheme,
        "code": formatting.digits(found.code),
        "used": used,
        "left": max(0, found.limit - used),
        "held": found.reserve - found.released,
        "chart": _quota_chart(found, used),
        "may_release": decides and found.reserve > found.released,
        "form": ReleaseForm(),
        **more,
    }
    return render(request, "office/corridors/season.html", context)


def law(request: HttpRequest) -> HttpResponse:
    """What is known of the law, by country: what binds today, what came before, what comes."""
    today = timezone.localdate()
    rules = list(api.dated_rules())
    countries = sorted({rule.country for rule in rules})
    chosen = request.GET.get("country", "")
    rows = [_law_row(rule, today) for rule in rules if not chosen or rule.country == chosen]
    context = {
        "rows": rows,
        "chosen": chosen,
        "countries": [(code, words.country(code)) for code in countries],
    }
    return render(request, "office/corridors/law.html", context)


def _law_row(rule: api.DatedRule, today: Any) -> dict[str, Any]:
    ended = rule.valid_until is not None and rule.valid_until < today
    when = "past" if ended else "to_come" if rule.valid_from > today else "now"
    return {
        "rule": rule,
        "country": words.country(rule.country),
        "kind": words.RULE_KINDS[rule.kind],
        "about": _about(rule),
        "occupation": words.occupation(rule.occupation),
        "value": _value(rule),
        "when": when,
    }


def _about(rule: api.DatedRule) -> str:
    if rule.kind == "fee_ceiling":
        return str(words.COSTS.get(rule.clause, ""))
    return str(kit_words.clause(rule.clause)) if rule.kind == "clause_floor" else ""


def _value(rule: api.DatedRule) -> str:
    if rule.kind == "minimum_age":
        return words.years(int(rule.value["years"]))
    clause = "recruitment_costs_worker" if rule.kind == "fee_ceiling" else rule.clause
    return words.term(clause, from_plain({clause: rule.value})[clause]) if rule.value else ""


def agreements(request: HttpRequest) -> HttpResponse:
    """What states agreed."""
    rows = [
        {"agreement": row, "origin": words.country(row.origin), "destination": words.country(row.destination)}
        for row in api.agreements()
    ]
    return render(request, "office/corridors/agreements.html", {"rows": rows})
