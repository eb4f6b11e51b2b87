"""Reads. Each starts from `visible_to(actor)`; what an employer reads is the candidate sheet of its own lists."""

import uuid
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Q, QuerySet

from corridor.foundation.database.context import Actor
from corridor.foundation.database.errors import NotFound
from corridor.foundation.scopes import access
from corridor.rules.matching import (
    Ceiling,
    CeilingKind,
    Component,
    Explanation,
    Failure,
    Key,
    Mend,
    NextStep,
    Reason,
    Rule,
)
from corridor.stages.agreements import api as agreements
from corridor.stages.demand import api as demand

from .models import Appeal, Application, Interview, Offer, RecallRight, RosterRequest, Round, RoundResult, Shortlisted
from .models.application import NEGATIVE
from .services.common import EMPLOYER, MISSING, OWN_STEP, Decision, decision, today

OVER = ("published", "cancelled")
STAFF = ("selection.read", "selection.read_person")


def applications(
    actor: Actor, *, scheme_id: uuid.UUID | None = None, state: str | Sequence[str] | None = None
) -> QuerySet[Application]:
    """Applications in reach, newest first: of an officer's schemes, a counsellor's people, a worker's own."""
    rows = Application.objects.visible_to(actor).select_related("person", "scheme", "season", "version", "last_round")
    if not _staff(actor):
        rows = rows.filter(person_id=actor.person_id) if actor.person_id else rows.none()
    rows = _own_schemes(rows, actor, "scheme")
    if scheme_id is not None:
        rows = rows.filter(scheme_id=scheme_id)
    if state is not None:
        rows = rows.filter(state__in=[state] if isinstance(state, str) else state)
    return rows.order_by("-applied_at", "-id")


def application(application_id: uuid.UUID, actor: Actor) -> Application:
    """One application; NotFound."""
    return _one(applications(actor), application_id)


def applications_of(person_id: uuid.UUID, actor: Actor) -> list[Application]:
    """All applications of a person, newest first."""
    return list(applications(actor).filter(person_id=person_id))


def application_of(person_id: uuid.UUID, actor: Actor) -> Application | None:
    """The newest application of a person, None for none."""
    return applications(actor).filter(person_id=person_id).first()


def may_appeal(row: Application) -> bool:
    """True while the last decision against this application can be appealed."""
    return row.state in NEGATIVE and row.appeal_until is not None and row.appeal_until >= today()


def why(application_id: uuid.UUID, *, actor: Actor) -> list[RoundResult]:
    """The answers of the last published round to this application, by the worker's own wishes."""
    rows = (
        RoundResult.objects.visible_to(actor)
        .select_related("round__version__scheme", "order__employer")
        .filter(application_id=application_id, round__state="published")
    )
    rows = _own_schemes(rows, actor, "application__scheme")
    last = rows.order_by("-round__published_at").values_list("round_id", flat=True).first()
    return list(rows.filter(round_id=last).order_by("wish")) if last else []


def explanation(row: RoundResult) -> Explanation:
    """A kept answer as the value that the words are made of (kit.words.reason, failure, component)."""
    return Explanation(
        worker=str(row.application_id),
        order=str(row.order_id),
        reason=Reason(row.reason),
        next_step=NextStep(row.next_step),
        rank=row.rank,
        applicants=row.applicants,
        key=_key(row.points, row.lot, row.tier),
        cutoff=_key(row.cutoff_points, row.cutoff_lot, 0),
        components=tuple(Component(*part) for part in row.components),
        failures=tuple(Failure(Rule(f[0]), f[1], f[2], Mend(f[3]), f[4]) for f in row.failures),
        refusal=row.refusal,
        ceiling=_ceiling(row.ceiling),
    )


def _ceiling(plain: dict[str, Any] | None) -> Ceiling | None:
    """The ceiling that a kept answer names; over which orders it is stands in the round."""
    if plain is None:
        return None
    return Ceiling(CeilingKind(plain["kind"]), plain["name"], frozenset(), plain["posts"])


def decided_by(version: Any, decider: str, language: str, *, employer: str = "") -> Decision:
    """Who decided, in words, and what can be done: `remedy` is "" where that decider's law gives none."""
    if decider == EMPLOYER:
        return Decision(employer, "", 0)
    return decision(version, decider, language)


def rounds(actor: Actor, *, season_id: uuid.UUID | None = None) -> QuerySet[Round]:
    """Rounds of the schemes for which the actor works, newest first."""
    rows = Round.objects.select_related("scheme", "season", "version__scheme").order_by("-opened_at", "-id")
    if not actor.can("selection.read"):
        return rows.none()
    if not actor.wide:
        rows = rows.filter(scheme__scope_id__in=list(actor.scopes))
    return rows if season_id is None else rows.filter(season_id=season_id)


def round_(round_id: uuid.UUID, actor: Actor) -> Round:
    """One round; NotFound."""
    return _one(rounds(actor), round_id)


def orders_in_rounds(season_id: uuid.UUID) -> dict[uuid.UUID, Round]:
    """Job orders of a season that stand in a running round, each with that round: a post is given away once."""
    running = Round.objects.filter(season_id=season_id).exclude(state__in=OVER).order_by("opened_at", "id")
    return {uuid.UUID(order): row for row in running for order in row.order_ids}


def results(round_id: uuid.UUID, actor: Actor) -> QuerySet[RoundResult]:
    """All answers of a decided or published round, for those who work for its scheme: by order, then rank."""
    found = round_(round_id, actor)
    rows = RoundResult.objects.visible_to(actor).select_related("order__employer", "person", "application")
    if found.state not in ("decided", "published"):
        return rows.none()
    return rows.filter(round=found).order_by("order__number", "rank", "id")


def answers(round_id: uuid.UUID, actor: Actor) -> dict[str, int]:
    """How many shortlists of a round there are, and how many are answered."""
    rows = Shortlisted.objects.visible_to(actor).filter(round_id=round_id)
    told = rows.aggregate(
        lists=Count("order", distinct=True), answered=Count("order", distinct=True, filter=Q(answered_at__isnull=False))
    )
    return {"lists": told["lists"], "answered": told["answered"]}


def offers(actor: Actor, *, state: str | Sequence[str] | None = None) -> QuerySet[Offer]:
    """Offers in reach, newest first: a worker's own, an employer's own, those of an officer's schemes."""
    rows = Offer.objects.visible_to(actor).select_related(
        "order__employer", "employer", "application__scheme", "application__version__scheme", "person", "recall_right"
    )
    if not _staff(actor):
        own = Q(employer__organisation_id__in=list(actor.organisations))
        rows = rows.filter(own | Q(person_id=actor.person_id) if actor.person_id else own)
    rows = _own_schemes(rows, actor, "application__scheme")
    if state is not None:
        rows = rows.filter(state__in=[state] if isinstance(state, str) else state)
    return rows.order_by("-made_at", "-id")


def offer(offer_id: uuid.UUID, actor: Actor) -> Offer:
    """One offer; NotFound."""
    return _one(offers(actor), offer_id)


def interviews(
    actor: Actor,
    *,
    round_id: uuid.UUID | None = None,
    order_id: uuid.UUID | None = None,
    state: str | Sequence[str] | None = None,
) -> QuerySet[Interview]:
    """Interviews in reach, by their time: a worker's own, an employer's own, those of an officer's schemes."""
    rows = Interview.objects.visible_to(actor).select_related(
        "order__employer", "order__scheme", "person", "application__scheme", "round"
    )
    if not _staff(actor):
        own = Q(order_id__in=demand.acting_orders(actor).values("id"))
        rows = rows.filter(own | Q(person_id=actor.person_id) if actor.person_id else own)
    rows = _own_schemes(rows, actor, "application__scheme")
    for name, wanted in (("round_id", round_id), ("order_id", order_id)):
        rows = rows if wanted is None else rows.filter(**{name: wanted})
    if state is not None:
        rows = rows.filter(state__in=[state] if isinstance(state, str) else state)
    return rows.order_by("day", "clock", "id")


def interview(interview_id: uuid.UUID, actor: Actor) -> Interview:
    """One interview; NotFound."""
    return _one(interviews(actor), interview_id)


def recall_rights(actor: Actor, *, employer_id: uuid.UUID | None = None, live: bool = False) -> QuerySet[RecallRight]:
    """Recall rights in reach with person and employer; `live` leaves out used, refused and past ones."""
    rows = RecallRight.objects.visible_to(actor).select_related("person", "employer")
    if not _staff(actor):
        own = Q(employer__organisation_id__in=list(actor.organisations))
        rows = rows.filter(own | Q(person_id=actor.person_id) if actor.person_id else own)
    if employer_id is not None:
        rows = rows.filter(employer_id=employer_id)
    if live:
        rows = rows.filter(until__gte=today(), used_at__isnull=True, refused_at__isnull=True)
    return rows.order_by("person__name", "id")


def appeals(actor: Actor, *, state: str | Sequence[str] | None = None) -> QuerySet[Appeal]:
    """Appeals in reach, the most urgent first; of workers, counsellors and those who hear them, never of employers."""
    rows = Appeal.objects.visible_to(actor).select_related("application__scheme", "application__version", "person")
    if not (_staff(actor) or actor.can("selection.review")):
        rows = rows.filter(person_id=actor.person_id) if actor.person_id else rows.none()
    rows = _own_schemes(rows, actor, "application__scheme")
    if state is not None:
        rows = rows.filter(state__in=[state] if isinstance(state, str) else state)
    return rows.order_by("answer_by", "id")


def appeal_of(appeal_id: uuid.UUID, actor: Actor) -> Appeal:
    """One appeal; NotFound."""
    return _one(appeals(actor), appeal_id)


def requests(actor: Actor, *, state: str | Sequence[str] | None = None) -> QuerySet[RosterRequest]:
    """Requests about places on the roster in reach, the most urgent first; of workers, counsellors and officers."""
    rows = RosterRequest.objects.visible_to(actor).select_related(
        "application__scheme", "application__version__scheme", "application__season", "person"
    )
    if not _staff(actor):
        rows = rows.filter(person_id=actor.person_id) if actor.person_id else rows.none()
    rows = _own_schemes(rows, actor, "application__scheme")
    if state is not None:
        rows = rows.filter(state__in=[state] if isinstance(state, str) else state)
    return rows.order_by("answer_by", "id")


def request_of(request_id: uuid.UUID, actor: Actor) -> RosterRequest:
    """One request; NotFound."""
    return _one(requests(actor), request_id)


def state_counts(actor: Actor, *, scheme_id: uuid.UUID | None = None) -> Counter[str]:
    """How many applications in reach stand in each state."""
    rows = applications(actor, scheme_id=scheme_id).order_by().values("state").annotate(count=Count("id"))
    return Counter({row["state"]: row["count"] for row in rows})


@dataclass(frozen=True)
class Summary:
    """Applications of a scheme by state, and what waits for somebody."""

    states: Counter[str]
    offers_open: int
    appeals_open: int


def workers_summary(actor: Actor, *, scheme_id: uuid.UUID | None = None) -> Summary:
    """Counts for the first pages of the doors."""
    open_offers, open_appeals = offers(actor, state="made"), appeals(actor, state=["lodged", "under_review"])
    if scheme_id is not None:
        open_offers = open_offers.filter(application__scheme_id=scheme_id)
        open_appeals = open_appeals.filter(application__scheme_id=scheme_id)
    return Summary(state_counts(actor, scheme_id=scheme_id), open_offers.count(), open_appeals.count())


def schemes_to_apply(actor: Actor) -> list[Any]:
    """Schemes that take applications now, with their version in force."""
    current = agreements.current_versions()
    return [scheme for scheme in agreements.schemes() if scheme.id in current]


def remedy_is_own_step(remedy: str) -> bool:
    """True where the decider's law gives no remedy, and only our own step can be reviewed (principle 9)."""
    return remedy in ("", OWN_STEP)


def _key(points: int | None, lot: int | None, tier: int) -> Key | None:
    return None if points is None else Key(tier, points, -(lot or 0))


def _staff(actor: Actor) -> bool:
    return any(actor.can(permission) for permission in STAFF)


def _own_schemes(rows: QuerySet[Any], actor: Actor, scheme: str) -> QuerySet[Any]:
    """For the office of a scheme its own rows only: it reaches a person who applied elsewhere as well, not that other
    application. Who follows people through all schemes (selection.read_person) reads all of them, of the people whom
    that role reaches.
    """
    if actor.wide or not actor.can("selection.read"):
        return rows
    own = Q(**{f"{scheme}__scope_id__in": list(actor.scopes_for("selection.read") & actor.scopes)})
    if actor.can("selection.read_person"):
        own |= Q(person_id__in=access.persons_in(actor.scopes_for("selection.read_person") & actor.scopes))
    return rows.filter(own)


def _one(rows: QuerySet[Any], key: uuid.UUID) -> Any:
    found = rows.filter(pk=key).first()
    if found is None:
        raise NotFound("not_found", MISSING)
    return found
