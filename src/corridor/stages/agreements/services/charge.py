"""Who is in charge of a scheme: asked here for this stage and for all above it."""

import uuid
from typing import Any

from django.utils.translation import gettext_lazy as _

from corridor.foundation.database.context import Actor
from corridor.foundation.database.errors import NotFound


def runs(scheme: Any, by: Actor, *, destination: bool = False) -> bool:
    """Whether the scope of this scheme is one of the actor's.

    A verb asks with the reach of its own permission (`by.within("stage.permission")`), so that a role in another scheme
    does not count. destination: a role on the scheme's other side, in the country of work, counts as well.
    """
    return by.wide or bool(_scopes(scheme, destination) & by.scopes)


def may(scheme: Any, by: Actor, permission: str, *, destination: bool = False) -> bool:
    """Whether the actor holds a permission for this scheme: what a page asks before it shows a button (see `runs`)."""
    return any(by.can(permission, scope=scope) for scope in _scopes(scheme, destination))


def _scopes(scheme: Any, destination: bool) -> set[uuid.UUID]:
    return {scheme.scope_id, scheme.destination_scope_id} if destination else {scheme.scope_id}


def in_charge(scheme: Any, by: Actor, *, destination: bool = False) -> None:
    """Raise NotFound unless the actor works for this scheme; see `runs`."""
    if not runs(scheme, by, destination=destination):
        raise NotFound("not_found", _("There is no such page, or you may not see it."))
