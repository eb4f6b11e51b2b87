"""Seasons and their quota."""

import uuid
from datetime import date

from django.utils.translation import gettext_lazy as _

from corridor.foundation.audit import timeline
from corridor.foundation.database.context import Actor
from corridor.foundation.database.errors import NotFound, Refused

from ..models import Scheme, Season
from ..selectors import current_version
from .charge import in_charge


def open_season(
    scheme_id: uuid.UUID, *, code: str, starts_on: date, ends_on: date, quota: int, reserve: int = 0, by: Actor
) -> Season:
    """Open a season under the version that is in force, with `quota` posts and `reserve` more that are held back."""
    by = by.within("agreements.publish")
    scheme = Scheme.objects.select_for_update().filter(id=scheme_id).first()
    if scheme is None:
        raise NotFound("not_found", _("There is no such page, or you may not see it."))
    in_charge(scheme, by)
    version = current_version(scheme_id)
    if version is None:
        raise Refused("no_version", _("The scheme has no rules in force. Publish a version first."))
    code = code.strip()
    if not code or Season.objects.filter(scheme_id=scheme_id, code=code).exists():
        raise Refused("season_taken", _("The scheme has a season of this name already."), field="code")
    if ends_on <= starts_on:
        raise Refused("ends_before_start", _("A season ends after it starts."), field="ends_on")
    if quota < 1 or reserve < 0:
        raise Refused("quota", _("The quota is at least one post."), field="quota")
    made = Season.objects.create(
        scheme_id=scheme_id,
        version=version,
        code=code,
        starts_on=starts_on,
        ends_on=ends_on,
        quota=quota,
        reserve=reserve,
        opened_by=by.id,
    )
    timeline.record("agreements.season_opened", by=by, subject=made, code=code, quota=quota, reserve=reserve)
    return made


def release_reserve(season_id: uuid.UUID, *, posts: int, by: Actor) -> Season:
    """Open `posts` of the reserve to job orders. Refused when the reserve holds fewer."""
    by = by.within("agreements.publish")
    season = Season.objects.select_for_update(of=("self",)).select_related("scheme").filter(id=season_id).first()
    if season is None:
        raise NotFound("not_found", _("There is no such page, or you may not see it."))
    in_charge(season.scheme, by)
    if posts < 1 or season.released + posts > season.reserve:
        sentence = _("No more posts can be released than the reserve holds.")
        raise Refused("reserve_exceeded", sentence, field="posts")
    season.released += posts
    season.save(update_fields=["released"])
    timeline.record("agreements.reserve_released", by=by, subject=season, posts=posts)
    return season
