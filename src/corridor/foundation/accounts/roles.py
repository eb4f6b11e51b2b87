"""Roles as the whole house knows them. config/roles.py composes them from the permissions that stages declare."""

from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class Role:
    """A named set of permissions. `door` is where its people work; `totp` asks for a second factor at sign-in."""

    code: str
    title: Any
    description: Any
    door: str
    permissions: frozenset[str]
    totp: bool = False


_roles: dict[str, Role] = {}
_sentences: dict[str, Any] = {}


def install(roles: list[Role], sentences: dict[str, Any]) -> None:
    """Called once at start-up: the roles, and the sentence that explains each permission."""
    unknown = {permission for role in roles for permission in role.permissions} - set(sentences)
    if unknown:
        raise LookupError(f"roles name permissions that no stage declares: {sorted(unknown)}")
    _roles.clear()
    _roles.update({role.code: role for role in roles})
    _sentences.clear()
    _sentences.update(sentences)


def role(code: str) -> Role:
    return _roles[code]


def all_roles() -> list[Role]:
    return list(_roles.values())


def roles_with(permission: str) -> list[str]:
    """Codes of the roles that hold a permission."""
    return [role.code for role in _roles.values() if permission in role.permissions]


def sentence(permission: str) -> Any:
    """What the permission allows, in the reader's language."""
    return _sentences[permission]
