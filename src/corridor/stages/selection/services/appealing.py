"""Appeals against a decision of the programme, heard by somebody other than who decided."""

import uuid
from datetime import timedelta

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from corridor.foundation.audit import timeline
from corridor.foundation.audit.steps import step
from corridor.foundation.database.context import Actor
from corridor.foundation.database.crypto import encrypt_for
from corridor.foundation.database.errors import NotFound, Refused
from corridor.rules.transitions import APPEAL, APPLICATION
from corridor.stages.agreements import api as agreements

from ..models import Appeal, Application
from ..models.application import NEGATIVE
from .common import ADMISSION, MISSING, SELECTION, add_months, decision, tell, today

DAYS_TO_ANSWER = 30
MOST_WORDS = 4_000
_ACTIONS = ("take_up", "uphold", "dismiss", "pass_on")
_NEXT = {"ineligible": "grant_appeal", "not_selected": "place_on_appeal"}


def appeal(application_id: uuid.UUID, words: str, *, by: Actor) -> Appeal:
    """Lodge an appeal in the worker's own words, within the days that the decision named."""
    by = by.within("selection.apply_for" if by.person_id is None else "own.apply")
    row = Application.objects.visible_to(by).select_for_update(of=("self",)).filter(id=application_id).first()
    if row is None:
        raise NotFound("not_found", MISSING)
    if row.state not in NEGATIVE:
        raise Refused("nothing_to_appeal", _("There is no decision against you that an appeal could change."))
    if row.appeal_until is None or row.appeal_until < today():
        raise Refused("too_late", _("The time to appeal is over. Ask your centre what else can be done."))
    if not words.strip() or len(words) > MOST_WORDS:
        raise Refused("words_missing", _("Say in your own words what is wrong with the decision."), field="words")
    if Appeal.objects.filter(application=row, state__in=["lodged", "under_review"]).exists():
        raise Refused("appeal_open", _("Your appeal is here already. You will get an answer."))
    made = Appeal(
        application=row,
        person_id=row.person_id,
        round_id=row.last_round_id if row.state == "not_selected" else None,
        about=ADMISSION if row.state == "ineligible" else SELECTION,
        lodged_by=by.id,
        answer_by=today() + timedelta(days=DAYS_TO_ANSWER),
    )
    made.sealed_words = encrypt_for(row.person_id, words.strip(), made.place)
    made.save(force_insert=True)
    timeline.record("selection.appealed", by=by, subject=made, person_id=row.person_id, about=made.about)
    return made


def answer_appeal(appeal_id: uuid.UUID, action: str, *, reason: str = "", remedy: str = "", by: Actor) -> Appeal:
    """Take up, uphold, dismiss or pass on an appeal. Upheld, the person is on the roster or the reserve list again.

    Whoever took or published the decision cannot hear it. A refusal needs its reason and the remedy left.
    """
    by = by.within("selection.review")
    if action not in _ACTIONS:
        raise Refused("unknown_action", _("There is no such step."))
    row = (
        Appeal.objects.visible_to(by)
        .select_for_update(of=("self",))
        .select_related("application__scheme", "application__version__scheme", "round")
        .filter(id=appeal_id)
        .first()
    )
    if row is None:
        raise NotFound("not_found", MISSING)
    agreements.in_charge(row.application.scheme, by)
    row.state = step(APPEAL, row.state, action, _facts(row, reason, remedy, by)).target
    if action == "take_up":
        row.heard_by = by.id
    else:
        row.decided_at, row.decided_by, row.reason, row.remedy = timezone.now(), by.id, reason, remedy
        row.decider = decision(row.application.version, row.about).body
    row.save()
    if action == "uphold":
        _place_again(row.application)
    timeline.record(f"selection.appeal_{row.state}", by=by, subject=row, person_id=row.person_id)
    if action != "take_up":
        tell("selection.appeal_answered", [(row.person_id, {})], by=by)
    return row


def withdraw_appeal(appeal_id: uuid.UUID, *, by: Actor) -> Appeal:
    """The worker takes the appeal back."""
    by = by.within("own.apply")
    row = Appeal.objects.visible_to(by).select_for_update(of=("self",)).filter(id=appeal_id).first()
    if row is None or row.person_id != by.person_id:
        raise NotFound("not_found", MISSING)
    row.state = step(APPEAL, row.state, "withdraw").target
    row.save(update_fields=["state"])
    timeline.record("selection.appeal_withdrawn", by=by, subject=row, person_id=row.person_id)
    return row


def _facts(row: Appeal, reason: str, remedy: str, by: Actor) -> set[str]:
    decided = {row.application.decided_by, row.application.assessed_by}
    if row.round is not None:
        decided |= {row.round.decided_by, row.round.published_by}
    facts = {"decider_named"}
    if by.id not in decided:
        facts.add("other_decider")
    if reason.strip():
        facts.add("reason_given")
    if remedy.strip():
        facts.add("remedy_named")
    return facts


def _place_again(application: Application) -> None:
    """Onto the roster, or onto the reserve list with the rank of the round."""
    action = _NEXT.get(application.state)
    if action is None:  # a later round took the person in meanwhile: being right changes nothing more
        return
    application.state = step(APPLICATION, application.state, action, {"appeal_upheld"}).target
    application.roster_until = application.roster_until or add_months(today(), 12)
    application.failures = []
    application.save(update_fields=["state", "roster_until", "failures"])
