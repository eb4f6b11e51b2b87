"""What this journey gives to the first page of its door (see kit/compose.py)."""

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from corridor.foundation.database.context import Actor
from corridor.interfaces.kit import formatting, words
from corridor.interfaces.kit.compose import Milestone, Task
from corridor.stages.selection import api

DONE = ("selected", "reserve", "not_selected", "offered", "contracted")


def tasks(actor: Actor) -> list[Task]:
    """Apply for the first time; say which work is wanted most; a decision that can be appealed."""
    if actor.person_id is None:
        return []
    row = api.application_of(actor.person_id, actor)
    if row is None:
        text = _("Choose a programme. Applying costs nothing, and you never pay for a job here.")
        return [Task(_("Apply for work"), text, reverse("worker:applications-list"), _("See the programmes"), order=40)]
    ending = _ending(row, actor)
    if row.state in ("applied", "on_roster") and not row.ranking:
        text = _("You take part for any work. You can also say which jobs you want most.")
        url = reverse("worker:applications-wishes", kwargs={"application_id": row.id})
        return [*ending, Task(_("Say which work you want"), text, url, _("Choose"), order=60)]
    if api.may_appeal(row):
        text = _("Read which rule was not met or why others were chosen, and what you can do.")
        url = reverse("worker:applications-page", kwargs={"application_id": row.id})
        return [Task(_("Read your result"), text, url, _("Read why"), due=row.appeal_until, order=30)]
    return ending


def _ending(row: api.Application, actor: Actor) -> list[Task]:
    """The place on the roster ends soon, and the worker has not asked to stay."""
    if row.state == "expired" or not api.may_ask(row, "extension") or api.may_appeal(row):
        return []
    if any(each.application_id == row.id and each.kind == "extension" for each in api.requests(actor, state="asked")):
        return []
    text = _("You can ask to stay longer. It costs nothing.")
    url = reverse("worker:applications-ask", kwargs={"application_id": row.id, "kind": "extension"})
    title = _("Your place on the roster ends soon")
    return [Task(title, text, url, _("Ask to stay longer"), due=row.roster_until, order=50)]


def milestones(actor: Actor) -> list[Milestone]:
    """Applied, on the roster, the result."""
    row = api.application_of(actor.person_id, actor) if actor.person_id else None
    if row is None:
        return [
            Milestone(_("Apply for work"), state="now", order=20),
            Milestone(pgettext("milestone", "Chosen"), order=30),
        ]
    url = reverse("worker:applications-page", kwargs={"application_id": row.id})
    found = [
        Milestone(
            pgettext("milestone", "Applied"), row.scheme.name, "done", order=20, on=row.applied_at.date(), url=url
        )
    ]
    if row.state == "ineligible":
        note = _("A rule is not met. See which one, and what would change it.")
        return [
            *found,
            Milestone(pgettext("milestone", "On the roster"), note, "late", order=25, url=url, link=_("why")),
        ]
    if row.assessed_at is not None:
        day = formatting.day(row.roster_until) if row.roster_until else ""
        note = _("until %(day)s") % {"day": day} if day else ""
        found.append(
            Milestone(pgettext("milestone", "On the roster"), note, "done", order=25, on=row.assessed_at.date())
        )
    return [*found, _result(row, actor, url)]


def _result(row: api.Application, actor: Actor, url: str) -> Milestone:
    """The answer of the last round with its points, or that it is still to come."""
    if row.state not in DONE:
        waits = row.state in ("on_roster", "shortlisted")
        note = _("You take part in the next selection by yourself.") if waits else ""
        return Milestone(pgettext("milestone", "Chosen"), note, "now" if waits else "", order=30)
    told = api.why(row.id, actor=actor)
    best = next((each for each in told if each.reason == "obtained"), told[0] if told else None)
    titles = {
        "reserve": pgettext("milestone", "On the reserve list"),
        "not_selected": pgettext("milestone", "Not chosen this time"),
    }
    note = words.reason(api.explanation(best)) if best else ""
    state = "done" if row.state not in titles else "now" if row.state == "reserve" else "late"
    day = best.round.published_at.date() if best else None
    return Milestone(
        titles.get(row.state, pgettext("milestone", "Chosen")), note, state, order=30, on=day, url=url, link=_("why")
    )
