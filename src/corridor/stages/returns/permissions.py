"""What may be done about returns, a sentence each."""

from typing import Any

from django.utils.translation import gettext_lazy as _

PERMISSIONS: dict[str, Any] = {
    "returns.receive": _("Record who is back, and write down what they say of the season."),
    "returns.read": _("Read who is back and who has a right to be called back."),
    "returns.confirm": _("Confirm returns, with which workers get the right to be called back."),
}
