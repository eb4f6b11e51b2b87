"""What happened, in a sentence for each verb of the timeline. Each says it of the file or thing it stands under.

A stage that records a new verb adds its sentence here; a test compares this table with what the stages record.
"""

from typing import Any

from django.utils.translation import gettext_lazy as _

VERBS: dict[str, Any] = {
    # accounts
    "accounts.organisation_created": _("The organisation was entered."),
    "accounts.office_created": _("The office was opened."),
    "accounts.staff_created": _("An account was opened for a colleague."),
    "accounts.role_given": _("A role was given."),
    "accounts.role_ended": _("A role was ended."),
    "accounts.device_given": _("A new device for sign-in was given."),
    "accounts.password_renewed": _("A new first password was made."),
    "accounts.password_changed": _("The owner of the account chose a password."),
    "accounts.closed": _("The account was closed."),
    "accounts.opened": _("The account was opened again."),
    # registry
    "registry.registered": _("The file was opened."),
    "registry.completed": _("The file was completed or corrected."),
    "registry.verified": _("The file was compared with the papers and confirmed."),
    "registry.account_opened": _("An account was opened, so that the worker can read the file."),
    "registry.languages_set": _("The languages were written down."),
    "registry.skills_set": _("The skills were written down."),
    "registry.trainings_set": _("The training was written down."),
    "registry.experience_set": _("The work done so far was written down."),
    "registry.document_added": _("A document was added."),
    "registry.document_removed": _("A document was taken out."),
    "registry.consent_given": _("A permission was given."),
    "registry.consent_withdrawn": _("A permission was withdrawn."),
    "registry.merged": _("The file was joined with another one of the same person."),
    "registry.unmerged": _("The file was parted from the one it had been joined with."),
    "registry.held": _("The file must be kept by law until further notice."),
    "registry.released": _("The file need not be kept by law any more."),
    "registry.imported": _("A list of workers was read in."),
    "registry.sought_elsewhere": _("Another office asked whether such a file exists, and was told yes, nothing else."),
    "registry.asked_elsewhere": _("The office asked whether another office has such a file, and was told yes."),
    "registry.erasure_asked": _("The worker asked to have the file erased."),
    # agreements
    "agreements.agreement_created": _("The agreement was entered."),
    "agreements.scheme_created": _("The scheme was entered."),
    "agreements.version_drafted": _("A version of the rules was drafted."),
    "agreements.version_changed": _("The draft of the rules was changed."),
    "agreements.version_submitted": _("The draft of the rules was sent for approval."),
    "agreements.version_returned": _("The draft of the rules was returned with a reason."),
    "agreements.version_published": _("The version of the rules was published."),
    "agreements.version_superseded": _("A newer version of the rules took its place."),
    "agreements.season_opened": _("A season was opened."),
    "agreements.reserve_released": _("The reserve of the quota was opened."),
    "agreements.rule_recorded": _("A dated rule was recorded."),
    # demand
    "demand.employer_registered": _("The employer was entered."),
    "demand.employer_verified": _("The employer was confirmed."),
    "demand.employer_reinstated": _("The employer may ask for workers again."),
    "demand.conditions_lifted": _("The conditions on the employer were lifted."),
    "demand.accommodation_added": _("An accommodation was added."),
    "demand.licence_granted": _("A licence was granted."),
    "demand.licence_recorded": _("A licence was recorded."),
    "demand.order_drafted": _("The job order was drafted."),
    "demand.order_changed": _("The job order was changed."),
    "demand.order_submitted": _("The job order was sent for approval."),
    "demand.order_verified": _("The job order was verified."),
    "demand.order_approved": _("The job order was approved."),
    "demand.order_opened": _("The job order was opened to workers."),
    "demand.order_closed": _("The job order was closed."),
    "demand.order_withdrawn": _("The job order was withdrawn."),
    "demand.order_imported": _("The job order came in with a file."),
    "demand.order_turned": _("The job order was returned or refused, with a reason."),
    "demand.code_confirmed": _("The occupation of the job order was confirmed."),
    "demand.orders_imported": _("A file of job orders was read in."),
    # contracts
    "contracts.drafted": _("The contract was drafted from the accepted offer."),
    "contracts.held": _("The contract is held: a clause is worse than promised."),
    "contracts.restored": _("What was promised stands in the contract again."),
    "contracts.changed": _("The terms of the contract were changed."),
    "contracts.issued": _("The contract was sent to worker and employer."),
    "contracts.accepted_by_worker": _("The worker accepted the contract."),
    "contracts.accepted_by_employer": _("The employer accepted the contract."),
    "contracts.verified": _("The contract was verified."),
    "contracts.improved": _("A clause of the contract became better."),
    "contracts.raised": _("A new law made the contract better."),
    "contracts.declined": _("The worker declined the contract."),
    "contracts.cancelled": _("The contract was cancelled, with its reason."),
    "contracts.ended": _("The contract ended."),
}

UNKNOWN = _("Something was recorded.")


def verb(code: str) -> Any:
    """The sentence of a verb; one for all that have none yet, so that a code never reaches a screen."""
    return VERBS.get(code, UNKNOWN)
