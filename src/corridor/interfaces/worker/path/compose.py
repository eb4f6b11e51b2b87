"""What this journey gives to the first page of its door (see kit/compose.py)."""

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language, ngettext, pgettext
from django.utils.translation import gettext as _

from corridor.foundation.accounts.models import Office
from corridor.foundation.database.context import Actor
from corridor.interfaces.kit import words
from corridor.interfaces.kit.compose import Milestone, Task
from corridor.interfaces.kit.formatting import number
from corridor.interfaces.kit.words import you
from corridor.stages.journeys import api
from corridor.stages.returns import api as returns

ORDER = 50
ABROAD = ("departed", "arrived", "at_work")
OVER = ("ended", "left", "returned")


def newest(actor: Actor) -> api.Placement | None:
    """The worker's latest placement that was not cancelled."""
    if actor.person_id is None or not actor.can("own.path"):
        return None
    rows = api.placements_of(actor.person_id, actor)
    return next((row for row in rows if row.state != "cancelled"), None)


def country_now(actor: Actor, office: Office | None) -> str:
    """Where the worker is, as far as we know: the country of work while abroad, else that of their office."""
    placement = newest(actor)
    if placement is not None and placement.state in ABROAD:
        return placement.order.country
    return office.country if office else ""


def tasks(actor: Actor) -> list[Task]:
    """Steps of the worker's own, a check-in, a report to answer, the arrival, the way back."""
    placement = newest(actor)
    if placement is None:
        return []
    language = get_language() or "en"
    here = reverse("worker:path-show")
    found = [*_abroad(placement, actor, here), *_back(placement, actor)]
    if placement.state not in ("preparing", "cleared", *ABROAD):
        return found
    for step in api.path(placement):
        if step.state == "ready" and step.owner == "worker":
            title, text = step.title_for(language), _("A step on your way to work abroad.")
            found.append(Task(title, text, here, _("Open this step"), due=step.due_on, order=25))
        elif step.state == "refused":
            text = _("Read who decided, why, and what you can do.")
            found.append(
                Task(step.title_for(language), text, here, _("Read why"), step.remedy_until, _("refused"), "bad", 12)
            )
    if placement.held_at is not None:
        text = _("Your departure is on hold: %(why)s") % {"why": placement.held_reason}
        found.append(Task(_("Your departure is on hold"), text, here, _("See what you can do"), order=13))
    return found


def _abroad(placement: api.Placement, actor: Actor, here: str) -> list[Task]:
    found = []
    for question in api.due_check_ins(actor, timezone.localdate())[-1:]:
        url = reverse("worker:path-check-in", args=[question.id])
        text = _("One question. You may skip it, and nothing follows from your answer but help.")
        found.append(Task(_("How are you?"), text, url, _("Answer"), order=15))
    for report in api.incidents(actor):
        if report.said_by == "employer" and report.worker_side_at is None:
            url = reverse("worker:path-side", args=[report.id])
            text = _("Nobody reads it before you have answered or a counsellor has asked you.")
            found.append(Task(_("Your employer reported something"), text, url, _("Tell your side"), order=8))
    if placement.state == "departed":
        text = _("Tell us when you are at the place of work.")
        found.append(Task(_("Have you arrived?"), text, here, _("I have arrived"), order=18))
    return found


def _back(placement: api.Placement, actor: Actor) -> list[Task]:
    if placement.state not in OVER:
        return []
    if returns.return_of(placement.id, actor) is None:
        url = reverse("worker:path-return")
        text = _("Then your season is complete and the next one can be planned.")
        return [Task(_("Are you back?"), text, url, _("I am back"), order=16)]
    if returns.interview_of(placement.id, actor) is None:
        url = reverse("worker:path-interview")
        text = _("Your employer never sees your answers, only an average of many.")
        return [Task(_("Tell how the season went"), text, url, _("Tell it"), order=17)]
    return []


def milestones(actor: Actor) -> list[Milestone]:
    """Before departure, travel, work, return."""
    placement = newest(actor)
    if placement is None:
        titles = (_("Steps before departure"), _("Travel"), _("Work"), _("Return"))
        return [Milestone(title, order=ORDER + 10 * n) for n, title in enumerate(titles)]
    return [_steps(placement), _travel(placement), _work(placement), _return(placement, actor)]


def _steps(placement: api.Placement) -> Milestone:
    """How many steps are settled, and whose the next is."""
    path, url = api.path(placement), reverse("worker:path-show")
    settled = [step for step in path if step.state in ("done", "skipped")]
    title = _("Steps before departure")
    if placement.state != "preparing":
        on = placement.cleared_at.date() if placement.cleared_at else None
        return Milestone(title, _("All is done."), "done", ORDER, on=on, url=url)
    refused = [step for step in path if step.state == "refused"]
    following = next((step for step in path if step.state == "ready"), None)
    told = _("%(done)s of %(all)s done") % {"done": number(len(settled)), "all": number(len(path))}
    if following is not None:
        named = following.title_for(get_language() or "en")
        told += ". " + _("Next: %(step)s (%(who)s)") % {"step": named, "who": you.step_owner(following.owner)}
    return Milestone(title, told, "late" if refused else "now", ORDER, url=url)


def _travel(placement: api.Placement) -> Milestone:
    if placement.departed_on is not None:
        done = placement.arrived_on is not None
        note = pgettext("milestone", "arrived") if done else words.STATES["placement"]["departed"][0]
        on = placement.arrived_on or placement.departed_on
        return Milestone(_("Travel"), note, "done" if done else "now", ORDER + 10, on=on)
    state = "now" if placement.state == "cleared" else ""
    return Milestone(_("Travel"), placement.meeting_point, state, ORDER + 10, on=placement.travel_on)


def _work(placement: api.Placement) -> Milestone:
    title = _("Work")
    if placement.ended_on is not None:
        return Milestone(title, placement.employer.name, "done", ORDER + 20, on=placement.ended_on)
    if placement.state in ("arrived", "at_work"):
        days = (placement.ends_on - timezone.localdate()).days
        left = ngettext("%(days)s day left", "%(days)s days left", days) % {"days": number(days)} if days > 0 else ""
        return Milestone(title, left, "now", ORDER + 20, on=placement.started_on or placement.arrived_on)
    return Milestone(title, placement.employer.name, "", ORDER + 20, on=placement.starts_on)


def _return(placement: api.Placement, actor: Actor) -> Milestone:
    told = returns.return_of(placement.id, actor)
    url = reverse("worker:path-season")
    if told is not None:
        note = _("Your season is complete.") if told.confirmed_at else _("The office still confirms it.")
        link = _("plan the next season")
        return Milestone(_("Return"), note, "done", ORDER + 30, on=told.on, url=url, link=link)
    return Milestone(_("Return"), state="now" if placement.state in OVER else "", order=ORDER + 30)
