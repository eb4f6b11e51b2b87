"""What this journey gives to the first page of its door (see kit/compose.py)."""

from django.urls import reverse
from django.utils.translation import gettext as _

from corridor.foundation.database.context import Actor
from corridor.interfaces.kit import formatting
from corridor.interfaces.kit.compose import Task
from corridor.stages.demand import api as demand


def tasks(actor: Actor) -> list[Task]:
    """Employers that ask to take part, and licences that wait for a second person."""
    found = []
    if actor.can("demand.verify_employer"):
        count = demand.employers(actor, state="applied").count()
        if count:
            text = _("%(count)s ask to take part.") % {"count": formatting.number(count)}
            url = f"{reverse('office:employers')}?state=applied"
            found.append(Task(_("Verify employers"), text, url, _("Open the list"), order=30))
    if actor.can("demand.license"):
        count = demand.licences(actor).filter(state="applied").exclude(recorded_by=actor.id).count()
        if count:
            text = _("%(count)s wait for a second person.") % {"count": formatting.number(count)}
            url = reverse("office:employers-licences")
            found.append(Task(_("Grant licences"), text, url, _("Open the list"), order=35))
    return found
