"""Agreements and schemes: what stays when rules change."""

import uuid
from datetime import date

from django.utils.translation import gettext_lazy as _

from corridor.foundation.accounts.manage import take_charge
from corridor.foundation.audit import timeline
from corridor.foundation.database.context import Actor
from corridor.foundation.database.errors import Refused
from corridor.foundation.database.keys import uuid7
from corridor.foundation.reference import countries
from corridor.foundation.scopes.access import make_scope

from ..models import Agreement, Scheme


def create_agreement(
    *,
    code: str,
    title: str,
    origin: str,
    destination: str,
    kind: str,
    by: Actor,
    signed_on: date | None = None,
    in_force_from: date | None = None,
    until: date | None = None,
    source: str = "",
) -> Agreement:
    """Record what two states agreed. Countries are ISO 3166 alpha-2, `kind` one of Agreement.KINDS."""
    by.require("agreements.draft")
    code = _free_code(Agreement, code)
    _check_corridor(origin, destination)
    if until and in_force_from and until < in_force_from:
        raise Refused("ends_before_start", _("An agreement cannot end before it is in force."), field="until")
    made = Agreement.objects.create(
        code=code,
        title=title.strip(),
        origin=origin,
        destination=destination,
        kind=kind,
        signed_on=signed_on,
        in_force_from=in_force_from,
        until=until,
        source=source.strip(),
    )
    timeline.record("agreements.agreement_created", by=by, subject=made, code=made.code)
    return made


def create_scheme(
    *,
    code: str,
    name: str,
    origin: str,
    destination: str,
    sector: str,
    channel: str,
    legal_basis: str,
    by: Actor,
    agreement_id: uuid.UUID | None = None,
    authority_organisation_id: uuid.UUID | None = None,
) -> Scheme:
    """Open a scheme in a corridor and make its two scopes.

    Officers and approvers hold grants in `scope_id` (its applicants' files), labour attachés in `destination_scope_id`
    (those with an offer). Whoever opens a scheme gets their own role in it; others get theirs from an administrator.
    Raises Refused when the code is taken or an agreement is not named.
    """
    by.require("agreements.draft")
    code = _free_code(Scheme, code)
    _check_corridor(origin, destination)
    if legal_basis == "agreement" and agreement_id is None:
        raise Refused(
            "agreement_missing", _("A scheme that rests on an agreement names the agreement."), field="agreement"
        )
    key = uuid7()
    scope = make_scope("scheme", key, owner_id=authority_organisation_id)
    made = Scheme.objects.create(
        id=key,
        code=code,
        name=name.strip(),
        agreement_id=agreement_id,
        origin=origin,
        destination=destination,
        sector=sector.strip(),
        channel=channel,
        legal_basis=legal_basis,
        authority_organisation_id=authority_organisation_id,
        scope_id=scope.id,
        destination_scope_id=make_scope("destination", key, owner_id=authority_organisation_id).id,
        created_by=by.id,
    )
    take_charge("agreements.draft", scope, by=by)
    timeline.record("agreements.scheme_created", by=by, subject=made, code=made.code)
    return made


def _free_code(model: type[Agreement] | type[Scheme], code: str) -> str:
    code = code.strip().upper()
    if not code or model.objects.filter(code=code).exists():
        raise Refused("code_taken", _("This short name is empty or taken. Choose another."), field="code")
    return code


def _check_corridor(origin: str, destination: str) -> None:
    for field, country in (("origin", origin), ("destination", destination)):
        if not countries.exists(country):
            raise Refused("unknown_country", _("There is no such country. Choose one of the list."), field=field)
    if origin == destination:
        raise Refused("one_country", _("A corridor joins two countries."), field="destination")
