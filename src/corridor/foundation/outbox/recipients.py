"""Where a message goes: asked at the moment of sending, so that the outbox holds no number and no address.

Who keeps a person's telephone and e-mail lies above the foundation and registers a resolver in `AppConfig.ready()`.
"""

import uuid
from collections.abc import Callable, Sequence

Resolver = Callable[[Sequence[uuid.UUID]], dict[uuid.UUID, dict[str, str]]]
_resolvers: list[Resolver] = []


def resolve_by(resolver: Resolver) -> None:
    """Register who knows: person ids to {"phone": E.164, "email": ...}; what is not known is left out."""
    if resolver not in _resolvers:
        _resolvers.append(resolver)


def of_persons(ids: Sequence[uuid.UUID]) -> dict[uuid.UUID, dict[str, str]]:
    """The addresses of many persons, each resolver asked once."""
    found: dict[uuid.UUID, dict[str, str]] = {}
    for resolver in _resolvers if ids else ():
        for person, addresses in resolver(ids).items():
            found.setdefault(person, {}).update(addresses)
    return found


def of_accounts(ids: Sequence[uuid.UUID]) -> dict[uuid.UUID, dict[str, str]]:
    """The addresses of staff accounts: they sign in by e-mail address."""
    from corridor.foundation.accounts.models import Account

    staff = Account.objects.filter(id__in=list(ids), person_id__isnull=True, is_active=True) if ids else ()
    return {account.id: {"email": account.login} for account in staff if "@" in account.login}
