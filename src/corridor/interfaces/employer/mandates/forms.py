"""An employer lets a recruiter act in its name."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from corridor.interfaces.kit.forms import DayField, KitForm, SubmissionKeyMixin, country_field


class MandateForm(SubmissionKeyMixin, KitForm):
    """Which licence, and for which days."""

    country = country_field(label=_("Country that gave the licence"))
    number = forms.CharField(
        label=_("Licence number of the recruiter"),
        max_length=40,
        help_text=_("As on the licence. Only a licence that is valid today can be named."),
    )
    valid_from = DayField(label=_("First day"))
    valid_until = DayField(label=_("Last day"))

    def clean(self) -> dict[str, Any]:
        """Dates in order."""
        answers: dict[str, Any] = super().clean() or {}
        start, end = answers.get("valid_from"), answers.get("valid_until")
        if start and end and end < start:
            self.add_error("valid_until", _("The last day lies before the first. Look at both dates again."))
        return answers
