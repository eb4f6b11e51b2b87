"""Whom a recruiter acts for: an employer gives a mandate for a term, and either side ends it."""

import uuid
from collections.abc import Iterable
from datetime import date

from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from corridor.foundation.audit import timeline
from corridor.foundation.database.context import Actor
from corridor.foundation.database.errors import NotFound, Refused

from ..decisions import no_such_employer, no_such_order
from ..models import Employer, JobOrder, Licence, Mandate

MAY_GIVE = ("verified", "conditional")


def grant_mandate(
    employer_id: uuid.UUID, *, country: str, number: str, valid_from: date, valid_until: date, by: Actor
) -> Mandate:
    """Let the recruiter with this licence (country and number) act for an employer: by the employer or an inspector."""
    employer = Employer.objects.select_for_update().filter(id=employer_id).first()
    if employer is None or not (_is_side(employer, by, "demand.mandate") or by.can("demand.supervise")):
        raise no_such_employer()
    if employer.state not in MAY_GIVE:
        raise Refused("not_verified", _("An employer gives a mandate only while an office holds it verified."))
    licence = Licence.objects.filter(country=country, number__iexact=number.strip()).first()
    if licence is None:
        raise Refused("no_licence", _("No licence has this number in this country. Look at it again."), field="number")
    require_valid(licence, field="number")
    _check_term(employer, licence, valid_from, valid_until)
    row = Mandate.objects.create(
        employer=employer, licence=licence, valid_from=valid_from, valid_until=valid_until, given_by=by.id
    )
    timeline.record("demand.mandate_given", by=by, subject=row, licence=licence.number)
    return row


def _check_term(employer: Employer, licence: Licence, first: date, last: date) -> None:
    """A term that lies ahead and inside no other mandate of the two that still runs."""
    if last < max(first, timezone.localdate()):
        raise Refused(
            "term_over", _("The last day lies before the first, or is over. Look at both."), field="valid_until"
        )
    running = Mandate.objects.filter(employer=employer, licence=licence, ended_at__isnull=True)
    if running.filter(valid_from__lte=last, valid_until__gte=first).exists():
        raise Refused(
            "mandate_known", _("This recruiter has a mandate for these days already. End it first."), field="number"
        )


def end_mandate(mandate_id: uuid.UUID, *, by: Actor) -> Mandate:
    """End a mandate at once: by the employer, by the recruiter, or by an inspector."""
    row = (
        Mandate.objects.select_for_update(of=("self",))
        .select_related("employer", "licence")
        .filter(id=mandate_id)
        .first()
    )
    if row is None or not (
        _is_side(row.employer, by, "demand.mandate")
        or _is_side(row.licence, by, "demand.order")
        or by.can("demand.supervise")
    ):
        raise NotFound("no_such_mandate", _("There is no such mandate, or you may not see it."))
    if row.ended_at is not None:
        raise Refused("mandate_ended", _("This mandate has ended already."))
    row.ended_by, row.ended_at = by.id, timezone.now()
    row.save(update_fields=["ended_by", "ended_at"])
    timeline.record("demand.mandate_ended", by=by, subject=row, licence=row.licence.number)
    return row


def require_mandates(pairs: Iterable[tuple[Employer, Licence | None]], *, by: Actor) -> None:
    """Raise unless the actor acts for each employer: its own, or as the recruiter that holds its mandate today.

    Authorities that bring orders in files act for nobody and pass.
    """
    wanted = {
        (employer.id, licence.id if licence else None)
        for employer, licence in pairs
        if employer.organisation_id not in by.organisations
    }
    if not wanted or by.can("demand.import"):
        return
    rows = live_on(timezone.localdate()).filter(employer_id__in={employer for employer, _licence in wanted})
    held = set(rows.values_list("employer_id", "licence_id"))
    if not wanted <= held:
        raise Refused(
            "no_mandate",
            _("You act for this employer only with its mandate. Ask it to give you one under “Who may act for us”."),
        )


def require_acting(order: JobOrder, *, by: Actor) -> None:
    """Raise unless the actor answers for an order: its employer, or the recruiter that placed it under a mandate."""
    if by.wide or order.employer.organisation_id in by.organisations:
        return
    if order.licence is None or order.licence.organisation_id not in by.organisations:
        raise no_such_order()
    require_valid(order.licence)
    require_mandates([(order.employer, order.licence)], by=by)


def live_on(day: date) -> QuerySet[Mandate]:
    """The mandates that hold on a day, whatever has become of the licences."""
    return Mandate.objects.filter(ended_at__isnull=True, valid_from__lte=day, valid_until__gte=day)


def require_valid(licence: Licence, *, field: str = "licence") -> None:
    """Raise unless a recruiter may recruit today."""
    if not (licence.state == "valid" and licence.valid_from <= timezone.localdate() <= licence.valid_until):
        raise Refused("licence_not_valid", _("The licence of the recruiter is not valid."), field=field)


def _is_side(party: Employer | Licence, by: Actor, permission: str) -> bool:
    return by.can(permission) and party.organisation_id in by.organisations
