"""From an account to the actor of a request or a job."""

import uuid

from corridor.foundation.database.context import PUBLIC, PUBLIC_ID, SYSTEM, SYSTEM_ID, Actor
from corridor.foundation.scopes.models import Scope

from .models import Account, Grant
from .roles import role


def actor_for(account: Account) -> Actor:
    """The actor with all that the account's live grants give; a worker reaches their own file."""
    if not account.is_active:
        return PUBLIC
    if account.is_worker:
        own = list(Scope.objects.filter(kind="own", subject_id=account.person_id).values_list("id", flat=True))
        worker = role("worker")
        return Actor(
            id=account.id,
            kind="account",
            permissions=worker.permissions,
            roles=("worker",),
            scopes=frozenset(own),
            person_id=account.person_id,
            language=account.language,
            name=account.name,
        )
    grants = list(Grant.objects.live().filter(account=account).select_related("scope").order_by("given_at", "id"))
    scopes = [grant.scope for grant in grants if grant.scope is not None]
    return Actor(
        id=account.id,
        kind="account",
        permissions=frozenset(permission for grant in grants for permission in role(grant.role).permissions),
        roles=tuple(dict.fromkeys(grant.role for grant in grants)),
        scopes=frozenset(scope.id for scope in scopes),
        offices=tuple(dict.fromkeys(scope.id for scope in scopes if scope.kind == "office")),
        language=account.language,
        name=account.name,
        organisations=frozenset([account.organisation_id] if account.organisation_id else []),
        granted=frozenset(
            (permission, grant.scope.id)
            for grant in grants
            if grant.scope is not None
            for permission in role(grant.role).permissions
        ),
    )


def actor_by_id(actor_id: uuid.UUID) -> Actor:
    """The actor a job runs as: the originator with the rights they have now, not those they had then."""
    if actor_id == SYSTEM_ID:
        return SYSTEM
    if actor_id == PUBLIC_ID:
        return PUBLIC
    account = Account.objects.filter(id=actor_id).first()
    return actor_for(account) if account else PUBLIC


def names_of(actor_ids: set[uuid.UUID]) -> dict[uuid.UUID, tuple[str, str]]:
    """For "who opened my file": account id to (name, organisation)."""
    rows = Account.objects.filter(id__in=actor_ids).select_related("organisation")
    return {row.id: (row.name, row.organisation.name if row.organisation else "") for row in rows}
