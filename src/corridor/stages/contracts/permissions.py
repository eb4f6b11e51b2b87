from typing import Any

from django.utils.translation import gettext_lazy as _

PERMISSIONS: dict[str, Any] = {
    "contracts.read": _("Read the contracts of a scheme and how each stands to what was promised."),
    "contracts.read_person": _("Read the contracts of the persons of your office."),
    "contracts.draft": _("Prepare contracts, change their terms and send them to worker and employer."),
    "contracts.verify": _("Verify contracts that both sides have accepted, and hold those that are worse."),
    "contracts.cancel": _("Cancel a contract, with the reason and the remedy."),
    "contracts.end": _("Record the end of a contract."),
    "contracts.accept": _("Accept contracts for the employer and restore promised terms."),
}
