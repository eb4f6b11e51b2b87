"""What this journey gives to the first page of its door (see kit/compose.py)."""

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from corridor.foundation.database.context import Actor
from corridor.interfaces.kit import formatting
from corridor.interfaces.kit.compose import Task, Tile
from corridor.stages.agreements import api

from .quota import quota_used


def tasks(actor: Actor) -> list[Task]:
    """Rules that wait to be published by this reader, and rules that were returned to this one."""
    found = []
    for version in api.versions_in_the_making():
        scope = version.scheme.scope_id
        told = {"scheme": version.scheme.name, "number": version.number}
        url = reverse("office:corridors-version", args=[version.id])
        wrote = actor.id in {version.drafted_by, version.changed_by, version.submitted_by}
        if version.state == "submitted" and actor.can("agreements.publish", scope=scope) and not wrote:
            title = _("Rules to publish: %(scheme)s, version %(number)s") % told
            found.append(Task(title, _("Somebody who did not write them decides."), url, _("Read the rules"), order=40))
        elif version.state == "draft" and version.returned_at and actor.can("agreements.draft", scope=scope):
            title = _("Rules to mend: %(scheme)s, version %(number)s") % told
            found.append(Task(title, version.return_reason, url, _("Mend the rules"), order=40))
    return found


def tiles(actor: Actor) -> list[Tile]:
    """How much of the quota of each season that is to come or under way is used."""
    if not actor.can("agreements.read"):
        return []
    seasons = [season for season in api.seasons() if season.ends_on >= timezone.localdate()][:4]
    used = quota_used(seasons)
    return [_tile(season, used[season.id]) for season in seasons]


def _tile(season: api.Season, used: int) -> Tile:
    told = {"used": formatting.number(used), "limit": formatting.number(season.limit)}
    name = {"scheme": season.scheme.code, "code": formatting.digits(season.code)}
    return Tile(
        figure=_("%(used)s of %(limit)s") % told,
        label=_("posts of the quota used: %(scheme)s, %(code)s") % name,
        url=reverse("office:corridors-season", args=[season.id]),
        tone="warn" if used >= season.limit else "",
        order=60,
    )
