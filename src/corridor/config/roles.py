"""The thirteen roles of day one, composed from the permissions that stages declare."""

import importlib
from dataclasses import replace
from typing import Any

from django.conf import settings
from django.utils.translation import gettext_lazy as _

from corridor.foundation.accounts.roles import Role, install

# The permission codes are those of the state machines (corridor.rules.transitions), so that a table says who may act.
ROLES = [
    Role(
        "worker",
        _("Worker"),
        _("Reads and corrects their own file, applies, answers offers and contracts, checks in."),
        "worker",
        frozenset({"own.file", "own.apply", "own.offer", "own.contract", "own.path", "own.return"}),
    ),
    Role(
        "counsellor",
        _("Counsellor"),
        _("Receives people at a service centre, registers them, follows their path."),
        "desk",
        frozenset(
            {
                *("registry.find", "registry.register", "registry.complete", "registry.consent", "registry.history"),
                *("selection.apply_for", "selection.read_person", "contracts.read_person", "journeys.follow"),
                *("journeys.prepare", "returns.receive"),
            }
        ),
    ),
    Role(
        "registrar",
        _("Registrar"),
        _("Registers and verifies workers, imports lists, mends duplicates."),
        "desk",
        frozenset(
            {
                *("registry.find", "registry.register", "registry.complete", "registry.consent", "registry.history"),
                *("registry.verify", "registry.import", "registry.merge", "registry.erase", "selection.apply_for"),
                "selection.read_person",
            }
        ),
    ),
    Role(
        "employer",
        _("Employer"),
        _("Asks for workers, chooses among candidates, accepts contracts, receives and recalls."),
        "employer",
        frozenset(
            {
                *("demand.order", "demand.mandate", "selection.choose", "selection.recall", "contracts.accept"),
                *("journeys.receive", "journeys.report"),
            }
        ),
    ),
    Role(
        "recruiter",
        _("Licensed recruiter"),
        _("Asks for workers in the name of employers, with a valid licence and their mandate."),
        "employer",
        frozenset({"demand.order"}),
    ),
    Role(
        "officer",
        _("Programme officer"),
        _("Runs a scheme: rosters, rounds, contracts, departures."),
        "office",
        frozenset(
            {
                *("office.situation", "agreements.read", "agreements.draft", "demand.read", "demand.verify"),
                *("demand.open", "demand.import", "demand.code", "demand.close", "selection.read"),
                *("selection.assess", "selection.run_round", "selection.offer", "selection.recall"),
                *("contracts.read", "contracts.draft", "contracts.end", "journeys.read", "journeys.prepare"),
                *("journeys.travel", "journeys.end", "returns.read", "returns.confirm"),
            }
        ),
    ),
    Role(
        "approver",
        _("Approver"),
        _("Decides what others have prepared: schemes, job orders, rounds, clearances."),
        "office",
        frozenset(
            {
                *("office.situation", "agreements.read", "agreements.publish", "demand.read", "demand.approve"),
                *("demand.revoke", "demand.license", "demand.bar", "selection.read", "selection.decide"),
                *("selection.publish", "selection.review", "selection.audit", "contracts.read", "contracts.cancel"),
                *("journeys.read", "journeys.clear", "journeys.cancel"),
            }
        ),
        totp=True,
    ),
    Role(
        "attache",
        _("Labour attaché"),
        _("Verifies employers and contracts in the country of work."),
        "office",
        frozenset(
            {
                *("office.situation", "demand.read", "demand.verify", "demand.verify_employer", "demand.supervise"),
                *("contracts.read", "contracts.verify", "journeys.read", "journeys.incident"),
                "journeys.destination",
            }
        ),
        totp=True,
    ),
    Role(
        "inspector",
        _("Inspector"),
        _("Sees employers, job orders and counts, never a worker's file."),
        "office",
        frozenset({"office.situation", "demand.read", "demand.supervise"}),
    ),
    Role(
        "statistician",
        _("Statistician"),
        _("Reads counts, never persons."),
        "office",
        frozenset({"office.situation"}),
    ),
    Role(
        "secretariat",
        _("Secretariat"),
        _("Reads agreements and counts for the dialogue between states."),
        "office",
        frozenset({"office.situation", "agreements.read"}),
    ),
    Role(
        "administrator",
        _("Administrator"),
        _("Manages accounts, roles and offices; sees no worker's file."),
        "office",
        frozenset({"office.accounts", "office.roles"}),
        totp=True,
    ),
    Role(
        "auditor",
        _("Auditor"),
        _("Reads the record of what was done, in codes."),
        "office",
        frozenset({"office.situation", "office.audit", "office.roles", "selection.audit"}),
        totp=True,
    ),
]

OWN = {
    "own.file": _("Read and correct your own file."),
    "own.apply": _("Apply for work under a scheme."),
    "own.offer": _("Answer an offer."),
    "own.contract": _("Read a contract and answer it."),
    "own.path": _("See your steps and check in."),
    "own.return": _("Tell how the season went and plan the next."),
}
OFFICE = {
    "office.situation": _("See what is late and the counts of a season."),
    "office.accounts": _("Give and end roles of accounts."),
    "office.roles": _("See what each role may do."),
    "office.audit": _("Read the record of what was done."),
}


def declared() -> dict[str, Any]:
    """Every permission with its sentence, from the stages that are installed."""
    sentences: dict[str, Any] = {**OWN, **OFFICE}
    for app in settings.INSTALLED_APPS:
        if app.startswith("corridor.stages."):
            sentences.update(importlib.import_module(f"{app}.permissions").PERMISSIONS)
    return sentences


def install_roles() -> None:
    """Give the foundation the roles; one that names a permission that its stage does not declare stops the start."""
    sentences = declared()
    parts = {permission.split(".")[0] for permission in sentences}
    present = [
        replace(role, permissions=frozenset(p for p in role.permissions if p.split(".")[0] in parts)) for role in ROLES
    ]
    install(present, sentences)
