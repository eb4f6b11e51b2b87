"""Applying for a scheme, ranking its work, and taking an application back."""

import uuid
from collections.abc import Mapping, Sequence
from typing import Any

from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from corridor.foundation.audit import timeline
from corridor.foundation.audit.steps import step
from corridor.foundation.database.context import Actor
from corridor.foundation.database.errors import NotFound, Refused
from corridor.foundation.scopes import access
from corridor.rules.transitions import APPLICATION
from corridor.stages.agreements import api as agreements
from corridor.stages.demand import api as demand
from corridor.stages.registry import api as registry

from ..models import Application, RosterRequest
from ..models.application import LIVE
from .common import MISSING, all_found, today
from .interviewing import end_interviews

MOST_WISHES = 20


def apply_for(
    person_ids: Sequence[uuid.UUID],
    scheme_id: uuid.UUID,
    *,
    rankings: Mapping[uuid.UUID, Sequence[uuid.UUID]] | None = None,
    by: Actor,
) -> list[Application]:
    """Apply for persons: a worker for themself, a counsellor or registrar for people of the own office.

    Who has a live application for the scheme keeps it as it is, so that sending twice is harmless. The scheme's
    officers reach the files from now on. `rankings` gives job orders, best first; none means any work of the scheme.
    """
    by = _may_apply(set(person_ids), by)
    scheme = agreements.scheme(scheme_id)
    version = agreements.current_version(scheme_id)
    if version is None:
        raise Refused("scheme_closed", _("This scheme does not take applications now. Ask your centre when it opens."))
    persons = list(registry.people(by).filter(id__in=person_ids))
    all_found(persons, person_ids)
    season = next((s for s in sorted(agreements.seasons(scheme_id), key=_start) if s.ends_on >= today()), None)
    _refuse_contracted(person_ids, scheme_id, season)
    wishes = {person: [str(order) for order in ranking] for person, ranking in (rankings or {}).items()}
    _check_wishes(scheme_id, wishes.values())
    access.give(person_ids, scope_id=scheme.scope_id, level=access.FILE, why="selection.applied")
    made = [
        Application(
            person=person,
            scheme=scheme,
            season=season,
            version=version,
            ranking=wishes.get(person.id, []),
            applied_by=by.id,
        )
        for person in persons
    ]
    Application.objects.bulk_create(made, ignore_conflicts=True)
    found = list(Application.objects.filter(person_id__in=person_ids, scheme_id=scheme_id, state__in=LIVE))
    fresh = {row.id for row in made}
    new = [row for row in found if row.id in fresh]
    timeline.record_many(
        "selection.applied", by=by, entries=[(row, row.person_id, {"scheme": scheme.code}) for row in new]
    )
    return found


def set_ranking(application_id: uuid.UUID, order_ids: Sequence[uuid.UUID], *, by: Actor) -> Application:
    """Say which work is wanted most. Counts for the rounds whose inputs are still open."""
    application = _own_application(application_id, by)
    ranking = [str(order) for order in order_ids]
    _check_wishes(application.scheme_id, [ranking])
    application.ranking = ranking
    application.save(update_fields=["ranking"])
    timeline.record(
        "selection.ranked", by=by, subject=application, person_id=application.person_id, wishes=len(ranking)
    )
    return application


def withdraw(application_id: uuid.UUID, *, by: Actor) -> Application:
    """Take the application back; an open offer must be answered first. It costs nothing and can be made again.

    What was asked about the place on the roster goes with it.
    """
    application = _own_application(application_id, by)
    if application.state == "offered":
        raise Refused("offer_open", _("You have an offer. Answer it first: saying no costs nothing."))
    application.state = step(APPLICATION, application.state, "withdraw").target
    application.decided_at, application.decided_by = timezone.now(), by.id
    application.save(update_fields=["state", "decided_at", "decided_by"])
    end_interviews(Q(application=application), by=by, told=False)
    RosterRequest.objects.filter(application=application, state="asked").update(state="withdrawn")
    timeline.record("selection.withdrawn", by=by, subject=application, person_id=application.person_id)
    return application


def _own_application(application_id: uuid.UUID, by: Actor) -> Application:
    """The application, locked: of the worker themself, or of somebody for whom a counsellor may apply."""
    by = by.within("selection.apply_for" if by.person_id is None else "own.apply")
    row = Application.objects.visible_to(by).select_for_update().filter(id=application_id).first()
    if row is None:
        raise NotFound("not_found", MISSING)
    return row


def _may_apply(persons: set[uuid.UUID], by: Actor) -> Actor:
    return by.within("own.apply" if persons == {by.person_id} else "selection.apply_for")


def _start(season: Any) -> Any:
    return season.starts_on


def _refuse_contracted(person_ids: Sequence[uuid.UUID], scheme_id: uuid.UUID, season: Any) -> None:
    taken = Application.objects.filter(
        person_id__in=person_ids, scheme_id=scheme_id, season=season, state="contracted", season__isnull=False
    )
    if taken.exists():
        raise Refused("has_contract", _("This person already has work in this season of the scheme."))


def _check_wishes(scheme_id: uuid.UUID, rankings: Any) -> None:
    """Every wish is an open job order of the scheme, each named once."""
    wanted = {order for ranking in rankings for order in ranking}
    if any(len(set(ranking)) != len(ranking) or len(ranking) > MOST_WISHES for ranking in rankings):
        raise Refused("ranking_twice", _("Name each job once, and at most twenty jobs."), field="ranking")
    known = {str(order) for order in demand.public_orders(scheme_id=scheme_id).values_list("id", flat=True)}
    if not wanted <= known:
        raise Refused(
            "order_not_open", _("One of these jobs is no longer open. Look at the list again."), field="ranking"
        )
