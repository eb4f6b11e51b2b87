"""Which role works where, and what an installation still needs before people can work with it."""

import uuid
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django_otp.plugins.otp_totp.models import TOTPDevice

from corridor.foundation.accounts.models import Account, Grant, Office, Organisation
from corridor.foundation.accounts.roles import Role, all_roles
from corridor.foundation.scopes.models import Scope
from corridor.stages.agreements import api as agreements

# Kinds of scope in which a role makes sense; a role that is not named here works for the whole installation.
WORKS_IN = {
    "counsellor": ("office",),
    "registrar": ("office",),
    "officer": ("scheme", "office"),
    "approver": ("scheme",),
    "attache": ("destination",),
    "employer": ("employer",),
    "recruiter": ("employer", ""),
}


@dataclass(frozen=True)
class Place:
    """A scope in words: its kind, the words, and the id (None: the whole installation)."""

    kind: str
    words: Any
    scope_id: uuid.UUID | None = None


def staff_roles() -> list[Role]:
    """All roles that an administrator gives: a worker's comes with the file."""
    return [role for role in all_roles() if role.code != "worker"]


def fits(role: str, kind: str) -> bool:
    """Whether a role makes sense in a scope of this kind ("" is the whole installation)."""
    return kind in WORKS_IN.get(role, ("",))


def places_of(account: Account) -> list[Place]:
    """Where this account can be given a role: its organisation's offices and employers, and the schemes."""
    organisation = account.organisation
    found = [Place("", _("The whole installation"))]
    if organisation is None:
        return found
    for office in Office.objects.filter(organisation=organisation).order_by("name"):
        found.append(Place("office", office.name, office.scope_id))
    if organisation.kind in ("employer", "recruiter"):
        for scope_id in Scope.objects.filter(kind="employer", owner_id=organisation.id).values_list("id", flat=True):
            found.append(Place("employer", organisation.name, scope_id))
        return found
    for scheme in agreements.schemes():
        words = f"{scheme.code} · {scheme.name}"
        found.append(Place("scheme", words, scheme.scope_id))
        found.append(Place("destination", words, scheme.destination_scope_id))
    return found


KINDS = {
    "": _("Everywhere"),
    "office": _("Office"),
    "scheme": _("Scheme"),
    "destination": _("Country of work of a scheme"),
    "employer": _("Employer"),
}


def words_of(scope_ids: Iterable[uuid.UUID]) -> dict[uuid.UUID, Place]:
    """The places behind scopes, in a few queries."""
    wanted = set(scope_ids)
    found = {
        office.scope_id: Place("office", office.name, office.scope_id)
        for office in Office.objects.filter(scope_id__in=wanted)
    }
    for scheme in agreements.schemes():
        found[scheme.scope_id] = Place("scheme", scheme.code, scheme.scope_id)
        found[scheme.destination_scope_id] = Place("destination", scheme.code, scheme.destination_scope_id)
    owners = dict(Scope.objects.filter(id__in=wanted, kind="employer").values_list("id", "owner_id"))
    names = dict(Organisation.objects.filter(id__in=owners.values()).values_list("id", "name"))
    for scope_id, owner_id in owners.items():
        found[scope_id] = Place("employer", names.get(owner_id, ""), scope_id)
    return {scope_id: place for scope_id, place in found.items() if scope_id in wanted}


def live_grants() -> Any:
    """Grants that give something now."""
    return Grant.objects.filter(Q(until__isnull=True) | Q(until__gt=timezone.now()), account__is_active=True)


def with_device(account_ids: Iterable[uuid.UUID]) -> set[uuid.UUID]:
    """Which of the accounts have an authenticator."""
    return set(
        TOTPDevice.objects.filter(user_id__in=list(account_ids), confirmed=True).values_list("user_id", flat=True)
    )


@dataclass(frozen=True)
class Step:
    """One step of setting up: what it is, whether it is done, and the page where it is done."""

    title: Any
    done: bool
    words: Any
    view: str = ""


def steps() -> list[Step]:
    """What an installation needs, in order."""
    held = list(live_grants().values_list("role", "account_id"))
    roles = {role for role, _account in held}
    deciding = {account for role, account in held if role in {known.code for known in all_roles() if known.totp}}
    missing = deciding - with_device(deciding)
    administrators = {account for role, account in held if role == "administrator"}
    officers = {account for role, account in held if role == "officer"}
    approvers = {account for role, account in held if role == "approver"}
    accounts, places = "office:administration-accounts", "office:administration-organisations"
    return [
        Step(
            _("Enter the organisations"),
            Organisation.objects.exclude(kind="operator").exists(),
            _("The ministry, the employment service, the missions abroad."),
            places,
        ),
        Step(
            _("Open the offices"),
            Office.objects.filter(organisation__kind="service").exists(),
            _("With town and telephone: people find them on the first page."),
            places,
        ),
        Step(
            _("A second administrator"),
            len(administrators) > 1,
            _("Nobody changes their own rights, so one alone gets stuck."),
            accounts,
        ),
        Step(
            _("Colleagues at the desk"),
            bool(roles & {"counsellor", "registrar"}),
            _("Counsellors and registrars, each in their office."),
            accounts,
        ),
        Step(
            _("Somebody who prepares, somebody else who decides"),
            bool(officers and approvers - officers),
            _("A programme officer and an approver for each scheme, two different people."),
            accounts,
        ),
        Step(
            _("A second step for all who decide"),
            bool(deciding) and not missing,
            _("Attachés, approvers, administrators and auditors sign in with an authenticator."),
            accounts,
        ),
        Step(_("An auditor"), "auditor" in roles, _("Somebody who reads the record and has no other role."), accounts),
        Step(
            _("A scheme with published rules"),
            bool(agreements.current_versions()),
            _("Officers draft it under Corridors; an approver publishes it."),
        ),
        Step(_("A season"), agreements.seasons().exists(), _("An approver opens it under the scheme.")),
    ]
