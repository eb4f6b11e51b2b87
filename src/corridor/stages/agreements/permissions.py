from typing import Any

from django.utils.translation import gettext_lazy as _

PERMISSIONS: dict[str, Any] = {
    "agreements.read": _("Read agreements, schemes and rules, drafts included."),
    "agreements.draft": _("Set up schemes, draft their rules and record what the law says."),
    "agreements.publish": _("Publish the rules of a scheme that somebody else drafted, and open seasons."),
}
