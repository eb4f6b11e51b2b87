"""What may be done with employers, licences and job orders."""

from typing import Any

from django.utils.translation import gettext_lazy as _

PERMISSIONS: dict[str, Any] = {
    "demand.order": _("Ask for workers, for one's own enterprise."),
    "demand.mandate": _("Say which recruiters may act for one's own enterprise."),
    "demand.read": _("Read employers, licences and all job orders."),
    "demand.verify": _("Check job orders against the law and the standard contract."),
    "demand.approve": _("Approve or refuse job orders."),
    "demand.open": _("Open approved job orders for applications."),
    "demand.close": _("Close job orders."),
    "demand.revoke": _("Take back the approval of a job order."),
    "demand.verify_employer": _("Verify or refuse employers."),
    "demand.supervise": _("Inspect employers, set conditions, suspend and reinstate."),
    "demand.bar": _("Bar employers for a term."),
    "demand.license": _("Grant, refuse and cancel licences of recruiters."),
    "demand.import": _("Import job orders from files of other authorities."),
    "demand.code": _("Confirm or change the occupation of a job order."),
}
